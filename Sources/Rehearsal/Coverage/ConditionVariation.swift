// SPDX-License-Identifier: Apache-2.0

import Policy

/// One test of a condition, and the condition without it or with another in its place.
struct ConditionVariation {
    /// The test.
    let test: Condition
    /// The condition without it; nil: nothing is left. A `not`, `all` or `any` of which nothing is
    /// left goes too.
    let without: Condition?
    /// The condition with another test in its place.
    let replaced: (Condition) -> Condition
}

extension Condition {
    /// The variations at every single test, in the order of the rule's text.
    var variations: [ConditionVariation] {
        switch self {
        case .always: []
        case .test, .time, .obligation:
            [ConditionVariation(test: self, without: nil) { $0 }]
        case .not(let inner):
            inner.variations.map { part in
                ConditionVariation(test: part.test, without: part.without.map { .not($0) }) {
                    .not(part.replaced($0))
                }
            }
        case .all(let parts): Condition.variations(of: parts) { .all($0) }
        case .any(let parts): Condition.variations(of: parts) { .any($0) }
        }
    }

    private static func variations(
        of parts: [Condition], _ join: @escaping ([Condition]) -> Condition
    ) -> [ConditionVariation] {
        parts.indices.flatMap { index in
            parts[index].variations.map { part in
                var left = parts
                left.replaceSubrange(index...index, with: part.without.map { [$0] } ?? [])
                return ConditionVariation(
                    test: part.test, without: left.count > 1 ? join(left) : left.first
                ) { other in
                    var changed = parts
                    changed[index] = part.replaced(other)
                    return join(changed)
                }
            }
        }
    }

    /// The tests with a number or a length of time one more or less.
    var neighbours: [Condition] {
        switch self {
        case .test(let fact, let comparison): comparison.neighbours.map { .test(fact, $0) }
        case .time(let test) where test.clock.amount != 0:
            Mutants.near(test.clock.amount).map { amount in
                var other = test
                other.clock.amount = amount
                return .time(other)
            } + test.nearBases.map { .time($0) }
        case .time, .obligation, .always, .all, .any, .not: []
        }
    }
}

extension TimeTest {
    fileprivate var nearBases: [TimeTest] {
        guard let base = clock.base else { return [] }
        return Mutants.near(base.amount).map { amount in
            var other = self
            other.clock.base = Wait(amount: amount, unit: base.unit)
            return other
        }
    }
}

extension Comparison {
    fileprivate var neighbours: [Comparison] {
        func near(_ value: FactValue) -> [FactValue] {
            guard case .number(let number) = value else { return [] }
            return [.number(number - 1), .number(number + 1)]
        }
        return switch self {
        case .among: []
        case .atLeast(let value): near(value).map { .atLeast($0) }
        case .atMost(let value): near(value).map { .atMost($0) }
        case .above(let value): near(value).map { .above($0) }
        case .below(let value): near(value).map { .below($0) }
        }
    }
}
