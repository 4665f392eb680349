// SPDX-License-Identifier: Apache-2.0

import Daemon
import Foundation
import Notifications
import Policy
import Testing

@testable import Casework
@testable import keywatch

@Suite struct ListingTests {
    private func time() throws -> LocalTime { LocalTime(zone: try TimeZoneRules.london()) }

    @Test func alertsAndTasksAreListedApart() throws {
        let world = try World.afterASaturdayNight()
        let all = try world.view().shelf().all
        let alerts = ObligationListing.table(
            all, .init(group: .alerts), time: try time(), isJSON: true)
        let tasks = ObligationListing.table(
            all, .init(group: .tasks), time: try time(), isJSON: true)
        let kind = try #require(alerts.columns.firstIndex(of: "kind"))
        #expect(Set(alerts.rows.map { $0[kind] }) == ["alert"])
        #expect(Set(tasks.rows.map { $0[kind] }) == ["task"])
        #expect(alerts.rows.count + tasks.rows.count == all.filter(\.isOpen).count)
        let others = ObligationListing.table(
            all, .init(group: .alerts, about: "R2"), time: try time(), isJSON: true)
        #expect(others.rows.isEmpty)
        let hers = ObligationListing.table(
            all, .init(group: .alerts, about: "R1", person: "kw-1"), time: try time(),
            isJSON: true)
        #expect(!hers.rows.isEmpty)
    }

    @Test func theCallListSaysWhoToRingAndNothingClinical() throws {
        let world = try World.afterASaturdayNight()
        let all = try world.view().shelf().all
        let table = CallList.table(
            all, directory: world.context.directory, time: try time(), isJSON: false)
        let text = table.lines.joined(separator: "\n")
        #expect(text.contains("Robin Ashdown"))
        #expect(text.contains("R1"))
        for obligation in all {
            #expect(!text.contains(obligation.title))
            #expect(!text.contains(obligation.rule.text))
        }
        let next = try #require(table.columns.firstIndex(of: "next"))
        #expect(table.rows.allSatisfy { !$0[next].isEmpty || $0[next + 1].isEmpty })
    }

    @Test func whoAnsweredIsRungAndElseTheRungToldLast() throws {
        let world = try World.afterASaturdayNight()
        var alert = try #require(
            try world.view().shelf().all.first { $0.rule.text == "D-080a" })
        #expect(alert.rung == 2)
        #expect(CallList.people(of: alert).map(\.personId) == ["kwm-1"])
        alert.answer?.answered = Answer(
            kind: "accepted", by: "kw-1", at: Instant(milliseconds: 0))
        #expect(CallList.people(of: alert).map(\.personId) == ["kw-1"])
    }

    @Test func tablesAlignTheirColumnsAndLeaveEmptyCellsOutOfJSON() {
        var table = TextTable(["id", "name"])
        table.add(["1", "Øystein"])
        table.add(["22"])
        #expect(table.lines == ["ID  NAME", "1   Øystein", "22"])
        #expect(table.json.text == #"[{"id":"1","name":"Øystein"},{"id":"22"}]"#)
    }

    @Test func timesAreLocalWithTheirWeekday() throws {
        let time = try time()
        #expect(
            time.text(try #require(Instant(iso8601: "2026-03-07T22:30:00Z")))
                == "Sat 7 Mar 2026 22:30")
        #expect(
            time.text(try #require(Instant(iso8601: "2026-07-01T22:59:59Z")))
                == "Wed 1 Jul 2026 23:59:59")
    }
}
