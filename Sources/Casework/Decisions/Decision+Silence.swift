// SPDX-License-Identifier: Apache-2.0

import Policy

extension Decision {
    /// Why each rule that opens while a condition holds asks for nothing, as the case now stands:
    /// one entry a rule and stay, with the tests that stand in its way. Journaling them with every
    /// input would be most of the ledger, and they follow from the case, so they are told on
    /// demand, by the rules of this decision's context.
    package func silences() -> [NonAction] {
        var silences: [NonAction] = []
        let situations = situations()
        for rule in chapter.standingRules {
            for situation in rule.isPerStay ? situations.ofStays : situations.ofPerson {
                if rule.rule.holds(situation) {
                    let anchor = timing(of: rule, situation)?.anchor
                    guard isDone(rule, situation, since: anchor) else { continue }
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "already-done",
                            seen: seen(rule.condition, situation)))
                } else if let condition = rule.unless, condition.evaluate(situation) == .yes {
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "unless", seen: seen(condition, situation)))
                } else if case .level(let condition) = rule.trigger {
                    let inTheWay = condition.explain(situation).filter { $0.truth != .yes }
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "condition-false",
                            seen: inTheWay.map(\.text)))
                }
            }
        }
        return silences
    }
}

extension ConditionTrace {
    /// `fact = value (truth)`.
    var text: String {
        let asked =
            switch test {
            case .test(let fact, _): fact.rawValue
            case .time(let test): test.text
            case .obligation(let test): test.text
            case .always, .all, .any, .not: ""
            }
        return "\(asked) = \(seen) (\(truth))"
    }
}
