// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Mutants {
    /// Mutants of what opens the rule. A rule that goes `with` another has no trigger to change:
    /// the other's mutants change both.
    var triggers: [Mutant] {
        guard rule.with == nil else { return [] }
        return events + rule.condition.variations.flatMap(mutants)
    }

    private func mutants(_ variation: ConditionVariation) -> [Mutant] {
        let test = variation.test
        var made = [
            mutant(.test, "the opposite of the test '\(test.text)'") {
                $0.openingCondition = variation.replaced(.not(test))
            }
        ]
        // A rule about an area is judged once for each vacant post: that there is one goes without
        // saying.
        if rule.about != .area || !test.facts.contains(.areaRoleGap) {
            made.insert(
                mutant(.test, "without the test '\(test.text)'") {
                    $0.openingCondition = variation.without ?? .always
                }, at: 0)
        }
        if case .test(let fact, .among(let values)) = test, values.count > 1,
            values.contains(.unknown)
        {
            let known = Condition.test(fact, .among(values.filter { $0 != .unknown }))
            made.append(
                mutant(.unknown, "'\(known.text)' instead of '\(test.text)'") {
                    $0.openingCondition = variation.replaced(known)
                })
        }
        return made
            + test.neighbours.map { other in
                mutant(.threshold, "'\(other.text)' instead of '\(test.text)'") {
                    $0.openingCondition = variation.replaced(other)
                }
            }
    }

    private var events: [Mutant] {
        guard case .event(let patterns, let condition) = rule.trigger else { return [] }
        let dropped = patterns.indices.map { index in
            mutant(.event, "not opened by \(patterns[index].event.text)") {
                var left = patterns
                left.remove(at: index)
                // No event at all would stand for any event.
                $0.trigger =
                    left.isEmpty ? .event(patterns, .any([])) : .event(left, condition)
            }
        }
        let eased = patterns.indices.flatMap { index in
            patterns[index].eased.map { words, pattern in
                mutant(.requirement, "opened by \(pattern.event.text) also where \(words)") {
                    var other = patterns
                    other[index] = pattern
                    $0.trigger = .event(other, condition)
                }
            }
        }
        return dropped + eased
    }

    /// Mutants of the exception.
    var unlesses: [Mutant] {
        guard let unless = rule.unless else { return [] }
        let whole = mutant(.unless, "without 'unless \(unless.text)'") { $0.unless = nil }
        let parts = unless.variations.compactMap { variation -> Mutant? in
            guard let left = variation.without else { return nil }
            return mutant(.unless, "without '\(variation.test.text)' of 'unless'") {
                $0.unless = left
            }
        }
        return [whole] + parts
    }

    /// The mutant that takes an unknown condition the other way.
    var unknown: [Mutant] {
        guard rule.with == nil else { return [] }
        let other: UnknownTreatment = rule.unknown == .asNo ? .asYes : .asNo
        return [
            mutant(
                .unknown, "unknown means \(other.rawValue) instead of \(rule.unknown.rawValue)"
            ) { $0.unknown = other }
        ]
    }

    /// The mutant without what must go on holding.
    var standing: [Mutant] {
        guard let standing = rule.standing else { return [] }
        return [mutant(.asLongAs, "without 'as-long-as \(standing.text)'") { $0.standing = nil }]
    }
}

extension Rule {
    /// The trigger's condition, with the trigger as it is.
    fileprivate var openingCondition: Condition {
        get { condition }
        set {
            switch trigger {
            case .level: trigger = .level(newValue)
            case .event(let patterns, _): trigger = .event(patterns, newValue)
            }
        }
    }
}
