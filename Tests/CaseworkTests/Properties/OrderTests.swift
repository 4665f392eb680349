// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// The oracle of DESIGN.md: the same inputs in any order leave the same open obligations.
@Suite("Order")
struct OrderTests {
    /// One journey told by two systems, one mistake, and a readmission.
    private func journey() throws -> [Notification] {
        let (north, unit) = (Hospital.north, Hospital.unit)
        let bed = { (kind: String) in ["bedKind": kind] }
        return [
            try north.admission(bed: "general", at: "2026-03-02T09:00:00Z"),
            try unit.admission(visit: "884", bed: "general", at: "2026-03-02T09:10:00Z"),
            try north.message(
                "admission.updated", visit: "V1", ["class": "inpatient", "legalStatus": "02"],
                at: "2026-03-02T12:00:00Z"),
            try north.message(
                "admission.transferred", visit: "V1", bed("mental-health"),
                at: "2026-03-03T10:00:00Z"),
            try unit.message(
                "admission.transferred", visit: "884", bed("mental-health"),
                at: "2026-03-03T10:05:00Z"),
            try north.admission(visit: "V9", at: "2026-03-04T09:00:00Z"),
            try north.message(
                "admission.start-cancelled", visit: "V9", at: "2026-03-04T09:10:00Z"),
            try north.message(
                "admission.leave-started", visit: "V1", ["leaveType": "02"],
                at: "2026-03-05T16:00:00Z"),
            try north.message("admission.leave-ended", visit: "V1", at: "2026-03-07T10:00:00Z"),
            try north.message("admission.ended", visit: "V1", at: "2026-03-10T11:00:00Z"),
            try unit.message("admission.ended", visit: "884", at: "2026-03-10T11:05:00Z"),
            try north.message("admission.end-cancelled", visit: "V1", at: "2026-03-10T12:00:00Z"),
            try unit.message("admission.end-cancelled", visit: "884", at: "2026-03-10T12:05:00Z"),
            try north.message("admission.ended", visit: "V1", at: "2026-03-12T15:00:00Z"),
            try unit.message("admission.ended", visit: "884", at: "2026-03-12T15:10:00Z"),
            try north.admission(visit: "V2", at: "2026-03-14T09:00:00Z"),
            try north.message(
                "admission.updated", visit: "V2",
                ["class": "inpatient", "admittedAt": "2026-03-13T22:00:00Z"],
                at: "2026-03-15T09:00:00Z"),
        ]
    }

    /// What is left open, with a stay's name instead of its id: which of two systems lends a stay
    /// its id depends on which was heard of first.
    private func leftOpen(
        _ messages: [Notification], entry: Bool
    ) throws -> (duties: [String], isAudited: Bool) {
        var world = try World()
        if entry { try world.begin(YoungPerson.wren.entry(), at: "2026-03-17T09:30:00Z") }
        var auditor = Auditor()
        var at = instant("2026-03-17T10:00:00Z")
        for message in messages {
            at = at.advanced(bySeconds: 60)
            try world.receive(message, at: at)
            auditor.audit(world, "\(message.id)")
        }
        let duties = world.store.all.flatMap { state -> [String] in
            let stays = state.stays { stage.hashes.id(["stay", "demo", state.subject.text, $0.text]) }
            return state.obligations.filter(\.isOpen).map { obligation in
                let stay = stays.first { $0.aliases.contains(obligation.occasion) }
                let occasion = stay.map { "\($0.aliases.sorted())" } ?? obligation.occasion
                return "\(obligation.rule) \(obligation.about.text) \(occasion) "
                    + "\(obligation.due?.formatted ?? "-") \(obligation.owner.rawValue)"
            }
        }
        return (duties.sorted(), true)
    }

    @Test("a hundred orders of one journey leave the same open obligations", arguments: [true, false])
    func journeys(isOnRegister: Bool) throws {
        let messages = try journey()
        let expected = try leftOpen(messages, entry: isOnRegister).duties
        #expect(expected.count == (isOnRegister ? 4 : 3), "\(expected)")
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            let shuffled = messages.shuffled(using: &random)
            let left = try leftOpen(shuffled, entry: isOnRegister).duties
            #expect(left == expected, "seed \(seed): \(shuffled.map(\.id))")
        }
    }

    @Test("a hundred orders of signals and crises leave the same tasks, due the same day")
    func signals() throws {
        let north = Hospital.north
        let messages = [
            try north.message("school.permanently-excluded", at: "2026-03-09T09:00:00Z"),
            try north.message("school.exclusion-withdrawn", at: "2026-03-10T09:00:00Z"),
            try north.message("social-care.section-47-started", at: "2026-03-11T09:00:00Z"),
            try north.message("school.part-time-timetable", at: "2026-03-12T09:00:00Z"),
            try north.message(
                "admission.emergency-attended", visit: "E1", ["class": "emergency"],
                at: "2026-03-13T09:00:00Z"),
            try north.message(
                "admission.start-cancelled", visit: "E1", at: "2026-03-13T09:20:00Z"),
        ]
        for seed in UInt64(1)...100 {
            var random = SeededGenerator(seed: seed)
            var world = try World()
            try world.begin(YoungPerson.wren.entry(), at: "2026-03-17T09:30:00Z")
            var at = instant("2026-03-17T10:00:00Z")
            for message in messages.shuffled(using: &random) {
                at = at.advanced(bySeconds: 60)
                try world.receive(message, at: at)
            }
            let open = world.open.map { "\($0.rule) \($0.due?.formatted ?? "-")" }
            // Five working days after the first signal that stands.
            #expect(open == ["D-024a 2026-03-18T17:00:00Z"], "seed \(seed)")
        }
    }

    @Test("the register's entry may come at any place in the journey")
    func registerInBetween() throws {
        let messages = try journey()
        var expected: [String]?
        for place in 0...messages.count {
            var world = try World()
            var log: [(InputPosition, Notification, EngineFrame)] = []
            var at = instant("2026-03-17T10:00:00Z")
            for (index, message) in messages.enumerated() {
                at = at.advanced(bySeconds: 60)
                if index == place { try world.addToRegister(at: at, log) }
                let frame = try world.receive(message, at: at)
                if let position = frame.position { log.append((position, message, frame)) }
            }
            if place == messages.count { try world.addToRegister(at: at, log) }
            let left = world.open.map { "\($0.rule) \($0.about.text) \($0.due?.formatted ?? "-")" }
                .sorted()
            expected = expected ?? left
            #expect(left == expected, "place \(place)")
        }
        #expect(expected?.count == 4)
    }
}

extension World {
    /// The entry comes, and what nobody matched before is looked at again, as a daemon does.
    fileprivate mutating func addToRegister(
        at time: Instant, _ log: [(InputPosition, Notification, EngineFrame)]
    ) throws {
        let frame = try register(YoungPerson.wren.entry(), at: time)
        for (_, message, former) in log
        where former.stubTokens.contains(where: frame.revisitTokens.contains) {
            try receive(message, at: time)
        }
    }
}
