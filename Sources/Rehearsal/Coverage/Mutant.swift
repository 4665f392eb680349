// SPDX-License-Identifier: Apache-2.0

package import Policy

/// A rule with one small change that a reader of the guidance would see: what a slip of the pen,
/// or a misread line, would make of it.
package struct Mutant: Hashable, Sendable {
    /// What kind of change it is; the raw value names it for programs.
    package enum Kind: String, CaseIterable, Sendable {
        /// A test of the condition is left out, or turned round.
        case test
        /// `unknown` is left out of what a test lets pass, or an unknown condition means the
        /// opposite.
        case unknown
        /// A number or a time in the condition is one more or less.
        case threshold
        /// An exception, or a part of it, is left out.
        case unless
        /// What must go on holding is left out.
        case asLongAs = "as-long-as"
        /// An event that opens or ends the rule is left out.
        case event
        /// Something that such an event must be like is not asked for.
        case requirement
        /// Somebody else owes it.
        case owner
        /// A role is not told, or told whatever holds.
        case also
        /// The priority is one step higher or lower, or is not raised.
        case priority
        /// The due is one unit more or less, counts from something else, or is left out.
        case due
        /// It climbs another ladder.
        case ladder
        /// It is another kind of obligation.
        case kind
        /// It ends in another way when the condition becomes false.
        case fallingEdge = "when-false"
        /// Other openings are one.
        case occasion
        /// More is disclosed.
        case disclosure
        /// A row or clock is not carried.
        case covers

        /// Whether the change is one of the conditions under which the rule opens.
        var isOfConditions: Bool { [.test, .unknown, .threshold, .unless].contains(self) }

        /// Whether the change shows in what the rule opened, and nowhere else: a scenario in which
        /// the rule never opens cannot notice it. A forgotten ending is none of these, for what
        /// was ended before it began does not open.
        var showsOnceOpen: Bool {
            switch self {
            case .owner, .also, .priority, .due, .ladder, .fallingEdge, .disclosure, .covers: true
            case .test, .unknown, .threshold, .unless, .asLongAs, .event, .requirement, .kind,
                .occasion:
                false
            }
        }
    }

    /// The rule as it would be written with the change.
    package let rule: Rule
    /// What kind of change it is.
    package let kind: Kind
    /// The change in a few words, as in `due 13 cd instead of 14 cd`.
    package let change: String
}
