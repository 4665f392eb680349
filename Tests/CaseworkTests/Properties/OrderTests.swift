// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// The oracle of DESIGN.md: the same inputs in any order leave the same open obligations.
@Suite("Order", .tags(.slow))
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
        let pack = world.engine.context.pack
        let duties = world.store.all.flatMap { state -> [String] in
            let stays = state.stays {
                stage.hashes.id(["stay", "demo", state.subject.text, $0.text])
            }
            return state.obligations.filter(\.isOpen).map { obligation in
                // The n-th crisis is counted as it is heard of, and the third of a fortnight is
                // another day's when another came first; the due is the same.
                let parts = obligation.occasion.split(separator: "/").map(String.init)
                let stay = stays.first { $0.aliases.contains(parts.first ?? "") }
                let isCounted =
                    Int(obligation.occasion) != nil
                    || LocalDate(iso8601: parts.first ?? "") != nil
                let occasion =
                    stay.map { "\($0.aliases.sorted())\(parts.dropFirst())" }
                    ?? (isCounted ? "" : obligation.occasion)
                let isByReceipt =
                    pack.rule(obligation.rule)?.due.contains { $0.clock.anchors == [.receipt] }
                    ?? false
                let due = isByReceipt ? "by receipt" : obligation.due?.formatted ?? "-"
                return "\(obligation.rule) \(obligation.about.text) \(occasion) "
                    + "\(due) \(obligation.owner.rawValue)"
            }
        }
        return (duties.sorted(), true)
    }

    @Test(
        "a hundred orders of one journey leave the same open obligations", arguments: [true, false])
    func journeys(isOnRegister: Bool) throws {
        let messages = try journey()
        let expected = try leftOpen(messages, entry: isOnRegister).duties
        #expect(expected.count == (isOnRegister ? 11 : 3), "\(expected)")
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
            let open = world.open.filter { $0.rule.line == "D-024a" }
                .map { "\($0.rule) \($0.due?.formatted ?? "-")" }
            // Five working days after the first signal that stands.
            #expect(open == ["D-024a 2026-03-18T17:00:00Z"], "seed \(seed)")
        }
    }

    @Test("any journey in any order", arguments: Array(UInt64(1)...40))
    func randomJourneys(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let messages = try randomJourney(&random)
        let expected = try leftOpen(messages, entry: true).duties
        for round in 1...6 {
            let shuffled = messages.shuffled(using: &random)
            let left = try leftOpen(shuffled, entry: true).duties
            #expect(
                left == expected,
                "seed \(seed), round \(round): \(messages.map(\.id)) as \(shuffled.map(\.id))")
        }
    }

    /// Twelve events of three visits at two hospitals, with whatever sense they make.
    private func randomJourney(_ random: inout SeededGenerator) throws -> [Notification] {
        let events = [
            "started", "started", "started", "updated", "transferred", "ended", "ended",
            "start-cancelled", "end-cancelled", "transfer-cancelled", "leave-started",
            "leave-ended", "emergency-attended", "emergency-left",
        ]
        let beds = ["mental-health", "mental-health", "general", "unknown"]
        var messages: [Notification] = []
        for number in 0..<12 {
            let event = events[Int.random(in: 0..<events.count, using: &random)]
            let at = instant("2026-03-02T00:00:00Z")
                .advanced(bySeconds: 60 * Int64.random(in: 0...20_000, using: &random))
            var members = ["bedKind": beds[Int.random(in: 0..<beds.count, using: &random)]]
            if event == "started" || event == "updated" {
                members["admittedAt"] = at.formatted
                members["class"] = "inpatient"
                if Bool.random(using: &random) { members["admissionMethod"] = "21" }
                if Int.random(in: 0..<4, using: &random) == 0 { members["admissionSource"] = "87" }
            }
            if event == "ended", Bool.random(using: &random) {
                members["dischargeDestination"] = "87"
            }
            if event.hasPrefix("emergency") { members = ["class": "emergency"] }
            let hospital = Bool.random(using: &random) ? Hospital.north : .unit
            // One in eight gives no visit number.
            let visit = Int.random(in: 0..<8, using: &random)
            messages.append(
                try hospital.message(
                    "admission.\(event)", visit: visit == 0 ? "" : "V\(visit % 2 + 1)",
                    members, at: at.formatted, id: "\(number)-\(event)-\(at.formatted)"))
        }
        return messages.sorted { $0.occurredAt < $1.occurredAt }
    }

    @Test("the register's entry may come at any place in the journey")
    func registerInBetween() throws {
        let messages = try journey()
        var expected: [String]?
        for place in 0...messages.count {
            var world = try World()
            var at = instant("2026-03-17T10:00:00Z")
            for (index, message) in messages.enumerated() {
                at = at.advanced(bySeconds: 60)
                if index == place { try world.register(YoungPerson.wren.entry(), at: at) }
                try world.receive(message, at: at)
            }
            if place == messages.count { try world.register(YoungPerson.wren.entry(), at: at) }
            let left = world.open.map { "\($0.rule) \($0.about.text) \($0.due?.formatted ?? "-")" }
                .sorted()
            expected = expected ?? left
            #expect(left == expected, "place \(place)")
        }
        #expect(expected?.count == 15, "\(expected ?? [])")
    }
}
