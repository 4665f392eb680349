// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// Bugs that others shipped, as far as the core can show that they are none of ours.
@Suite("Museum", .tags(.museum))
struct MuseumTests {
    private func admitted(rules: [RuleID] = []) throws -> World {
        var world = try World(rules: rules)
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-10T09:30:00Z")
        try world.receive(
            Hospital.north.admission(at: "2026-03-10T10:00:00Z"), at: "2026-03-10T10:20:00Z")
        return world
    }

    /// What an admission opens, and nothing that later rules add to it.
    private static let ofAnAdmission = [RuleID("D-080a"), RuleID("D-144"), RuleID("D-047a")]

    @Test("Flap storm: 945 updates of one stay are one episode")
    func flapStorm() throws {
        var world = try admitted(rules: MuseumTests.ofAnAdmission)
        let published = world.publications.count
        var at = instant("2026-03-10T10:21:00Z")
        for number in 0..<945 {
            at = at.advanced(bySeconds: 3)
            let bed = number.isMultiple(of: 2) ? "mental-health" : "unknown"
            try world.receive(
                Hospital.north.message(
                    "admission.updated", visit: "V1", ["class": "inpatient", "bedKind": bed],
                    at: at.formatted, id: "flap-\(number)"), at: at)
        }
        #expect(world.publications.count == published)
        #expect(world.open.count == 3)
    }

    @Test("Restart forgets: an alert, its answer and its end survive every restart")
    func restartForgets() throws {
        var world = try admitted(rules: MuseumTests.ofAnAdmission)
        try world.restart()
        let alert = try #require(world.opened("SEED-080"))
        try world.pass(until: "2026-03-10T11:20:00Z")
        #expect(world.frames.last?.rungs.map(\.rung) == [2])
        try world.restart()
        try world.respond(
            .escalationAccepted, to: alert, by: "kw-1", at: instant("2026-03-10T11:30:00Z"))
        try world.restart()
        let published = world.publications.count
        try world.pass(until: "2026-03-10T20:00:00Z")
        #expect(world.publications.count == published)
        try world.receive(
            Hospital.north.message(
                "admission.start-cancelled", visit: "V1", at: "2026-03-10T20:00:00Z"),
            at: "2026-03-10T20:01:00Z")
        try world.restart()
        #expect(world.open.isEmpty)
        #expect(world.frames.last?.changes.count == 3)
    }

    @Test("An older backup restored: each overdue clock fires once, late, in one recovery")
    func olderBackup() throws {
        let backup = try admitted()
        var world = backup
        try world.restart()
        let fired = try world.recover(at: instant("2026-03-10T15:00:00Z"))
        #expect(fired.flatMap(\.rungs).map(\.rung) == [2])
        #expect(fired.flatMap(\.rungs).allSatisfy { $0.isLate })
        #expect(try world.recover(at: instant("2026-03-10T15:00:00Z")).isEmpty)
    }

    @Test("Clocks moved: no ladder shifts by an hour in the nights in which the clocks change")
    func clocksMoved() throws {
        for (admitted, rungs) in [
            (
                "2026-03-28T23:30:00Z",
                ["2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z", "2026-03-29T06:30:00Z"]
            ),
            (
                "2026-10-24T23:30:00Z",
                ["2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z", "2026-10-25T06:30:00Z"]
            ),
        ] {
            var world = try World()
            try world.begin(YoungPerson.wren.entry(), at: admitted)
            try world.receive(Hospital.north.admission(at: admitted), at: admitted)
            try world.pass(until: instant(admitted).advanced(bySeconds: 12 * 3600))
            #expect(world.frames.filter { !$0.rungs.isEmpty }.map(\.at.formatted) == rungs)
        }
    }

    @Test("A bank holiday added later: open dues move, told once, and only those that change")
    func bankHolidayAddedLater() throws {
        var world = try admitted(rules: MuseumTests.ofAnAdmission)
        let question = try #require(world.opened("SEED-144"))
        let review = try #require(world.opened("SEED-047"))
        #expect(question.due == instant("2026-03-12T17:00:00Z"))
        var context = try stage.context(
            policy: "policy-2023", rules: MuseumTests.ofAnAdmission, edits: [])
        let holiday = try #require(LocalDate(iso8601: "2026-03-11"))
        context.calendar = WorkingCalendar(
            zone: stage.zone, bankHolidays: [BankHoliday(holiday, "x")],
            version: "with a holiday in March")
        let frames = try world.reload(context, at: instant("2026-03-10T11:00:00Z"))
        #expect(frames.flatMap(\.changes).count == 2)
        let moved = try #require(world.opened("SEED-144"))
        #expect(moved.supersedes == question.id)
        #expect(moved.due == instant("2026-03-13T17:00:00Z"))
        #expect(world.opened("SEED-047")?.id == review.id)
        #expect(try world.reload(context, at: instant("2026-03-10T11:01:00Z")).isEmpty)
    }

    @Test("Skipped rung: a vacant post is itself told, and the next rung keeps its number")
    func skippedRung() throws {
        var world = try World(directory: [.vacant(.keyworkerManager)])
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-10T09:30:00Z")
        try world.receive(
            Hospital.north.admission(at: "2026-03-10T10:00:00Z"), at: "2026-03-10T10:20:00Z")
        try world.pass(until: "2026-03-10T11:20:00Z")
        let alert = try #require(world.opened("SEED-080"))
        #expect(alert.answer?.rung == 3)
        #expect(alert.answer?.next == instant("2026-03-10T15:20:00Z"))
        let gap = try #require(world.opened("X-05"))
        #expect(gap.isOpen)
        #expect(gap.to.map(\.role).contains(.responsibleCommissioner))
    }

    @Test("Cancel ignored: everybody who was told, on whichever rung, is told of the withdrawal")
    func cancelIgnored() throws {
        var world = try admitted()
        try world.pass(until: "2026-03-10T17:30:00Z")
        let told = try #require(world.opened("SEED-080")?.answer?.told)
        #expect(told.count > 5)
        try world.receive(
            Hospital.north.message(
                "admission.start-cancelled", visit: "V1", at: "2026-03-10T17:40:00Z"),
            at: "2026-03-10T17:40:00Z")
        let withdrawn = try #require(
            world.frames.last?.changes.first { $0.obligation.covers.contains("SEED-080") })
        #expect(withdrawn.change == .withdrawn)
        #expect(told.allSatisfy(withdrawn.change.told(withdrawn.obligation).contains))
        #expect(world.open.isEmpty)
    }

    @Test("The register was read after the admission: the alert still comes")
    func registerAfterAdmission() throws {
        var world = try World()
        try world.receive(
            Hospital.north.admission(bed: "unknown", at: "2026-03-10T10:00:00Z"),
            at: "2026-03-10T10:20:00Z")
        #expect(world.obligations.isEmpty)
        try world.restart()
        try world.register(YoungPerson.wren.entry(), at: instant("2026-03-10T10:20:01Z"))
        let alert = try #require(world.opened("SEED-044"))
        #expect(alert.about == .person("W1"))
        #expect(alert.isOpen)
    }

    @Test("Unanswered without being sent: a rung's wait starts when its notice was confirmed")
    func unansweredWithoutBeingSent() throws {
        var world = try admitted()
        let alert = try #require(world.opened("SEED-080"))
        let confirmed = instant("2026-03-10T11:10:00Z")
        #expect(try world.confirm(alert, at: confirmed) != nil)
        try world.pass(until: "2026-03-10T12:09:59Z")
        #expect(world.frames.flatMap(\.rungs).isEmpty)
        try world.pass(until: "2026-03-10T12:10:00Z")
        #expect(world.frames.flatMap(\.rungs).map(\.rung) == [2])
        // A second word of the same notice, or one after an answer, moves nothing.
        try world.respond(
            .escalationAccepted, to: alert, by: "kw-1", at: instant("2026-03-10T12:15:00Z"))
        #expect(try world.confirm(alert, at: instant("2026-03-10T12:20:00Z")) == nil)
    }

    @Test("Late acknowledgement credited to the next message: answers match by id only")
    func lateAcknowledgement() throws {
        var world = try admitted()
        let first = try #require(world.opened("SEED-080"))
        try world.receive(
            Hospital.north.message(
                "admission.start-cancelled", visit: "V1", at: "2026-03-10T10:30:00Z"),
            at: "2026-03-10T10:30:00Z")
        try world.receive(
            Hospital.north.admission(visit: "V2", at: "2026-03-10T10:35:00Z"),
            at: "2026-03-10T10:40:00Z")
        let second = try #require(world.opened("SEED-080"))
        #expect(second.id != first.id)
        let frame = try world.respond(
            .escalationAccepted, to: first, by: "kw-1", at: instant("2026-03-10T10:45:00Z"))
        #expect(frame.outcome == .duplicate)
        #expect(world.opened("SEED-080")?.isAnswered == false)
    }

    @Test(
        "Working-day clocks: weekends, bank holidays, month ends, clock changes",
        arguments: [
            ("2026-03-13T16:59:00Z", "2026-03-17T17:00:00Z", "2026-03-27T23:59:59Z"),
            ("2026-03-14T03:00:00Z", "2026-03-17T17:00:00Z", "2026-03-28T23:59:59Z"),
            ("2026-03-27T18:00:00Z", "2026-03-31T16:00:00Z", "2026-04-10T22:59:59Z"),
            ("2026-04-02T08:00:00Z", "2026-04-08T16:00:00Z", "2026-04-16T22:59:59Z"),
            ("2026-05-01T10:00:00Z", "2026-05-06T16:00:00Z", "2026-05-15T22:59:59Z"),
            ("2026-10-22T22:30:00Z", "2026-10-26T17:00:00Z", "2026-11-05T23:59:59Z"),
            ("2026-10-23T23:30:00Z", "2026-10-27T17:00:00Z", "2026-11-07T23:59:59Z"),
            ("2026-12-24T20:00:00Z", "2026-12-30T17:00:00Z", "2027-01-07T23:59:59Z"),
            ("2028-02-28T10:00:00Z", "2028-03-01T17:00:00Z", "2028-03-13T23:59:59Z"),
        ])
    func workingDayClocks(admitted: String, question: String, review: String) throws {
        var world = try World()
        try world.begin(YoungPerson(born: "2014-02-01").entry(), at: admitted)
        try world.receive(
            Hospital.north.admission(YoungPerson(born: "2014-02-01"), at: admitted), at: admitted)
        #expect(world.opened("SEED-144")?.due == instant(question))
        #expect(world.opened("SEED-047")?.due == instant(review))
    }
}
