// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// DESIGN.md, "The flow": after an outage responses are read first; at most one rung of an
/// obligation fires, marked late; the next wait starts with that late notice.
@Suite("After an outage of eight hours")
struct OutageTests {
    private let down = "2026-03-07T12:05:00Z"
    private let up = "2026-03-07T20:05:00Z"

    /// Saturday noon: two young people are admitted, and the daemon goes down.
    private func admitted() throws -> World {
        var world = try World()
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-07T11:00:00Z")
        try world.begin(YoungPerson.ife.entry(keyworker: "kw-2"), at: "2026-03-07T11:00:00Z")
        try world.receive(
            Hospital.north.admission(.wren, visit: "V1", at: "2026-03-07T11:50:00Z"),
            at: "2026-03-07T12:00:00Z")
        try world.receive(
            Hospital.north.admission(.ife, visit: "V2", at: "2026-03-07T11:55:00Z"),
            at: "2026-03-07T12:01:00Z")
        try world.pass(until: down)
        return world
    }

    private func alert(_ world: World, _ person: YoungPerson) throws -> Obligation {
        try #require(
            world.obligations.last {
                $0.covers.contains("SEED-080") && $0.about == .person(person.id)
            })
    }

    @Test("the answer that waited is read first, and nobody is told that nobody answered")
    func waitingAnswer() throws {
        var world = try admitted()
        try world.restart()
        try world.respond(
            .escalationAccepted, to: alert(world, .wren), by: "kw-1", at: instant(up))
        let fired = try world.recover(at: instant(up))
        let rungs = fired.flatMap(\.rungs)
        #expect(rungs.count == 1)
        #expect(rungs.first?.obligation.about == .person("W2"))
        #expect(rungs.first?.rung == 2)
        #expect(rungs.first?.isLate == true)
        #expect(try alert(world, .wren).answer?.rung == 1)
    }

    @Test("the next wait runs from the late notice")
    func nextWait() throws {
        var world = try admitted()
        try world.recover(at: instant(up))
        #expect(try alert(world, .ife).answer?.next == instant("2026-03-07T22:05:00Z"))
        let before = world.frames.count
        try world.pass(until: "2026-03-07T22:04:59Z")
        #expect(world.frames[before...].flatMap(\.rungs).isEmpty)
        try world.pass(until: "2026-03-07T22:05:00Z")
        let rungs = world.frames[before...].flatMap(\.rungs)
        #expect(rungs.map(\.rung) == [3, 3])
        #expect(rungs.allSatisfy { !$0.isLate })
    }

    @Test("at most one rung of an obligation, of whichever of its clocks, however long the outage")
    func onceEach() throws {
        for hours in [1, 8, 30, 24 * 7, 24 * 60] {
            var world = try admitted()
            try world.receive(
                Hospital.north.message(
                    "admission.considered", .tam, visit: "V3", ["bedKind": "mental-health"],
                    at: down), at: down)
            let end = instant(down).advanced(bySeconds: Int64(hours) * 3600)
            let fired = try world.recover(at: end)
            var told: [String: Int] = [:]
            for rung in fired.flatMap(\.rungs) {
                told[rung.obligation.id, default: 0] += 1
                #expect(rung.isLate, "\(hours) h")
            }
            #expect(told.values.allSatisfy { $0 == 1 }, "\(hours) h")
            #expect(!told.isEmpty || hours == 1)
            var auditor = Auditor()
            auditor.audit(world, "\(hours) h")
        }
    }

    @Test("reminders that were missed are told once, and as overdue when the due has passed")
    func reminders() throws {
        var world = try admitted()
        let fired = try world.recover(at: instant("2026-03-30T09:00:00Z"))
        let review = try #require(world.opened("C-CETR-PA"))
        let reminders = fired.flatMap(\.changes).compactMap { change, obligation -> Bool? in
            guard obligation.id == review.id, case .reminded(let overdue, let late) = change else {
                return nil
            }
            return overdue && late
        }
        #expect(reminders == [true])
    }

    @Test("without an outage nothing is marked late")
    func onTime() throws {
        var world = try admitted()
        try world.pass(until: "2026-04-07T12:00:00Z")
        let changes = world.frames.flatMap(\.changes).map(\.change)
        #expect(changes.count > 50)
        #expect(changes.allSatisfy { !$0.isLate })
    }
}
