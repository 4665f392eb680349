// SPDX-License-Identifier: Apache-2.0
import Daemon
import Foundation
import Notifications
import Policy

/// What happens to the people of a load, one message after the other.
///
/// Each member's messages are in order and under one key; those of different members mingle. Two
/// stays of a member are days apart, so each admission is a stay of its own and must have its own
/// alert. Some members are admitted before the register has them; they stay until it does.
struct LoadScript {
    /// One message.
    struct Step: Sendable {
        var topic: InputTopic
        var key: [UInt8]?
        var value: [UInt8]?
        /// The member whom it admits to a ward in scope.
        var admitted: String?
        /// The alert that it answers.
        var answers: String?
    }

    private struct Member {
        let person: TrialPerson
        var isKnown = false
        var version = 0
        var visit = 0
        var stay = Stay.none
        var admittedAt = Instant(milliseconds: 0)
    }

    private enum Stay { case none, admitted, updated, discharged, cancelled, reopened }

    private let area: String
    private var members: [Member]
    private let strangers: [TrialPerson]
    private let now: Instant
    private var known = 0
    private var serial = 0
    private var recent: [Step] = []

    private static let dayMs: Int64 = 86_400_000
    /// Three days from one to the next, within 200 days.
    private static let visitsMax = 60

    init(area: String, people: [TrialPerson], strangers: [TrialPerson], now: Instant) {
        self.area = area
        members = people.map { Member(person: $0) }
        self.strangers = strangers
        self.now = now
    }

    /// The next message or two.
    mutating func next(_ random: inout SeededGenerator, _ zone: TimeZoneRules) -> [Step] {
        let dice = Int.random(in: 0..<100, using: &random)
        var steps: [Step]
        switch dice {
        case 0..<8: steps = [stranger(&random, zone)]
        case 8..<12: steps = [rubbish(&random)]
        case 12..<17:
            steps = recent.randomElement(using: &random).map { [repetition(of: $0)] } ?? []
        case 17..<20: steps = update(&random)
        default: steps = advance(&random, zone)
        }
        for step in steps where step.topic == .admissions && step.value != nil {
            if recent.count < 200 {
                recent.append(step)
            } else {
                recent[Int.random(in: 0..<200, using: &random)] = step
            }
        }
        return steps
    }

    /// The answer of a person to an alert.
    mutating func answer(_ alert: String, by person: String) -> Step {
        serial += 1
        let event = JSONValue.object([
            .init("specversion", .string("1.0")), .init("id", .string("answer-\(alert)")),
            .init("source", .string("/people")),
            .init("type", .string("org.keywatch.escalation.acknowledged.v1")),
            .init(
                "time",
                .string(Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).formatted)
            ),
            .init(
                "data",
                .object([
                    .init("alertId", .string(alert)), .init("by", .string(person)),
                ])),
        ])
        return Step(topic: .responses, key: Array(alert.utf8), value: event.utf8, answers: alert)
    }

    // MARK: - Members

    /// Moves one member's story on.
    private mutating func advance(
        _ random: inout SeededGenerator, _ zone: TimeZoneRules
    ) -> [Step] {
        // People join one after the other while the load runs.
        let range = Swift.min(members.count, known + 3)
        let index = Int.random(in: 0..<range, using: &random)
        if !members[index].isKnown { return join(index, &random, zone) }
        let member = members[index]
        let isLast = member.visit >= LoadScript.visitsMax
        switch member.stay {
        case _ where isLast && (member.stay == .cancelled || member.stay == .discharged): return []
        case .none, .cancelled: return [admit(index, zone)]
        case .admitted where random.chance(15):
            return [message(.updated, index, .updated, zone)]
        case .admitted where random.chance(10):
            return [message(.admissionCancelled, index, .cancelled, zone)]
        case .admitted, .updated, .reopened:
            return [message(.discharged, index, .discharged, zone)]
        case .discharged where random.chance(15):
            return [message(.dischargeCancelled, index, .reopened, zone)]
        case .discharged: return [admit(index, zone)]
        }
    }

    /// Somebody joins the register: first the entry, or first the admission, or both at once.
    private mutating func join(
        _ index: Int, _ random: inout SeededGenerator, _ zone: TimeZoneRules
    ) -> [Step] {
        let member = members[index]
        known = Swift.max(known, index + 1)
        guard member.stay == .none, random.chance(40) else {
            members[index].isKnown = true
            return [entry(index)]
        }
        members[index].isKnown = true
        let admission = admit(index, zone)
        return random.chance(50) ? [entry(index), admission] : [admission, entry(index)]
    }

    private mutating func update(_ random: inout SeededGenerator) -> [Step] {
        guard known > 0 else { return [] }
        let index = Int.random(in: 0..<known, using: &random)
        return members[index].isKnown ? [entry(index)] : []
    }

    private mutating func entry(_ index: Int) -> Step {
        members[index].version += 1
        let member = members[index]
        return Step(
            topic: .register, key: Array(member.person.registerId.utf8),
            value: member.person.entry(area: area, version: member.version).utf8)
    }

    private mutating func admit(_ index: Int, _ zone: TimeZoneRules) -> Step {
        members[index].visit += 1
        let visit = members[index].visit
        members[index].admittedAt = Instant(
            milliseconds: now.milliseconds - Int64(200 - visit * 3) * LoadScript.dayMs)
        var step = message(.admitted, index, .admitted, zone)
        step.admitted = members[index].person.registerId
        return step
    }

    private mutating func message(
        _ trigger: HospitalMessage.Trigger, _ index: Int, _ stay: Stay, _ zone: TimeZoneRules
    ) -> Step {
        serial += 1
        members[index].stay = stay
        let member = members[index]
        let admitted = member.admittedAt
        let ended = Instant(milliseconds: admitted.milliseconds + LoadScript.dayMs)
        let message = HospitalMessage(
            trigger: trigger, person: member.person,
            visit: "V\(member.person.index)-\(member.visit)",
            controlID: "C\(serial)", admittedAt: admitted,
            dischargedAt: trigger == .discharged ? ended : nil,
            sentAt: trigger == .admitted ? admitted : ended)
        return Step(
            topic: .admissions, key: Array(member.person.localId.utf8),
            value: Array(message.text(zone).utf8))
    }

    // MARK: - Everybody else

    private mutating func stranger(
        _ random: inout SeededGenerator, _ zone: TimeZoneRules
    ) -> Step {
        serial += 1
        let person = strangers.randomElement(using: &random) ?? members[0].person
        var message = HospitalMessage(
            trigger: random.chance(50) ? .admitted : .updated, person: person,
            visit: "S\(serial)", controlID: "C\(serial)",
            admittedAt: Instant(milliseconds: now.milliseconds - LoadScript.dayMs), sentAt: now)
        if random.chance(70) { message.ward = .general }
        return Step(
            topic: .admissions, key: Array(person.localId.utf8),
            value: Array(message.text(zone).utf8))
    }

    private mutating func rubbish(_ random: inout SeededGenerator) -> Step {
        let topic: InputTopic = [.admissions, .school, .socialCare].randomElement(using: &random)!
        let value: [UInt8]? =
            switch Int.random(in: 0..<5, using: &random) {
            case 0: nil
            case 1: []
            case 2: (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            case 3: Array("MSH|^~\\&|PAS|RXX|R|R|2026".utf8)
            default: Array("{\"specversion\":\"1.0\",\"id\":".utf8)
            }
        return Step(topic: topic, key: nil, value: value)
    }

    private func repetition(of step: Step) -> Step {
        var again = step
        again.admitted = nil
        return again
    }
}
