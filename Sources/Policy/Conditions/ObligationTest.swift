// SPDX-License-Identifier: Apache-2.0

/// A test of another duty about the same subject, and of the same stay where one is in hand.
package struct ObligationTest: Hashable, Sendable {
    /// Where the other duty stands.
    package enum Standing: String, CaseIterable, Sendable {
        /// Somebody owes it now.
        case open
        /// What it asked for was done, or a person said so.
        case done
    }

    /// The rule of the other duty.
    package var rule: RuleID
    /// Where it must stand.
    package var standing: Standing

    /// A test of that rule's obligations.
    package init(_ rule: RuleID, _ standing: Standing) {
        self.rule = rule
        self.standing = standing
    }

    /// `done D-S85a`, as the rule writes it.
    package var text: String { "\(standing.rawValue) \(rule.text)" }
}
