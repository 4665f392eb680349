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

    /// The truth of the condition. Every part is asked only until the answer is certain.
    package func evaluate(_ facts: some Facts) -> Truth {
        switch self {
        case .always: return .yes
        case .test(let name, let comparison): return comparison.judge(facts.value(of: name))
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
        tests.map { name, comparison in
            let seen = facts.value(of: name)
            return ConditionTrace(
                fact: name, expected: comparison, seen: seen, truth: comparison.judge(seen))
        }
    }

    /// Every fact that the condition asks for, in the order of the rule's text; a fact asked
    /// twice stands twice.
    package var facts: [FactName] { tests.map(\.0) }

    private var tests: [(FactName, Comparison)] {
        switch self {
        case .always: []
        case .test(let name, let comparison): [(name, comparison)]
        case .not(let condition): condition.tests
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.tests)
        }
    }
}

/// One test of a condition: what was expected, what was seen, and what it came to.
package struct ConditionTrace: Hashable, Sendable {
    /// The fact asked for.
    package let fact: FactName
    /// What the rule wants of it. Inside a `not`, the truth below is that of the test itself.
    package let expected: Comparison
    /// The value seen. Personal data: for those who may see the case, never for a log.
    package let seen: FactValue
    /// What the test came to.
    package let truth: Truth
}
