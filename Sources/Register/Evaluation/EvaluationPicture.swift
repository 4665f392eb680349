// SPDX-License-Identifier: Apache-2.0

extension MatchEvaluation {
    /// The evaluation as a picture in SVG: for all queries and each group, what share of the true
    /// pairs is missed and what share of all queries is left to a person, with intervals of 95 %.
    package func picture() -> String {
        let rows = [("all", overall)] + groups.map { ("\($0.column)=\($0.value)", $0.tally) }
        let panels: [(String, (MatchTally) -> Proportion)] = [
            (
                "true pairs missed, %",
                { Proportion(hits: $0.missed, of: $0.truePairs) }
            ),
            ("queries to be reviewed, %", { $0.reviewLoad }),
        ]
        let height = MatchEvaluation.rowHeight * rows.count + 60
        var drawing = Drawing(
            width: 900, height: height, title: "Missed pairs and reviews by group")
        for (place, panel) in panels.enumerated() {
            let left = 200.0 + Double(place) * 350
            let proportions = rows.map { panel.1($0.1) }
            let most = proportions.map { $0.total == 0 ? 0 : $0.interval.upperBound }.max() ?? 0
            drawing.text(panel.0, x: left, y: 24)
            for (row, proportion) in proportions.enumerated() {
                let y = Double(40 + row * MatchEvaluation.rowHeight)
                if place == 0 { drawing.text(rows[row].0, x: 190, y: y + 13, anchor: .end) }
                draw(proportion, at: (left, y), most: most, &drawing)
            }
        }
        return drawing.text
    }

    private static let rowHeight = 24

    private func draw(
        _ proportion: Proportion, at corner: (x: Double, y: Double), most: Double,
        _ drawing: inout Drawing
    ) {
        guard let share = proportion.share else {
            return drawing.text("nothing to count", x: corner.x, y: corner.y + 13)
        }
        let scale = most > 0 ? 220 / most : 0
        let (low, high) = (
            corner.x + proportion.interval.lowerBound * scale,
            corner.x + proportion.interval.upperBound * scale
        )
        drawing.rectangle(
            x: corner.x, y: corner.y + 2, width: share * scale, height: 12, fill: .plain)
        drawing.line(from: (low, corner.y + 8), to: (high, corner.y + 8))
        drawing.line(from: (low, corner.y + 4), to: (low, corner.y + 12))
        drawing.line(from: (high, corner.y + 4), to: (high, corner.y + 12))
        drawing.text(FixedText.percent(share), x: corner.x + 230, y: corner.y + 13)
    }
}
