// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

/// What an open obligation keeps of the policy under which it was opened, until a named person
/// adopts the policy that would have ended it or put it off.
///
/// The obligation is judged by the rule in force as any other, but for what is said here. So what
/// happens to the person still ends it and moves its date; the change of the rule alone does not.
package struct KeptTerms: Hashable, Sendable, Codable {
    /// The obligation.
    package var obligation: String
    /// When the policy came into force.
    package var since: Instant
    /// The policy that nobody has adopted for it.
    package var policyVersion: String
    /// The later clock of the policy, in place of which the obligation goes on with its own; nil:
    /// its clock is the rule's.
    package var insteadOf: String?
    /// What the rule asks for, as it is written, and is not asked of this obligation.
    package var waived: [String]
    /// Whether what was done before does not count as what the rule now asks for.
    package var waivesDone = false

    /// Whether the rule is so changed that nothing of it can be asked of the obligation.
    var isWhole: Bool { insteadOf == nil && waived.isEmpty && !waivesDone }
}

/// An open obligation that the policy in force would end or put off, and that waits for a named
/// person.
package struct HeldDuty: Hashable, Sendable {
    /// What the policy would do.
    package enum Change: Hashable, Sendable {
        /// Due only then.
        case later(Instant)
        /// Withdrawn: its condition has changed.
        case withdrawn
        /// Withdrawn: its rule is retired.
        case retired
    }

    /// The obligation's id.
    package let obligation: String
    /// Its rule.
    package let rule: RuleID
    /// When it is due now; nil without a due.
    package let due: Instant?
    /// What the policy would do.
    package let change: Change

    /// A duty that waits.
    package init(obligation: String, rule: RuleID, due: Instant?, change: Change) {
        self.obligation = obligation
        self.rule = rule
        self.due = due
        self.change = change
    }
}
