// SPDX-License-Identifier: Apache-2.0

/// A condition over facts: closed, typed, without side effects.
package indirect enum Condition: Hashable, Sendable {
    /// True.
    case always
    /// All of them; true when there is none.
    case all([Condition])
    /// At least one of them; false when there is none.
    case any([Condition])
    /// Not this one.
    case not(Condition)
    /// One fact against one comparison.
    case test(FactName, Comparison)
    /// Whether a time has passed; unknown while nothing tells since when.
    case time(TimeTest)
    /// Where another duty stands.
    case obligation(ObligationTest)

    /// The truth of the condition. Every part is asked only until the answer is certain.
    package func evaluate(_ facts: some Facts) -> Truth {
        switch self {
        case .always: return .yes
        case .test(let name, let comparison): return comparison.judge(facts.value(of: name))
        case .time(let test):
            return facts.instant(of: test).map { Truth($0 <= facts.now) } ?? .unknown
        case .obligation(let test): return Truth(facts.holds(test))
        case .not(let condition): return condition.evaluate(facts).negated
        case .all(let conditions):
            var result = Truth.yes
            for condition in conditions where result != .no {
                result = result.and(condition.evaluate(facts))
            }
            return result
        case .any(let conditions):
            var result = Truth.no
            for condition in conditions where result != .yes {
                result = result.or(condition.evaluate(facts))
            }
            return result
        }
    }

    /// Every test of the condition with what was seen, in the order of the rule's text. Nothing
    /// is left out: a reader sees the tests that did not matter as well.
    package func explain(_ facts: some Facts) -> [ConditionTrace] {
        parts.map { part in
            let seen: FactValue =
                switch part {
                case .test(let name, _): facts.value(of: name)
                case .time(let test): facts.instant(of: test).map { .instant($0) } ?? .unknown
                case .obligation(let test): .bool(facts.holds(test))
                case .always, .all, .any, .not: .unknown
                }
            return ConditionTrace(test: part, seen: seen, truth: part.evaluate(facts))
        }
    }

    /// Every fact that the condition asks for, in the order of the rule's text; a fact asked
    /// twice stands twice.
    package var facts: [FactName] {
        parts.flatMap { part -> [FactName] in
            switch part {
            case .test(let name, _): [name]
            case .time(let test): test.clock.anchors
            case .obligation, .always, .all, .any, .not: []
            }
        }
    }

    /// Every test of time in the condition.
    package var timeTests: [TimeTest] {
        parts.compactMap { if case .time(let test) = $0 { test } else { nil } }
    }

    /// The rules whose duties the condition asks about.
    package var rules: [RuleID] {
        parts.compactMap { if case .obligation(let test) = $0 { test.rule } else { nil } }
    }

    /// The single tests of which the condition is made, in the order of the rule's text.
    var parts: [Condition] {
        switch self {
        case .always: []
        case .test, .time, .obligation: [self]
        case .not(let condition): condition.parts
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.parts)
        }
    }
}

/// One test of a condition: what was expected, what was seen, and what it came to.
package struct ConditionTrace: Hashable, Sendable {
    /// The test: of a fact, of time, or of another duty. Inside a `not`, the truth below is that
    /// of the test itself.
    package let test: Condition
    /// The value seen. Personal data: for those who may see the case, never for a log.
    package let seen: FactValue
    /// What the test came to.
    package let truth: Truth
}
