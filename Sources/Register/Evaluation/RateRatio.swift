// SPDX-License-Identifier: Apache-2.0

/// How many times more often something happens in one group than in another.
package struct RateRatio: Hashable, Sendable {
    /// The ratio of the shares; half a hit is added to each side, so that it exists where one side
    /// has none.
    package let ratio: Double
    /// The upper end of its interval of 95 %, by the logarithm (Katz and others, Biometrics 34,
    /// 1978).
    package let upperBound: Double

    /// The first group's share over the second's; infinite where either group is empty.
    package init(_ one: Proportion, _ other: Proportion) {
        guard one.total > 0, other.total > 0 else {
            ratio = .infinity
            upperBound = .infinity
            return
        }
        let (a, b) = (Double(one.hits) + 0.5, Double(other.hits) + 0.5)
        let (n, m) = (Double(one.total) + 0.5, Double(other.total) + 0.5)
        let ratio = (a / n) / (b / m)
        let spread = max(1 / a - 1 / n + 1 / b - 1 / m, 0).squareRoot()
        self.ratio = ratio
        upperBound =
            ratio * Logarithm.powerOf2(1.959_963_984_540_054 * spread / 0.693_147_180_559_945_3)
    }
}
