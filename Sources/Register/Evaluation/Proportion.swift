// SPDX-License-Identifier: Apache-2.0

/// So many of so many, with what can be said of the share that stands behind it.
package struct Proportion: Hashable, Sendable {
    /// How many of them.
    package var hits: Int
    /// Of how many; 0 when there was nothing to count.
    package var total: Int

    /// A count of a total; negative counts are none.
    package init(hits: Int, of total: Int) {
        self.total = max(total, 0)
        self.hits = min(max(hits, 0), self.total)
    }

    /// The share seen, 0…1; nil of nothing.
    package var share: Double? { total == 0 ? nil : Double(hits) / Double(total) }

    /// Wilson's interval of 95 % (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927): it keeps its promise
    /// also where all or none of few were hits. 0…1 of nothing.
    package var interval: ClosedRange<Double> {
        guard let share else { return 0...1 }
        let n = Double(total)
        let squared = Proportion.deviations * Proportion.deviations
        let middle = share + squared / (2 * n)
        let spread =
            Proportion.deviations
            * (share * (1 - share) / n + squared / (4 * n * n)).squareRoot()
        let scale = 1 + squared / n
        // Rounding may carry the ends a hair beyond what is possible, or past the share.
        let lower = hits == 0 ? 0 : min(max((middle - spread) / scale, 0), share)
        let upper = hits == total ? 1 : max(min((middle + spread) / scale, 1), share)
        return lower...upper
    }

    /// Standard deviations on either side that hold 95 % of a normal distribution.
    private static let deviations = 1.959_963_984_540_054
}
