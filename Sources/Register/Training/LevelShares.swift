// SPDX-License-Identifier: Apache-2.0

/// How often each level of each field is seen in one class of pairs, where both sides say
/// something.
struct LevelShares {
    private var table: [Double]

    private static let levels = EvidenceLevel.allCases.count

    /// Nothing is ever seen.
    init() {
        table = [Double](
            repeating: 0, count: AgreementPatterns.fields.count * LevelShares.levels)
    }

    /// By place of the field in a pattern, and level.
    subscript(place: Int, level: EvidenceLevel) -> Double {
        get { table[place * LevelShares.levels + Int(level.rawValue)] }
        set { table[place * LevelShares.levels + Int(level.rawValue)] = newValue }
    }

    /// How often the levels of a pattern are seen together, if fields are independent. What one
    /// side does not say, says nothing.
    func likelihood(of pattern: [EvidenceLevel]) -> Double {
        var product = 1.0
        for (place, level) in pattern.enumerated() where level != .absent {
            product *= self[place, level]
        }
        return product
    }

    /// The shares of weighted patterns. Half a pair is added to every level that is seen at all in
    /// `seen`, so that nothing seen there is thought impossible.
    init(
        _ patterns: AgreementPatterns, weights: [Double], seen: LevelShares
    ) {
        self.init()
        for (pattern, weight) in zip(patterns.patterns, weights) {
            for (place, level) in pattern.levels.enumerated() where level != .absent {
                self[place, level] += weight
            }
        }
        for place in AgreementPatterns.fields.indices {
            var sum = 0.0
            for level in EvidenceLevel.allCases where level != .absent {
                if seen[place, level] > 0 { self[place, level] += 0.5 }
                sum += self[place, level]
            }
            guard sum > 0 else { continue }
            for level in EvidenceLevel.allCases { self[place, level] /= sum }
        }
    }

    /// Takes the shares of one field's levels from another class.
    mutating func take(_ place: Int, from other: LevelShares) {
        for level in EvidenceLevel.allCases { self[place, level] = other[place, level] }
    }

    /// Which levels are seen at all.
    static func seen(in sets: [AgreementPatterns]) -> LevelShares {
        var seen = LevelShares()
        for pattern in sets.flatMap(\.patterns) {
            for (place, level) in pattern.levels.enumerated() { seen[place, level] = 1 }
        }
        return seen
    }

    /// The greatest difference of any share.
    func change(from other: LevelShares) -> Double {
        zip(table, other.table).map { abs($0 - $1) }.max() ?? 0
    }
}
