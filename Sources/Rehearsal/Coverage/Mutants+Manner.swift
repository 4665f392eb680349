// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Mutants {
    /// Mutants of how the duty is carried: its ladder, its kind, its fall and its occasions.
    var manner: [Mutant] { ladders + kinds + fallingEdges + occasions }

    private var ladders: [Mutant] {
        // A notice has no clock, so nothing climbs.
        guard rule.kind != .notice else { return [] }
        let other: LadderName =
            switch rule.ladder {
            case .crisis, .singleAgency: .crossSystem
            // They differ above the leader of the owner's agency only.
            case .crossSystem: .singleAgency
            case .none: .singleAgency
            }
        var made = [
            mutant(.ladder, "ladder \(other.rawValue) instead of \(rule.ladder.rawValue)") {
                $0.ladder = other
            }
        ]
        if let only = rule.climbsOnlyTo, rule.ladder != .none {
            made.append(
                mutant(.ladder, "climbs to every rung, not to \(only.rawValue) only") {
                    $0.climbsOnlyTo = nil
                })
        }
        return made
    }

    private var kinds: [Mutant] {
        let other: ObligationKind =
            switch rule.kind {
            case .alert, .emergency, .review: .task
            case .task, .notice: .alert
            }
        return [
            mutant(.kind, "\(other.rawValue) instead of \(rule.kind.rawValue)") {
                $0.kind = other
            }
        ]
    }

    private var fallingEdges: [Mutant] {
        // A notice is over once it is told; a possible match ends as it is decided, or taken back;
        // an event rule falls with its standing condition only.
        guard rule.kind != .notice, rule.kind != .review else { return [] }
        if case .event = acting.trigger, acting.standing == nil { return [] }
        return FallingEdge.allCases.filter { $0 != rule.whenFalse && !fallsAlike($0) }.map {
            other in
            mutant(
                .fallingEdge,
                "when-false \(other.rawValue) instead of \(rule.whenFalse.rawValue)"
            ) { $0.whenFalse = other }
        }
    }

    /// Whether nothing of the rule would fall otherwise: what falls with the entry, the consent or
    /// the person alone is withdrawn, closed or not; but an alert that was answered closes where
    /// the entry ends otherwise.
    private func fallsAlike(_ other: FallingEdge) -> Bool {
        guard case .event = acting.trigger, other != .keep, rule.whenFalse != .keep else {
            return false
        }
        let ofThePerson: [FactName] = [.personSealed, .personDied]
        let alike = rule.kind == .alert ? ofThePerson : ofThePerson + [.personMember]
        return acting.standing?.facts.allSatisfy(alike.contains) ?? false
    }

    private var occasions: [Mutant] {
        // A rule that goes with another has that one's occasion.
        guard rule.with == nil, rule.about != .item else { return [] }
        return otherOccasions.map { other in
            mutant(.occasion, "occasion \(other.rawValue) instead of \(rule.occasion.rawValue)") {
                $0.occasion = other
            }
        }
    }

    /// The occasions that differ from the rule's own in what they do. An event rule opens once per
    /// event for `each-time-true` and `each-anchor` too; a level rule stands once per time that it
    /// is true for the two words of events; and without a due there is no date per which
    /// `each-anchor` could open.
    private var otherOccasions: [OccasionKind] {
        switch rule.trigger {
        case .event:
            let own = [.spell, .anchor].contains(rule.occasion) ? .event : rule.occasion
            // The engine's own word that a message was about somebody else is of no visit, so
            // there is no stay for which it could open once.
            if own == .event, listensOnly(to: .identityDecided) { return [.person] }
            // What is over once it is told, or is asked about one visit, is joined by nothing.
            let isSingle = rule.kind == .notice || rule.kind == .review
            let others: [OccasionKind] = isSingle ? [.stay] : [.stay, .person, .event]
            return others.filter { $0 != own }
        case .level:
            let own = [.person, .event].contains(rule.occasion) ? .spell : rule.occasion
            let others: [OccasionKind] = [.stay, .anchor, .spell].filter { $0 != own }
            return rule.due.isEmpty ? others.filter { $0 != .anchor } : others
        }
    }

    private func listensOnly(to event: EventName) -> Bool {
        guard case .event(let patterns, _) = acting.trigger else { return false }
        return !patterns.isEmpty && patterns.allSatisfy { $0.event == event }
    }

    // MARK: - When it is due

    /// Mutants of the completion clock.
    var dues: [Mutant] {
        guard !rule.due.isEmpty else { return [] }
        let choices = rule.due.indices.flatMap { index in
            clocks(rule.due[index].clock).map { change, clock in
                mutant(.due, change) { $0.due[index].clock = clock }
            } + dropped(index)
        }
        let reminders = rule.reminders.indices.map { index in
            mutant(.due, "does not remind \(rule.reminders[index].text)") {
                $0.reminders.remove(at: index)
            }
        }
        return choices + reminders + [mutant(.due, "no due") { $0.due = [] }]
    }

    /// A choice under a condition, left out.
    private func dropped(_ index: Int) -> [Mutant] {
        guard let when = rule.due[index].when else { return [] }
        let clock = rule.due[index].clock.text
        return [
            mutant(.due, "without the choice \(clock) when \(when.text)") {
                $0.due.remove(at: index)
            }
        ]
    }

    private func clocks(_ own: DueClock) -> [(change: String, clock: DueClock)] {
        var made: [(String, DueClock)] = []
        func add(_ change: String, _ edit: (inout DueClock) -> Void) {
            var clock = own
            edit(&clock)
            made.append((change, clock))
        }
        // `14 days beginning with` is `13 cd after`: the same as one unit less.
        for other in Mutants.near(own.amount) {
            add("due \(own.length(other)) instead of \(own.length(own.amount))") {
                $0.amount = other
            }
        }
        if let base = own.base {
            for other in Mutants.near(base.amount) {
                let wait = Wait(amount: other, unit: base.unit)
                var clock = own
                clock.base = wait
                made.append(("due \(clock.text) instead of \(own.text)", clock))
            }
        }
        if let cap = own.cap { add("due not at most \(cap.rawValue)") { $0.cap = nil } }
        if own.anchors.count > 1 {
            for index in own.anchors.indices {
                add("due without regard to \(own.anchors[index].rawValue)") {
                    $0.anchors.remove(at: index)
                }
            }
        }
        if own.anchors != [.receipt] {
            let names = own.anchors.map(\.rawValue).joined(separator: " and ")
            add("due counted from receipt instead of \(names)") { $0.anchors = [.receipt] }
        }
        return made
    }

    /// One less and one more; the language has no length of nothing.
    static func near(_ amount: Int) -> [Int] { [amount - 1, amount + 1].filter { $0 != 0 } }
}

extension DueClock {
    /// `14 cd`, `3 wd before`, `28 days beginning with`.
    fileprivate func length(_ amount: Int) -> String {
        if beginningWith { return "\(amount) days beginning with" }
        return "\(amount.magnitude) \(unit.rawValue)" + (amount < 0 ? " before" : "")
    }
}
