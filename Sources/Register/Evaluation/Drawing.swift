// SPDX-License-Identifier: Apache-2.0

/// A picture in SVG 1.1: rectangles, lines and texts, in pixels from the upper left corner. Colour
/// is never the only sign of anything.
struct Drawing {
    private var elements: [String] = []
    private let width: Int
    private let height: Int
    private let title: String

    /// - Parameter title: What it shows, for those who cannot see it.
    init(width: Int, height: Int, title: String) {
        self.width = width
        self.height = height
        self.title = title
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: Fill) {
        elements.append(
            "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(width, 0)))\" "
                + "height=\"\(number(height))\" fill=\"\(fill.rawValue)\"/>")
    }

    mutating func line(from: (x: Double, y: Double), to: (x: Double, y: Double)) {
        elements.append(
            "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" "
                + "y2=\"\(number(to.y))\" stroke=\"#333333\"/>")
    }

    mutating func text(_ text: String, x: Double, y: Double, anchor: Anchor = .start) {
        elements.append(
            "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor.rawValue)\">"
                + Drawing.escaped(text) + "</text>")
    }

    /// Dark enough on white, and told apart by those who see no red or no green.
    enum Fill: String {
        case supporting = "#0b6e99"
        case opposing = "#b3541e"
        case plain = "#8a8f98"
    }

    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// The document.
    var text: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
        viewBox="0 0 \(width) \(height)" role="img" font-family="sans-serif" font-size="12">
        <title>\(Drawing.escaped(title))</title>
        <rect width="\(width)" height="\(height)" fill="#ffffff"/>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    private func number(_ value: Double) -> String { FixedText.decimal(value, digits: 1) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            // XML 1.0 has no place for control characters.
            case "\u{0}"..<"\u{20}": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
