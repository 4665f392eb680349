// SPDX-License-Identifier: Apache-2.0

import Policy

/// What a rule of the pack in force counts, with the kinds of items that can matter to it: every
/// decision about a person asks, and hardly anybody has such an item.
struct CountInForce: Sendable {
    /// The rule that counts.
    let rule: RuleID
    /// Whom it counts.
    let count: PeopleCount
    private let kinds: [ItemKind]

    /// Nil for a rule that counts nobody.
    init?(_ rule: RuleInForce) {
        guard let count = rule.rule.count else { return nil }
        self.rule = rule.id
        self.count = count
        kinds = count.having.itemKinds
    }

    /// Whether an item may be such that its person is counted.
    func mayCount(_ item: Item) -> Bool { kinds.contains(item.kind) }
}

extension Condition {
    /// The kinds of items of which the condition can hold, as far as a plain test of it tells.
    fileprivate var itemKinds: [ItemKind] {
        switch self {
        case .test(.itemKind, .among(let values)):
            ItemKind.allCases.filter { values.contains(.code($0.rawValue)) }
        case .all(let parts):
            parts.reduce(ItemKind.allCases) { kinds, part in
                kinds.filter(part.itemKinds.contains)
            }
        default: ItemKind.allCases
        }
    }
}
