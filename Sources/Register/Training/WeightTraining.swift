// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Weights estimated from a register and people asked about, without the truth.
package struct WeightTraining: Sendable {
    /// What was estimated of one level of one field.
    package struct Estimate: Hashable, Sendable {
        /// The field.
        package var field: EvidenceField
        /// The level.
        package var level: EvidenceLevel
        /// How often one person's two records look so.
        package var m: Double
        /// How often two people's do who have nothing to do with each other.
        package var u: Double
        /// What it is worth.
        package var weight: Double
    }

    /// One round of the estimation.
    package struct Round: Hashable, Sendable {
        /// log₂ of the likelihood of a pair, on average.
        package var logLikelihood: Double
        /// The greatest change of any frequency.
        package var change: Double
    }

    /// The weights: estimated where pairs were seen, of `start` elsewhere.
    package let weights: Weights
    /// What was estimated, by field and level.
    package let estimates: [Estimate]
    /// How the estimation went.
    package let rounds: [Round]
    /// Pairs that shared a blocking key, and how many of them were taken to be of one person.
    package let pairs: Int
    /// See `pairs`.
    package let matches: Double

    /// Pairs drawn at random: enough to see what one pair in some 30,000 looks like.
    private static let randomPairs = 300_000
    /// Frequencies below one in that many are not believed: too few pairs were seen.
    private static let weightMax = 22.0

    /// Estimates.
    ///
    /// - Parameters:
    ///   - index: The register.
    ///   - people: Those asked about, some of whom are on it.
    ///   - start: What is kept where nothing was seen, and the prior, cap and costs.
    ///   - provenance: What the estimate rests on.
    package init(
        index: IdentityIndex, people: [Person], start: Weights, provenance: String
    ) {
        let candidates = AgreementPatterns(people.lazy.flatMap { index.comparisons(with: $0) })
        let random = AgreementPatterns(WeightTraining.randomComparisons(index, people))
        let estimation = ExpectationMaximisation(candidates, random: random)
        let seen = LevelShares.seen(in: [candidates, random])
        let strangers = LevelShares(
            random, weights: random.patterns.map { Double($0.count) }, seen: seen)
        var weights = start
        weights.provenance = provenance
        for (place, field) in AgreementPatterns.fields.enumerated() {
            for level in EvidenceLevel.allCases
            where level != .confirmed && level != .absent && seen[place, level] > 0 {
                // What an address confirms hangs on its postcode; counted as if it did not, it
                // would count twice. So `confirmed` is kept as it was.
                let weight = Logarithm.base2(
                    estimation.classes[0][place, level] / strangers[place, level])
                let limit = WeightTraining.weightMax
                weights[field, level] = min(max(weight, -limit), limit)
            }
        }
        weights.putInOrder()
        self.weights = weights
        estimates = AgreementPatterns.fields.enumerated().flatMap { place, field in
            EvidenceLevel.allCases.filter { $0 != .absent && seen[place, $0] > 0 }.map { level in
                Estimate(
                    field: field, level: level, m: estimation.classes[0][place, level],
                    u: strangers[place, level], weight: weights[field, level])
            }
        }
        rounds = estimation.rounds.map {
            Round(logLikelihood: $0.logLikelihood, change: $0.change)
        }
        pairs = candidates.total
        matches = estimation.mixture[0] * Double(candidates.total)
    }

    /// People beside entries drawn at random; the same on every run.
    private static func randomComparisons(
        _ index: IdentityIndex, _ people: [Person]
    ) -> [Comparison] {
        guard !people.isEmpty, index.places > 0 else { return [] }
        var state: UInt64 = 1
        return (0..<randomPairs).compactMap { number in
            // Knuth's linear congruential generator; its high bits are good.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let place = Int((state >> 33) % UInt64(index.places))
            return index.comparison(with: people[number % people.count], atPlace: place)
        }
    }
}
