// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register
import Rehearsal
import Testing

/// A calendar that changes moves the dues that it gave, those only, and says so (DUTIES.tsv §2).
@Suite struct RecomputationTests {
    private static let rules = [RuleID("D-080a"), RuleID("D-144"), RuleID("D-047a")]

    /// The shipped bank holidays of 2026 with others added or left out.
    private func calendar(
        adding added: [String] = [], without dropped: [String] = [],
        zone: TimeZoneRules = stage.zone
    ) -> WorkingCalendar {
        let shipped = EnglishBankHolidays.computed(in: 2026)
            .filter { !dropped.contains($0.date.formatted) }
        let others = added.compactMap { LocalDate(iso8601: $0) }.map {
            BankHoliday($0, "A holiday of its own")
        }
        return WorkingCalendar(
            zone: zone, bankHolidays: shipped + others,
            version: "with \(added), without \(dropped)")
    }

    private func context(
        _ calendar: WorkingCalendar, rules: [RuleID] = RecomputationTests.rules
    ) throws -> DecisionContext {
        var context = try stage.context(policy: "policy-2023", rules: rules, edits: [])
        context.calendar = calendar
        return context
    }

    private func admitted(at time: String = "2026-03-10T10:00:00Z") throws -> World {
        var world = try World(rules: RecomputationTests.rules)
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-01T09:30:00Z")
        try world.receive(Hospital.north.admission(at: time), at: time)
        return world
    }

    private func moves(_ frames: [EngineFrame]) -> [DueMove] {
        frames.flatMap(\.parts).flatMap { DueMove.moves(in: $0.facts) }
    }

    @Test("A holiday that came while nobody ran moves dues at the start, once")
    func restart() throws {
        var world = try admitted()
        let others = world.open.filter { $0.rule != RuleID("D-144") }
        try world.restart(under: context(calendar(adding: ["2026-03-11"])))
        let frames = try world.recomputeDues(at: instant("2026-03-10T11:00:00Z"))
        #expect(
            moves(frames) == [
                DueMove(
                    rule: RuleID("D-144"), from: instant("2026-03-12T17:00:00Z"),
                    to: instant("2026-03-13T17:00:00Z"))
            ])
        #expect(frames.map(\.reason) == [EngineFrame.calendarChanged])
        for other in others { #expect(world.open.contains { $0.due == other.due }) }
        try world.restart()
        #expect(try world.recomputeDues(at: instant("2026-03-10T11:01:00Z")).isEmpty)
    }

    @Test("A start under the same calendar changes nothing, whatever has moved before")
    func sameCalendar() throws {
        var world = try admitted()
        try world.reload(
            context(calendar(adding: ["2026-03-11"])), at: instant("2026-03-10T11:00:00Z"))
        try world.receive(
            Hospital.north.message(
                "admission.updated", visit: "V1",
                ["class": "inpatient", "admittedAt": "2026-03-09T10:00:00Z"],
                at: "2026-03-10T11:30:00Z"), at: "2026-03-10T11:30:00Z")
        try world.pass(until: "2026-03-11T12:00:00Z")
        try world.restart()
        #expect(try world.recomputeDues(at: instant("2026-03-11T12:00:00Z")).isEmpty)
    }

    @Test("A holiday that is taken back brings the due forward at once")
    func earlier() throws {
        var world = try admitted(at: "2026-04-02T10:00:00Z")
        let due = try #require(world.opened("SEED-144")?.due)
        let frames = try world.reload(
            context(calendar(without: ["2026-04-06"], zone: stage.zone)),
            at: instant("2026-04-02T12:00:00Z"))
        // A list of seven is none of a whole year: the computed ones stand beside it.
        #expect(frames.isEmpty)
        var context = try context(calendar(without: ["2026-04-06"], zone: stage.zone))
        context.calendar = calendar(adding: ["2026-11-11"], without: ["2026-04-06"])
        let moved = moves(try world.reload(context, at: instant("2026-04-02T12:01:00Z")))
        #expect(moved.contains { $0.rule == RuleID("D-144") && $0.to < due })
        #expect(moved.allSatisfy { $0.to < $0.from })
    }

    @Test("Another rule of the time zone moves dues by the hour that it moves the clocks")
    func timeZone() throws {
        var world = try admitted(at: "2026-03-27T10:00:00Z")
        let utc = try TimeZoneRules(path: "/usr/share/zoneinfo/Etc/UTC")
        let moved = moves(
            try world.reload(
                context(calendar(zone: utc)), at: instant("2026-03-27T10:30:00Z")))
        #expect(Set(moved.map(\.rule.text)) == ["D-144", "D-047a"])
        #expect(moved.allSatisfy { $0.to == $0.from.advanced(bySeconds: 3600) })
    }

    @Test("A due that a fact bounds stays within it, whatever the calendar")
    func bounded() throws {
        let rules = [RuleID("D-045d")]
        var world = try World(rules: rules)
        var entry = YoungPerson.wren.entry().withScenarioDefaults()
        var consent = try #require(entry.consent[.register])
        consent.at = instant("2026-03-01T09:00:00Z")
        consent.reviewOn = LocalDate(iso8601: "2026-03-31")
        entry.consent[.register] = consent
        try world.register(entry, at: instant("2026-03-10T10:00:00Z"))
        let task = try #require(world.opened("SEED-045"))
        #expect(task.due == instant("2026-03-31T22:59:59Z"))
        let other = try context(calendar(adding: ["2026-03-11"]), rules: rules)
        #expect(moves(try world.reload(other, at: instant("2026-03-10T11:00:00Z"))).isEmpty)
        try world.restart()
        #expect(try world.recomputeDues(at: instant("2026-03-10T11:01:00Z")).isEmpty)
    }

    @Test("A duty of two lines keeps the clock of the line that gave its due")
    func jointDuty() throws {
        let rules = [RuleID("D-080b"), RuleID("D-081")]
        var world = try World(rules: rules)
        try world.begin(
            YoungPerson.wren.entry(.amber, ratedAt: "2026-03-09T10:00:00Z", keyworker: nil),
            at: "2026-03-09T10:30:00Z")
        try world.pass(until: "2026-03-10T09:00:00Z")
        let task = try #require(world.opened("SEED-081"))
        #expect(task.rule == RuleID("D-080b"))
        #expect(task.due == instant("2026-03-16T17:00:00Z"))
        let other = try context(calendar(adding: ["2026-05-11"]), rules: rules)
        #expect(try world.reload(other, at: instant("2026-03-10T11:00:00Z")).isEmpty)
        #expect(world.opened("SEED-081") == task)
        let near = try context(calendar(adding: ["2026-03-11"]), rules: rules)
        let moved = moves(try world.reload(near, at: instant("2026-03-10T12:00:00Z")))
        #expect(moved.map(\.to) == [instant("2026-03-17T17:00:00Z")])
    }

    @Test("A reminder that fell due while nobody ran is still sent after the recomputation")
    func missedReminder() throws {
        var world = try admitted()
        try world.pass(until: "2026-03-11T12:00:00Z")
        let review = try #require(world.opened("SEED-047"))
        let missed = try #require(review.completion?.reminders.first)
        #expect(missed == instant("2026-03-17T09:00:00Z"))
        // The day of the last reminder becomes a holiday: reminders are counted anew.
        try world.restart(under: context(calendar(adding: ["2026-03-24"])))
        try world.recomputeDues(at: instant("2026-03-17T10:00:00Z"))
        let reminders = world.opened("SEED-047")?.completion?.reminders
        #expect(reminders?.first == missed)
        #expect(reminders != review.completion?.reminders)
    }

    @Test("Where the rules changed meanwhile too, a due moves by the clock that it was opened with")
    func otherRules() throws {
        var world = try admitted()
        var rules = try context(calendar(adding: ["2026-03-11"]))
        rules.pack = try stage.context(policy: "mha-part-8a", edits: []).pack
        try world.restart(under: rules)
        let moved = moves(try world.recomputeDues(at: instant("2026-03-10T11:00:00Z")))
        #expect(moved.contains { $0.rule == RuleID("D-144") })
    }

    @Test("At a reload of rules and calendar together only the calendar's part moves the due")
    func bothAtOnce() throws {
        var world = try admitted()
        var both = try context(calendar(adding: ["2026-03-11"]))
        both.pack = try stage.context(policy: "mha-part-8a", edits: []).pack
        let moved = moves(try world.reload(both, at: instant("2026-03-10T11:00:00Z")))
        #expect(
            moved.filter { $0.rule == RuleID("D-144") }.map(\.to) == [
                instant("2026-03-13T17:00:00Z")
            ])
    }
}
