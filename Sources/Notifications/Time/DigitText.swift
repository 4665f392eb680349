// SPDX-License-Identifier: Apache-2.0

/// A date or a time as it is written, digit by digit, without a text for each part.
struct DigitText {
    private var bytes = InlineArray<24, UInt8>(repeating: 0)
    private var count = 0

    var string: String {
        // Digits and marks are ASCII, and so UTF-8.
        String(
            copying: unsafe UTF8Span(
                unchecked: bytes.span.extracting(0..<count), isKnownASCII: true))
    }

    mutating func add(_ mark: Unicode.Scalar) {
        bytes[count] = UInt8(ascii: mark)
        count += 1
    }

    /// A non-negative number of at most so many digits, with leading zeros.
    @inline(__always)
    mutating func add(_ number: Int, digits: Int) {
        var rest = number
        for place in (count..<count + digits).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }

    mutating func add(_ number: Int, digits: Int, after mark: Unicode.Scalar) {
        add(mark)
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
