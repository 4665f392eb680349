// SPDX-License-Identifier: Apache-2.0

/// An HL7 v2 date-time, as precise as it was sent:
/// `YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ]`.
struct HL7Time: Hashable, Sendable {
    /// The date, as precise as sent.
    var date: PartialDate
    /// The time of day; nil where only a date was sent. `24:00` is 00:00 of the next date.
    var local: LocalDateTime?
    /// Seconds east of UTC, where sent.
    var offset: Int?
    /// Whether the offset was understood though it is not of the form `±ZZZZ`.
    var hasOddOffset = false

    /// The date-time of that text, or nil when it is not one.
    init?(_ text: String) {
        if let plain = HL7Time(plain: text.utf8.span, 0..<text.utf8.count) {
            self = plain
        } else {
            self.init(anyForm: text)
        }
    }

    /// The date-time of 8, 12 or 14 digits that is one: the usual forms, and the fast way.
    init?(plain bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        let count = range.count
        guard count == 8 || count == 12 || count == 14,
            let day = ByteWords.number(ByteWords.wordOrRest(bytes, range.lowerBound)),
            let exact = LocalDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)
        else { return nil }
        date = .day(exact)
        guard count > 8 else { return }
        // Eight digits again: zeros, and those of the clock.
        let zeros = UInt64(8 * (16 - count))
        let word = ByteWords.wordOrRest(bytes, range.lowerBound + 8) << zeros
        let padding = ByteWords.repeated(UInt8(ascii: "0")) >> (64 - zeros)
        guard let digits = ByteWords.number(word | padding) else { return nil }
        let clock = count == 14 ? digits : digits * 100
        local = LocalDateTime(
            date: exact, hour: clock / 10_000, minute: clock / 100 % 100, second: clock % 100,
            millisecond: 0)
        guard local != nil else { return nil }
    }

    /// The obvious form: every date-time that is understood.
    init?(anyForm text: String) {
        let bytes = Array(text.utf8.prefix(40))
        let zone = bytes.firstIndex {
            $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0.uppercased == UInt8(ascii: "Z")
        }
        if let zone {
            guard let (seconds, isOdd) = HL7Time.offset(bytes[zone...]) else { return nil }
            offset = seconds
            hasOddOffset = isOdd
        }
        let clock = bytes[..<(zone ?? bytes.endIndex)]
        let point = clock.firstIndex(of: UInt8(ascii: "."))
        let digits = clock[..<(point ?? clock.endIndex)]
        guard digits.allSatisfy(\.isDigit), digits.count >= 4, digits.count <= 14,
            digits.count.isMultiple(of: 2), point == nil || digits.count == 14
        else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= digits.count else { return nil }
            return digits[start..<start + count].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let year = number(0, 4), year >= 1 else { return nil }
        date = .year(year)
        guard let month = number(4, 2) else { return }
        guard (1...12).contains(month) else { return nil }
        date = .month(year: year, month: month)
        guard let day = number(6, 2) else { return }
        guard let exact = LocalDate(year: year, month: month, day: day) else { return nil }
        date = .day(exact)
        guard let hour = number(8, 2) else { return }
        let minute = number(10, 2) ?? 0
        let second = number(12, 2) ?? 0
        var millisecond = 0
        if let point {
            guard let fraction = HL7Time.milliseconds(clock[(point + 1)...]) else { return nil }
            millisecond = fraction
        }
        if hour == 24 {
            guard minute == 0, second == 0, millisecond == 0 else { return nil }
            local = LocalDateTime(date: exact.adding(days: 1), hour: 0, minute: 0)
            return
        }
        guard second <= 60,
            let time = LocalDateTime(
                date: exact, hour: hour, minute: minute, second: min(second, 59),
                millisecond: millisecond)
        else { return nil }
        local = time
    }

    /// `±ZZZZ`; and, though odd, `Z`, `±ZZ` and `±ZZ:ZZ`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> (seconds: Int, isOdd: Bool)? {
        let sign = bytes.first
        if sign?.uppercased == UInt8(ascii: "Z") { return bytes.count == 1 ? (0, true) : nil }
        var digits = Array(bytes.dropFirst())
        var isOdd = false
        if digits.count == 5, digits[2] == UInt8(ascii: ":") {
            digits.remove(at: 2)
            isOdd = true
        } else if digits.count == 2 {
            digits += "00".utf8
            isOdd = true
        }
        guard digits.count == 4, digits.allSatisfy(\.isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard number / 100 <= 23, number % 100 <= 59 else { return nil }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return (sign == UInt8(ascii: "-") ? -seconds : seconds, isOdd)
    }

    private static func milliseconds(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        var number = 0
        for index in 0..<3 {
            let place = digits.startIndex + index
            number = number * 10 + (place < digits.endIndex ? Int(digits[place] - 0x30) : 0)
        }
        return number
    }
}
