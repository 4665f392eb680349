// SPDX-License-Identifier: Apache-2.0

/// A zone rule in the form of POSIX's `TZ` with RFC 8536's extensions, such as
/// `GMT0BST,M3.5.0/1,M10.5.0`: it holds for every year after a TZif file's last transition.
struct POSIXZone: Sendable {
    /// Seconds east of UTC in standard time.
    let standardOffset: Int
    /// Daylight saving, where there is one.
    let daylight: Daylight?

    /// Daylight saving time and when it begins and ends.
    struct Daylight: Sendable {
        var offset: Int
        var start: Change
        var end: Change
    }

    /// A yearly change: a day, and seconds after that day's local midnight.
    struct Change: Sendable {
        var day: Day
        var time: Int
    }

    /// The three forms in which POSIX names a day of the year.
    enum Day: Sendable {
        /// `Jn`: 1…365, 29 February never counted.
        case julian(Int)
        /// `n`: 0…365, 29 February counted.
        case zeroBased(Int)
        /// `Mm.w.d`: weekday d (0 is Sunday) of week w (5 is the last) of month m.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    /// The rule in that text, or nil when it is not one.
    init?(_ text: [UInt8]) {
        var scanner = POSIXZoneScanner(text)
        guard scanner.name(), let standard = scanner.signedTime(hoursMax: 24) else { return nil }
        standardOffset = -standard
        guard !scanner.isAtEnd else {
            daylight = nil
            return
        }
        guard scanner.name() else { return nil }
        var daylightOffset = standardOffset + 3600
        if scanner.next != UInt8(ascii: ",") {
            guard let sent = scanner.signedTime(hoursMax: 24) else { return nil }
            daylightOffset = -sent
        }
        guard scanner.take(","), let start = scanner.change(), scanner.take(","),
            let end = scanner.change(), scanner.isAtEnd
        else { return nil }
        daylight = Daylight(offset: daylightOffset, start: start, end: end)
    }

    /// Seconds east of UTC at that second since 1970.
    func offset(atSecond second: Int64) -> Int {
        guard let daylight else { return standardOffset }
        let (local, overflow) = second.addingReportingOverflow(Int64(standardOffset))
        guard !overflow else { return standardOffset }
        let year = LocalDate(dayNumber: Int(local.floorDivided(by: 86_400))).year
        let start = daylight.start.localSecond(inYear: year) - Int64(standardOffset)
        let end = daylight.end.localSecond(inYear: year) - Int64(daylight.offset)
        let isDaylight =
            start < end ? second >= start && second < end : !(second >= end && second < start)
        return isDaylight ? daylight.offset : standardOffset
    }
}

extension POSIXZone.Change {
    /// The change in that year, in seconds since 1970 as the clock before the change shows it.
    fileprivate func localSecond(inYear year: Int) -> Int64 {
        Int64(dayNumber(inYear: year)) * 86_400 + Int64(time)
    }

    private func dayNumber(inYear year: Int) -> Int {
        let isLeap = LocalDate.isLeap(year)
        guard let newYear = LocalDate(year: year, month: 1, day: 1)?.dayNumber else { return 0 }
        switch day {
        case .julian(let number):
            return newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
        case .zeroBased(let number):
            return newYear + number
        case .weekday(let month, let week, let weekday):
            guard let first = LocalDate(year: year, month: month, day: 1) else { return newYear }
            let firstMatch = (weekday - first.weekday % 7 + 7) % 7
            var day = firstMatch + (week - 1) * 7
            if day >= LocalDate.days(inMonth: month, ofYear: year) { day -= 7 }
            return first.dayNumber + day
        }
    }
}

/// Reads the parts of a POSIX zone rule, never past its end.
private struct POSIXZoneScanner {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { position == text.count }
    var next: UInt8? { position < text.count ? text[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// A zone's abbreviation: three or more letters, or anything between angle brackets.
    mutating func name() -> Bool {
        let start = position
        if take("<") {
            while let byte = next, byte != UInt8(ascii: ">") {
                guard byte.isLetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                else { return false }
                position += 1
            }
            return take(">") && position - start >= 3
        }
        while let byte = next, byte.isLetter { position += 1 }
        return position - start >= 3
    }

    mutating func number(max: Int) -> Int? {
        let start = position
        var number = 0
        while let byte = next, byte.isDigit, position - start < 4 {
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
            position += 1
        }
        return position > start && number <= max ? number : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func signedTime(hoursMax: Int) -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(max: hoursMax) else { return nil }
        var seconds = hours * 3600
        if take(":") {
            guard let minutes = number(max: 59) else { return nil }
            seconds += minutes * 60
            if take(":") {
                guard let rest = number(max: 59) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// A day with, after a slash, the time of the change; 02:00 without.
    mutating func change() -> POSIXZone.Change? {
        guard let day = day() else { return nil }
        guard take("/") else { return POSIXZone.Change(day: day, time: 7200) }
        // RFC 8536 §3.3.1 allows a week either way.
        guard let time = signedTime(hoursMax: 167) else { return nil }
        return POSIXZone.Change(day: day, time: time)
    }

    private mutating func day() -> POSIXZone.Day? {
        if take("J") {
            guard let number = number(max: 365), number >= 1 else { return nil }
            return .julian(number)
        }
        if take("M") {
            guard let month = number(max: 12), month >= 1, take("."), let week = number(max: 5),
                week >= 1, take("."), let weekday = number(max: 6)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        return number(max: 365).map { .zeroBased($0) }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII letter.
    var isLetter: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    /// Whether the byte is an ASCII letter or digit.
    var isLetterOrDigit: Bool { isLetter || isDigit }
}
