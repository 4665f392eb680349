// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What is known of one fact at the moment of an evaluation.
package enum FactValue: Hashable, Sendable {
    /// Nothing in the case tells. Unknown is never "no".
    case unknown
    /// A truth.
    case bool(Bool)
    /// One of the closed list of codes of the fact's type.
    case code(String)
    /// A count.
    case number(Int)
    /// A point in time; a bare date is its local midnight.
    case instant(Instant)
}

/// What values a fact can have, besides unknown.
package enum FactType: Hashable, Sendable {
    /// `true` or `false`.
    case bool
    /// One of these codes and no other.
    case code([String])
    /// A whole number.
    case number
    /// An instant; the only type that a clock can be anchored at.
    case instant
}

/// Whoever answers for the facts of one subject: the case in the engine, a table in a test.
///
/// Policy asks, and never keeps an answer. The answer must depend on nothing but the case and the
/// instant of the step: no clock, no chance, no input or output.
package protocol Facts {
    /// The value of a fact, `.unknown` where nothing tells.
    func value(of name: FactName) -> FactValue
    /// The instant from which a test of time holds; nil while its anchor is not known.
    func instant(of test: TimeTest) -> Instant?
    /// Whether a test of another duty holds.
    func holds(_ test: ObligationTest) -> Bool
    /// The instant of the step.
    var now: Instant { get }
}
