// SPDX-License-Identifier: Apache-2.0

package import Policy

/// What can go wrong in this room.
package enum CaseworkError: Error, Hashable, Sendable {
    /// A policy lacks rules under which obligations are open, by id.
    case vanishedRules([VanishedRule])
}

/// A rule that a policy neither has, nor had under another name, nor says to be retired, and under
/// which something is owed.
package struct VanishedRule: Hashable, Sendable {
    /// The rule.
    package let id: RuleID
    /// How many obligations are open under it.
    package let open: Int
    /// The policy's version.
    package let policyVersion: String

    /// What an operator reads.
    package var text: String {
        """
        \(policyVersion) has no rule \(id), and \(open) obligation\(open == 1 ? " is" : "s are") \
        open under it: put the rule back, name it under `formerly:` of the rule that takes its \
        place, or under `retired:` of pack.yaml with the reason why it is gone
        """
    }
}

extension VanishedRule {
    /// The rules that a pack lacks and under which something is owed in one of the cases that
    /// `forEachCase` tells, by id.
    package static func missing(
        from pack: PolicyPack, _ forEachCase: ((Case) -> Void) throws -> Void
    ) rethrows -> [VanishedRule] {
        var open: [RuleID: Int] = [:]
        try forEachCase { state in
            for obligation in state.obligations where obligation.isOpen {
                let rule = obligation.rule
                if pack.rule(rule) == nil, !pack.retired.contains(where: { $0.id == rule }) {
                    open[rule, default: 0] += 1
                }
            }
        }
        return open.map { VanishedRule(id: $0, open: $1, policyVersion: pack.version) }
            .sorted { $0.id < $1.id }
    }
}
