// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Foundation
import Notifications
import Policy
import Testing

@testable import keywatch

/// What `keywatch calendar report` says: how many dues of which rule move, and never whose.
@Suite struct CalendarReportTests {
    private static let now = Instant(iso8601: "2026-03-08T08:00:00Z")!

    /// A world's rules and people under a calendar with these holidays in 2026 besides the usual.
    private func context(_ world: World, adding dates: [String]) throws -> DecisionContext {
        var context = world.context
        let added = dates.compactMap { LocalDate(iso8601: $0) }.map { BankHoliday($0, "New") }
        context.calendar = WorkingCalendar(
            zone: context.calendar.zone,
            bankHolidays: EnglishBankHolidays.computed(in: 2026) + added,
            version: "with \(dates)")
        return context
    }

    private func rows(_ world: World, _ context: DecisionContext) throws -> [[String]] {
        try CalendarReport(try world.view(), context, now: CalendarReportTests.now)
            .table(LocalTime(zone: context.calendar.zone), isJSON: false).rows
    }

    @Test func underTheSameCalendarNothingMoves() throws {
        let world = try World.afterASaturdayNight()
        #expect(try rows(world, world.context).isEmpty)
    }

    @Test func aNewHolidayIsToldBeforeItMovesAnythingAndAfter() throws {
        let world = try World.afterASaturdayNight()
        let context = try context(world, adding: ["2026-03-10"])
        let before = try rows(world, context)
        #expect(
            before.contains([
                "will-move", "D-144", "1", "Tue 10 Mar 2026 17:00", "Wed 11 Mar 2026 17:00", "",
            ]))
        #expect(before.allSatisfy { $0.first == "will-move" })
        try world.reload(context, at: "2026-03-08T07:00:00Z")
        let after = try rows(world, context)
        #expect(
            after.contains([
                "moved", "D-144", "1", "Tue 10 Mar 2026 17:00", "Wed 11 Mar 2026 17:00",
                "Sun 8 Mar 2026 07:00",
            ]))
        #expect(after.allSatisfy { $0.first == "moved" })
        #expect(after.count == before.count)
    }

    @Test func whoseDuesTheyAreIsNotSaid() throws {
        let world = try World.afterASaturdayNight()
        let context = try context(world, adding: ["2026-03-10"])
        let ids = try world.view().shelf().all.map { String($0.id.prefix(6)) }
        let text = try CalendarReport(try world.view(), context, now: CalendarReportTests.now)
            .table(LocalTime(zone: context.calendar.zone), isJSON: true).json.text
        for word in ["R1", "kw-1", "Alexa", "9990000018"] + ids { #expect(!text.contains(word)) }
    }

    @Test func underOtherRulesEachDueStillCountsByItsOwnClock() throws {
        let world = try World.afterASaturdayNight()
        let same = try context(world, adding: ["2026-03-10"])
        var other = same
        other.pack = try world.configuration.folder.policy(named: "mha-part-8a")
        #expect(try rows(world, other) == rows(world, same))
    }

    @Test func duesOfUnpublishedYearsStandAsProvisional() throws {
        let world = try World.afterASaturdayNight()
        var context = world.context
        context.calendar = WorkingCalendar(
            zone: context.calendar.zone, bankHolidays: [], version: "none published")
        let rows = try rows(world, context)
        #expect(
            rows.contains(["provisional", "D-144", "1", "Tue 10 Mar 2026 17:00", "", ""]))
        // A clock of calendar days knows no holidays.
        #expect(!rows.contains { $0[1] == "D-047a" })
    }
}
