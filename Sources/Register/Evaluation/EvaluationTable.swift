// SPDX-License-Identifier: Apache-2.0

extension MatchEvaluation {
    /// The evaluation as a table: a line for all queries and one for each group, each measure in
    /// per cent with its interval of 95 %.
    package func table() -> String {
        let rows = [("all", "", overall)] + groups.map { ($0.column, $0.value, $0.tally) }
        let width = (rows.map { $0.0.count + $0.1.count + 1 }.max() ?? 0) + 2
        let names = overall.measures.map(\.name)
        let head = names.map { FixedText.right($0, MatchEvaluation.measureWidth) }.joined()
        var lines = [
            FixedText.left("queries of", width) + FixedText.right("queries", 9)
                + FixedText.right("pairs", 8) + head
        ]
        for (column, value, tally) in rows {
            let name = value.isEmpty && column == "all" ? column : "\(column)=\(value)"
            let measures = tally.measures.map { measure in
                FixedText.right(
                    MatchEvaluation.text(measure.proportion), MatchEvaluation.measureWidth)
            }
            lines.append(
                FixedText.left(name, width) + FixedText.right("\(tally.queries)", 9)
                    + FixedText.right("\(tally.truePairs)", 8) + measures.joined())
        }
        for disparity in disparities {
            lines.append(
                "\(disparity.column): most are missed of \(disparity.worst), fewest of "
                    + "\(disparity.best): "
                    + FixedText.decimal(disparity.ratio.ratio, digits: 2)
                    + " times as many, at most "
                    + FixedText.decimal(disparity.ratio.upperBound, digits: 2))
        }
        if unknown > 0 { lines.append("\(unknown) queries are not in the truth and not counted") }
        return lines.joined(separator: "\n")
    }

    private static let measureWidth = 25

    private static func text(_ proportion: Proportion) -> String {
        guard let share = proportion.share else { return "-" }
        let interval = proportion.interval
        return FixedText.percent(share) + " (" + FixedText.percent(interval.lowerBound) + "–"
            + FixedText.percent(interval.upperBound) + ")"
    }
}
