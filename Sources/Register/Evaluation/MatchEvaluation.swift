// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Answers measured against the truth, over all and by the values of any column.
package struct MatchEvaluation: Hashable, Sendable {
    /// The queries of one value of one column.
    package struct Group: Hashable, Sendable {
        /// The column.
        package var column: String
        /// Its value.
        package var value: String
        /// What came of them.
        package var tally = MatchTally()
    }

    /// Over all queries of which the truth is known.
    package private(set) var overall = MatchTally()
    /// By column and value, in the order of their bytes.
    package private(set) var groups: [Group] = []
    /// Queries of which the truth file says nothing: they are not counted.
    package private(set) var unknown = 0
    private let columns: [String]

    /// An evaluation of nothing yet.
    ///
    /// - Parameter columns: The columns of the truth file by which to group.
    package init(by columns: [String]) {
        self.columns = columns
    }

    /// Counts an answer; `truth` is nil when the truth file does not have the query.
    package mutating func count(_ result: MatchResult, truth: TruthRow?) {
        guard let truth else {
            unknown += 1
            return
        }
        overall.count(result, truth: truth.registerId)
        for column in columns {
            let value = truth.columns.first { $0.name == column }?.value.string ?? ""
            groups[place(of: column, value)].tally.count(result, truth: truth.registerId)
        }
    }

    private mutating func place(of column: String, _ value: String) -> Int {
        if let place = groups.firstIndex(where: { $0.column == column && $0.value == value }) {
            return place
        }
        let place =
            groups.firstIndex { ($0.column, $0.value) > (column, value) } ?? groups.endIndex
        groups.insert(Group(column: column, value: value), at: place)
        return place
    }

    /// How much oftener people of one group are missed than those of another.
    package struct Disparity: Hashable, Sendable {
        /// The column.
        package var column: String
        /// The value of the group that is missed most often.
        package var worst: String
        /// The value of the group that is missed least often.
        package var best: String
        /// The first group's share of missed pairs over the second's.
        package var ratio: RateRatio
    }

    /// For each column with two groups of true pairs or more. What is missed is what no review
    /// shows either.
    package var disparities: [Disparity] {
        columns.compactMap { column in
            let rates = groups.filter { $0.column == column && $0.tally.truePairs > 0 }.map {
                ($0.value, Proportion(hits: $0.tally.missed, of: $0.tally.truePairs))
            }
            guard rates.count > 1,
                let worst = rates.max(by: { ($0.1.share ?? 0) < ($1.1.share ?? 0) }),
                let best = rates.min(by: { ($0.1.share ?? 0) < ($1.1.share ?? 0) })
            else { return nil }
            return Disparity(
                column: column, worst: worst.0, best: best.0, ratio: RateRatio(worst.1, best.1))
        }
    }

    /// `{overall, unknown, groups [{column, value, …}], disparities [{column, worst, best, ratio,
    /// high}]}`; each measure is `{hits, of, share, low, high}`, the interval of 95 %.
    package func jsonValue() -> JSONValue {
        .object([
            .init("overall", .object(MatchEvaluation.members(overall))),
            .init("unknown", .number("\(unknown)")),
            .init(
                "groups",
                .array(
                    groups.map { group in
                        .object(
                            [
                                .init("column", .string(group.column)),
                                .init("value", .string(group.value)),
                            ] + MatchEvaluation.members(group.tally))
                    })),
            .init(
                "disparities",
                .array(
                    disparities.map { disparity in
                        .object([
                            .init("column", .string(disparity.column)),
                            .init("worst", .string(disparity.worst)),
                            .init("best", .string(disparity.best)),
                            .init("ratio", MatchEvaluation.number(disparity.ratio.ratio)),
                            .init("high", MatchEvaluation.number(disparity.ratio.upperBound)),
                        ])
                    })),
        ])
    }

    private static func members(_ tally: MatchTally) -> [JSONValue.Member] {
        [
            .init("queries", .number("\(tally.queries)")),
            .init("truePairs", .number("\(tally.truePairs)")),
            .init("wrong", .number("\(tally.wrong)")),
        ]
            + tally.measures.map { measure in
                JSONValue.Member(measure.name, json(measure.proportion))
            }
    }

    private static func number(_ value: Double) -> JSONValue {
        MatchAnswer.number(value, perUnit: 1_000_000)
    }

    private static func json(_ proportion: Proportion) -> JSONValue {
        .object([
            .init("hits", .number("\(proportion.hits)")),
            .init("of", .number("\(proportion.total)")),
            .init("share", proportion.share.map(number) ?? .null),
            .init("low", number(proportion.interval.lowerBound)),
            .init("high", number(proportion.interval.upperBound)),
        ])
    }
}
