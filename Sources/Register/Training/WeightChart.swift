// SPDX-License-Identifier: Apache-2.0

extension WeightTraining {
    /// How the estimation went and what it came to, as text: a line a round, a line a level.
    package func table() -> String {
        var lines = ["round   log2-likelihood      change"]
        for (number, round) in rounds.enumerated()
        where number < 5 || number % 10 == 9 || number == rounds.count - 1 {
            lines.append(
                FixedText.right("\(number + 1)", 5)
                    + FixedText.right(FixedText.decimal(round.logLikelihood, digits: 6), 18)
                    + FixedText.right(FixedText.decimal(round.change, digits: 6), 12))
        }
        lines.append(
            "\(pairs) pairs share a key; "
                + "\(FixedText.decimal(matches, digits: 1)) are taken for one person")
        lines.append(weights.thresholds)
        lines.append(
            FixedText.left("field and level", 32) + FixedText.right("m", 10)
                + FixedText.right("u", 12) + FixedText.right("weight", 8))
        for estimate in estimates {
            lines.append(
                FixedText.left("\(estimate.field.name) \(estimate.level.name)", 32)
                    + FixedText.right(FixedText.decimal(estimate.m, digits: 5), 10)
                    + FixedText.right(FixedText.decimal(estimate.u, digits: 7), 12)
                    + FixedText.right(FixedText.decimal(estimate.weight, digits: 1), 8) + "  "
                    + String(
                        repeating: estimate.weight < 0 ? "-" : "+",
                        count: Int(min(abs(estimate.weight), 30).rounded())))
        }
        return lines.joined(separator: "\n")
    }

    /// The weights as a picture in SVG: bars to the right speak for one person.
    package func picture() -> String {
        let rowHeight = 20
        var drawing = Drawing(
            width: 760, height: rowHeight * estimates.count + 60, title: "Weights of matching")
        let zero = 480.0
        drawing.text("against", x: zero - 8, y: 24, anchor: .end)
        drawing.text("for one person (log2)", x: zero + 8, y: 24)
        for (row, estimate) in estimates.enumerated() {
            let y = Double(36 + row * rowHeight)
            let length = abs(estimate.weight) * 9
            drawing.text("\(estimate.field.name) \(estimate.level.name)", x: 12, y: y + 12)
            drawing.rectangle(
                x: estimate.weight < 0 ? zero - length : zero, y: y + 2, width: length,
                height: 12, fill: estimate.weight < 0 ? .opposing : .supporting)
            drawing.text(
                FixedText.decimal(estimate.weight, digits: 1), x: 740, y: y + 12, anchor: .end)
        }
        return drawing.text
    }
}
