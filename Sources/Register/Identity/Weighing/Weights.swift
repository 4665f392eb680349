// SPDX-License-Identifier: Apache-2.0

/// What each agreement and disagreement is worth, in log₂ units: +1 makes "the same person" twice
/// as likely against "two people". A weight is log₂(m/u): m, how often one person's two records
/// look so; u, how often two people's do.
///
/// Weights are data: `Config/matching/weights.json` has those of `standard`, and whoever trains
/// others (`keywatch match train`) gives them to the program in the same form.
package struct Weights: Hashable, Sendable {
    /// Where the numbers come from, for whoever must answer for them.
    package var provenance: String
    /// log₂ of the odds before anything is compared.
    package var prior: Double
    /// What family name, postcode, address and telephone may add together when the given names
    /// differ: brothers and sisters share them.
    package var householdMax: Double
    /// What mistakes cost: the thresholds follow from it.
    package var costs: MatchCosts {
        didSet {
            reviewMin = costs.reviewMin
            sureMin = costs.sureMin
        }
    }
    /// The least weight, prior included, at which a person is asked although no rule of the
    /// contract asks for it.
    package private(set) var reviewMin: Double
    /// The least weight, prior included, at which nobody is asked, where no rule of the contract
    /// says so and what must agree does (`Comparison.mayBeSureByWeight`).
    package private(set) var sureMin: Double
    private var table: [Double]

    private static let levels = EvidenceLevel.allCases.count

    /// Weights of nothing, at these costs.
    package init(provenance: String, prior: Double, householdMax: Double, costs: MatchCosts) {
        self.provenance = provenance
        self.prior = prior
        self.householdMax = householdMax
        self.costs = costs
        reviewMin = costs.reviewMin
        sureMin = costs.sureMin
        table = [Double](repeating: 0, count: EvidenceField.allCases.count * Weights.levels)
    }

    /// The weight of a level of a field; 0 where a level says nothing.
    package subscript(field: EvidenceField, level: EvidenceLevel) -> Double {
        get { table[Int(field.rawValue) * Weights.levels + Int(level.rawValue)] }
        set { table[Int(field.rawValue) * Weights.levels + Int(level.rawValue)] = newValue }
    }

    /// The thresholds, and the costs from which they follow, in words.
    package var thresholds: String {
        "a person is asked from \(FixedText.decimal(reviewMin, digits: 2)), nobody from "
            + "\(FixedText.decimal(sureMin, digits: 2)): one missed is worth "
            + "\(FixedText.decimal(costs.missed, digits: 0)) reviews, one wrong match "
            + "\(FixedText.decimal(costs.wrong, digits: 0))"
    }

    /// Every number by which people are matched, bit by bit and in a fixed order: of two weights
    /// whose bytes are the same no answer differs. The provenance is not among them.
    package var bytes: [UInt8] {
        let numbers = [prior, householdMax, costs.missed, costs.wrong] + table
        return numbers.flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (56 - 8 * $0)) }
        }
    }

    /// log₂ odds as a probability, 0…1.
    package static func probability(ofWeight weight: Double) -> Double {
        // 2^60 is beyond a Double's 53 bits beside 1, and 2^-60 beneath what anybody reads.
        if weight >= 60 { return 1 }
        if weight <= -60 { return 0 }
        let odds = Logarithm.powerOf2(weight)
        return odds / (1 + odds)
    }
}
