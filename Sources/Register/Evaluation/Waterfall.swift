// SPDX-License-Identifier: Apache-2.0

/// How an answer's weight came about, step by step from the prior: as text and as a picture. It
/// names fields and levels, never what stood in them.
package struct Waterfall: Hashable, Sendable {
    /// One step: a name, what it adds, and the sum after it.
    struct Step: Hashable {
        var name: String
        var weight: Double
        var sum: Double
    }

    /// A weight from which on something happens.
    private struct Threshold: Hashable {
        var name: String
        var weight: Double
    }

    let steps: [Step]
    private let outcome: String
    private let reason: String
    private let thresholds: [Threshold]

    /// The steps of an answer under the weights that gave it.
    package init(_ result: MatchResult, weights: Weights) {
        var sum = weights.prior
        var steps = [Step(name: "prior", weight: sum, sum: sum)]
        for evidence in result.evidence {
            sum += evidence.weight
            steps.append(
                Step(
                    name: "\(evidence.field.name) \(evidence.level.name)",
                    weight: evidence.weight, sum: sum))
        }
        self.steps = steps
        outcome = result.outcome.name
        reason = result.reason.rawValue
        thresholds = [
            Threshold(name: "review", weight: weights.reviewMin),
            Threshold(name: "sure", weight: weights.sureMin),
        ]
    }

    /// A line a step, the sum drawn as a bar, the outcome and the thresholds beneath.
    package func table() -> String {
        let width = (steps.map(\.name.count).max() ?? 0) + 2
        var lines = steps.map { step in
            FixedText.left(step.name, width)
                + FixedText.right(FixedText.decimal(step.weight, digits: 1), 8)
                + FixedText.right(FixedText.decimal(step.sum, digits: 1), 8) + "  "
                + Waterfall.bar(step)
        }
        let probability = steps.last.map { Weights.probability(ofWeight: $0.sum) } ?? 0
        lines.append(
            "\(outcome) (\(reason)), probability by weight "
                + FixedText.decimal(probability, digits: 6) + "; "
                + thresholds.map { "\($0.name) from \(FixedText.decimal($0.weight, digits: 1))" }
                .joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    /// A plus for every unit that the step adds, a minus for every one that it takes.
    private static func bar(_ step: Step) -> String {
        let units = Int(min(abs(step.weight), 60).rounded())
        return String(repeating: step.weight < 0 ? "-" : "+", count: units)
    }

    /// The same as a picture in SVG.
    package func picture() -> String {
        let rowHeight = 24.0
        let height = rowHeight * Double(steps.count) + 80
        var drawing = Drawing(
            width: 760, height: Int(height), title: "How the weight of \(outcome) came about")
        let sums = steps.map(\.sum) + thresholds.map(\.weight) + [0]
        let (least, most) = (sums.min() ?? 0, sums.max() ?? 1)
        let scale = 440 / max(most - least, 1)
        func x(_ weight: Double) -> Double { 230 + (weight - least) * scale }
        for (row, step) in steps.enumerated() {
            let y = 20 + Double(row) * rowHeight
            let (from, to) = (x(step.sum - step.weight), x(step.sum))
            drawing.text(step.name, x: 220, y: y + 14, anchor: .end)
            drawing.rectangle(
                x: row == 0 ? min(x(0), to) : min(from, to), y: y + 3,
                width: row == 0 ? abs(x(0) - to) : abs(to - from), height: 14,
                fill: step.weight < 0 ? .opposing : .supporting)
            drawing.text(FixedText.decimal(step.weight, digits: 1), x: 690, y: y + 14)
        }
        let foot = 24 + rowHeight * Double(steps.count)
        for threshold in thresholds {
            drawing.line(from: (x(threshold.weight), 16), to: (x(threshold.weight), foot))
            drawing.text(threshold.name, x: x(threshold.weight), y: foot + 14, anchor: .middle)
        }
        drawing.text("\(outcome): \(reason)", x: 20, y: foot + 40)
        return drawing.text
    }
}
