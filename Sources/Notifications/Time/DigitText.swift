// SPDX-License-Identifier: Apache-2.0

/// A date or a time as it is written, digit by digit, without a text for each part.
struct DigitText {
    private var bytes = InlineArray<24, UInt8>(repeating: 0)
    private var count = 0

    var string: String {
        // Digits and marks are UTF-8.
        guard let text = try? UTF8Span(validating: bytes.span.extracting(0..<count)) else {
            return ""
        }
        return String(copying: text)
    }

    mutating func add(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    /// A non-negative number of at most so many digits, with leading zeros.
    mutating func add(_ number: Int, digits: Int) {
        var rest = number
        for place in (count..<count + digits).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }

    mutating func add(_ number: Int, digits: Int, after mark: Unicode.Scalar) {
        add(UInt8(ascii: mark))
        add(number, digits: digits)
    }

    /// `YYYY-MM-DD`.
    mutating func add(_ date: LocalDate) {
        add(date.year, digits: 4)
        add(date.month, digits: 2, after: "-")
        add(date.day, digits: 2, after: "-")
    }

    /// `YYYY-MM-DDThh:mm:ss`, milliseconds only when non-zero.
    mutating func add(_ time: LocalDateTime) {
        add(time.date)
        add(time.hour, digits: 2, after: "T")
        add(time.minute, digits: 2, after: ":")
        add(time.second, digits: 2, after: ":")
        if time.millisecond != 0 { add(time.millisecond, digits: 3, after: ".") }
    }
}
