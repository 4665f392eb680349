// SPDX-License-Identifier: Apache-2.0

/// Finds, without being told which pairs are true, how often levels agree in pairs of one person.
///
/// Expectation maximisation over a mixture of three classes: one person; two of one household, who
/// share name and place but not the person's own; and two strangers. Two classes are the usual
/// way, and teach that given names and birth dates often differ, for brothers, sisters and twins
/// then count as the person (see the anchors of the register's matching: over a quarter wrong).
struct ExpectationMaximisation {
    /// One round.
    struct Round {
        /// log₂ of how likely the pairs are under the classes before this round, for each pair.
        var logLikelihood: Double
        /// The greatest change of any share in it.
        var change: Double
    }

    private(set) var rounds: [Round] = []
    /// The share of each class among the pairs: person, household, strangers.
    private(set) var mixture = [0.3, 0.1, 0.6]
    private(set) var classes: [LevelShares]
    /// How often levels agree by chance.
    private let strangers: LevelShares

    /// Rounds at most, and the change at which to stop.
    static let roundsMax = 200
    static let changeMin = 1e-5

    /// - Parameters:
    ///   - patterns: Pairs that share a blocking key.
    ///   - random: Pairs drawn at random, which are of strangers.
    init(_ patterns: AgreementPatterns, random: AgreementPatterns) {
        let seen = LevelShares.seen(in: [patterns, random])
        let strangers = LevelShares(
            random, weights: random.patterns.map { Double($0.count) }, seen: seen)
        classes = [
            ExpectationMaximisation.start(seen, isHousehold: false),
            ExpectationMaximisation.start(seen, isHousehold: true), strangers,
        ]
        self.strangers = strangers
        while rounds.count < ExpectationMaximisation.roundsMax {
            let round = step(patterns, seen: seen)
            rounds.append(round)
            if round.change < ExpectationMaximisation.changeMin { return }
        }
    }

    private mutating func step(_ patterns: AgreementPatterns, seen: LevelShares) -> Round {
        var shares = classes.map { _ in [Double](repeating: 0, count: patterns.patterns.count) }
        var logLikelihood = 0.0
        for (place, pattern) in patterns.patterns.enumerated() {
            let likelihoods = zip(mixture, classes).map { $0 * $1.likelihood(of: pattern.levels) }
            let sum = likelihoods.reduce(0, +)
            guard sum > 0 else { continue }
            logLikelihood += Double(pattern.count) * Logarithm.base2(sum)
            for (index, likelihood) in likelihoods.enumerated() {
                shares[index][place] = Double(pattern.count) * likelihood / sum
            }
        }
        var next = shares.map { LevelShares(patterns, weights: $0, seen: seen) }
        // Identifiers are a person's own: others have the same by chance alone. Without this those
        // who have moved would be taken for a class of namesakes.
        for index in next.indices.dropFirst() {
            for (place, field) in AgreementPatterns.fields.enumerated()
            where ExpectationMaximisation.identifiers.contains(field) {
                next[index].take(place, from: strangers)
            }
        }
        let change = zip(next, classes).map { $0.change(from: $1) }.max() ?? 0
        classes = next
        mixture = shares.map { $0.reduce(0, +) / Double(max(patterns.total, 1)) }
        return Round(
            logLikelihood: logLikelihood / Double(max(patterns.total, 1)), change: change)
    }

    /// Where it begins: nine of ten fields of one person agree exactly; of two of a household, the
    /// name of the family and the place, and nothing of the person.
    private static func start(_ seen: LevelShares, isHousehold: Bool) -> LevelShares {
        var shares = LevelShares()
        for (place, field) in AgreementPatterns.fields.enumerated() {
            let levels = EvidenceLevel.allCases.filter { $0 != .absent && seen[place, $0] > 0 }
            let isShared = !isHousehold || householdFields.contains(field)
            let expected = levels.filter { isShared ? isFull($0) : $0 == .differs }
            for level in levels {
                let isExpected = expected.isEmpty || expected.contains(level)
                let others = Double(max(levels.count - expected.count, 1))
                shares[place, level] =
                    isExpected ? 0.9 / Double(max(expected.count, 1)) : 0.1 / others
            }
        }
        return shares
    }

    private static let identifiers: [EvidenceField] = [.nhsNumber, .upn, .localId]

    private static let householdFields: [EvidenceField] = [
        .familyName, .postcode, .address, .houseNumber, .phone,
    ]

    private static func isFull(_ level: EvidenceLevel) -> Bool {
        switch level {
        case .exact, .verified, .unverified, .confirmed: true
        default: false
        }
    }
}
