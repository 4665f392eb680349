// SPDX-License-Identifier: Apache-2.0

/// Reads fixed-width digits and separators from a text, never past its end.
struct ISO8601Scanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        // No form read here is longer; what is longer fails at the end check.
        bytes = Array(text.utf8.prefix(64))
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The number in exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[position..<position + count] {
            guard byte.isDigit else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += count
        return number
    }

    /// Whether the next byte is `character`, which is then consumed.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    /// Milliseconds of a fraction of a second: one or more digits, cut after the third.
    mutating func fractionMilliseconds() -> Int? {
        var milliseconds = 0
        var weight = 100
        var isEmpty = true
        while position < bytes.count, bytes[position].isDigit {
            milliseconds += Int(bytes[position] - UInt8(ascii: "0")) * weight
            weight /= 10
            position += 1
            isEmpty = false
        }
        return isEmpty ? nil : milliseconds
    }

    /// `YYYY-MM-DD`.
    mutating func date() -> LocalDate? {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"),
            let day = digits(2)
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    /// `hh:mm:ss[.s+]`, where the second may be a leap second, which is held at 59.
    mutating func time(on date: LocalDate) -> LocalDateTime? {
        guard let hour = digits(2), take(":"), let minute = digits(2), take(":"),
            let second = digits(2), second <= 60
        else { return nil }
        var millisecond = 0
        if take(".") {
            guard let fraction = fractionMilliseconds() else { return nil }
            millisecond = fraction
        }
        return LocalDateTime(
            date: date, hour: hour, minute: minute, second: min(second, 59),
            millisecond: millisecond)
    }

    /// `Z`, `z` or `±hh:mm`, in seconds east of UTC.
    mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = digits(2), hours <= 23, take(":"),
            let minutes = digits(2), minutes <= 59
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return isWest ? -seconds : seconds
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
