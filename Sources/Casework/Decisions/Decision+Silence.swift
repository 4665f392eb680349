// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Decision {
    /// Why each rule that opens while a condition holds asks for nothing, as the case now stands:
    /// one entry a rule and stay, with every test and the value that it saw, and of a test of time
    /// from what it counts. Journaling them with every input would be most of the ledger, and they
    /// follow from the case, so they are told on demand, by the rules of this decision's context.
    package func silences() -> [NonAction] {
        var silences: [NonAction] = []
        let situations = situations()
        for rule in chapter.standingRules {
            for situation in situations.of(rule) {
                if rule.holds(situation) {
                    let anchor = timing(of: rule, situation)?.anchor
                    guard isDone(rule, situation, since: anchor) else { continue }
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "already-done",
                            seen: rule.condition.values(situation)))
                } else if let condition = rule.unless, condition.evaluate(situation) == .yes {
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "unless", seen: condition.values(situation)))
                } else if case .level(let condition) = rule.trigger {
                    silences.append(
                        NonAction(
                            rule: rule.id, reason: "condition-false",
                            seen: condition.values(situation)))
                }
            }
        }
        return silences
    }
}

extension Condition {
    /// Every test with the value that it saw, and of a test of time from what it counts.
    fileprivate func values(_ situation: Situation) -> [String] {
        explain(situation).map { trace in
            // Of a few people nobody is told how few they are.
            if case .test(.countPeople, _) = trace.test, trace.truth == .no {
                return "\(FactName.countPeople.rawValue): too few (\(trace.truth))"
            }
            guard case .time(let test) = trace.test else { return trace.text }
            let since = test.clock.anchors.map { fact in
                "\(fact.rawValue) = \(situation.value(of: fact).asSeen)"
            }
            return trace.text + " since " + since.joined(separator: ", ")
        }
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
        return "\(asked) = \(seen.asSeen) (\(truth))"
    }
}

extension FactValue {
    /// The value itself: an instant in ISO 8601, all else as rule files write it.
    fileprivate var asSeen: String {
        if case .instant(let instant) = self { instant.formatted } else { text }
    }
}
