// SPDX-License-Identifier: Apache-2.0

/// How many pairs of records agree in the same way, field by field.
struct AgreementPatterns {
    /// The fields of a pattern, in its order.
    static let fields = EvidenceField.allCases.filter { $0 != .household }

    /// Levels by field, with how many pairs look so; in the order of the levels, so that the same
    /// pairs make the same sums.
    private(set) var patterns: [(levels: [EvidenceLevel], count: Int)] = []
    private(set) var total = 0

    init(_ comparisons: some Sequence<Comparison>) {
        var counts: [[UInt8]: Int] = [:]
        for comparison in comparisons {
            let key = AgreementPatterns.fields.map { comparison.level(of: $0).rawValue }
            counts[key, default: 0] += 1
            total += 1
        }
        patterns = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
            (key.compactMap { EvidenceLevel(rawValue: $0) }, counts[key] ?? 0)
        }
    }
}
