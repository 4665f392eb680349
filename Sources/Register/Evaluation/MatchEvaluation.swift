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

    /// Of a column's groups that have true pairs, the largest share of missed pairs and the
    /// smallest; nil unless there are two groups. What is missed is what no review shows either.
    package func missRates(by column: String) -> (worst: Group, best: Group)? {
        let own = groups.filter { $0.column == column && $0.tally.truePairs > 0 }
        func missed(_ group: Group) -> Double {
            1 - (group.tally.sensitivityWithReview.share ?? 1)
        }
        guard own.count > 1, let worst = own.max(by: { missed($0) < missed($1) }),
            let best = own.min(by: { missed($0) < missed($1) })
        else { return nil }
        return (worst, best)
    }

    /// `{overall, unknown, groups [{column, value, …}]}`; each measure is `{hits, of, share, low,
    /// high}`, the interval of 95 %.
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

    private static func json(_ proportion: Proportion) -> JSONValue {
        func number(_ value: Double) -> JSONValue {
            MatchAnswer.number(value, perUnit: 1_000_000)
        }
        return .object([
            .init("hits", .number("\(proportion.hits)")),
            .init("of", .number("\(proportion.total)")),
            .init("share", proportion.share.map(number) ?? .null),
            .init("low", number(proportion.interval.lowerBound)),
            .init("high", number(proportion.interval.upperBound)),
        ])
    }
}
