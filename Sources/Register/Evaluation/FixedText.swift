// SPDX-License-Identifier: Apache-2.0

/// Numbers and columns as tables show them.
enum FixedText {
    /// A number with so many digits after the point, rounded.
    static func decimal(_ value: Double, digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "-" }
        let scale = (0..<max(digits, 0)).reduce(1.0) { scale, _ in scale * 10 }
        let units = Int64((value * scale).rounded())
        let text = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let sign = units < 0 ? "-" : ""
        guard digits > 0 else { return sign + padded }
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }

    /// A share in per cent.
    static func percent(_ share: Double) -> String { decimal(share * 100, digits: 2) }

    /// A text with spaces after it, to a width.
    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// A text with spaces before it, to a width.
    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
