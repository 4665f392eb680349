// SPDX-License-Identifier: Apache-2.0

/// What mistakes cost, in reviews: the thresholds of the weight follow from it.
///
/// To match somebody wrongly tells a stranger about a child; to miss somebody leaves a child
/// without those who know them; to ask takes a person some minutes. With probability p that the
/// entry is the person, asking is cheaper than silence while p × missed > 1, and telling is cheaper
/// than asking while (1 − p) × wrong < 1.
package struct MatchCosts: Hashable, Sendable {
    /// How many reviews one missed person is worth; above 1.
    package var missed: Double
    /// How many reviews one wrong match is worth; above 1.
    package var wrong: Double

    /// Costs in reviews; nil unless each is above 1 and finite, or nobody would be asked.
    package init?(missed: Double, wrong: Double) {
        guard missed > 1, wrong > 1, missed.isFinite, wrong.isFinite else { return nil }
        self.missed = missed
        self.wrong = wrong
    }

    /// One mistake is worth two reviews: asking wherever it is even.
    static let least = MatchCosts(unchecked: 2)

    private init(unchecked cost: Double) {
        missed = cost
        wrong = cost
    }

    /// The least weight, prior included, at which a person is asked: log₂ of 1 : missed − 1.
    package var reviewMin: Double { -Logarithm.base2(missed - 1) }

    /// The least weight, prior included, at which nobody is asked: log₂ of wrong − 1 : 1.
    package var sureMin: Double { Logarithm.base2(wrong - 1) }
}
