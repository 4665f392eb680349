// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Dates and instants as registers and councils write them.
enum DateText {
    /// An ISO 8601 instant; without an offset it is local time, without a time the day's start.
    static func instant(_ text: String, in zone: TimeZoneRules) -> Instant? {
        if let instant = Instant(iso8601: text) { return instant }
        let bytes = Array(text.utf8)
        guard let date = LocalDate(iso8601: String(text.prefix(10))) else { return nil }
        if bytes.count == 10 { return start(of: date, in: zone) }
        guard bytes.count == 16 || bytes.count == 19, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), let hour = number(bytes[11..<13]),
            let minute = number(bytes[14..<16])
        else { return nil }
        var second = 0
        if bytes.count == 19 {
            guard bytes[16] == UInt8(ascii: ":"), let number = number(bytes[17..<19]) else {
                return nil
            }
            second = number
        }
        guard
            let local = LocalDateTime(date: date, hour: hour, minute: minute, second: second)
        else { return nil }
        return zone.resolve(local).instant
    }

    /// The date, time dropped; `DD/MM/YYYY` as councils write it is taken too.
    static func date(_ text: String) -> LocalDate? { partialDate(text)?.exact }

    /// A date as precise as written, time dropped.
    static func partialDate(_ text: String) -> PartialDate? {
        let bytes = Array(text.utf8)
        if bytes.count == 10, bytes[2] == UInt8(ascii: "/"), bytes[5] == UInt8(ascii: "/") {
            guard let day = number(bytes[0..<2]), let month = number(bytes[3..<5]),
                let year = number(bytes[6..<10])
            else { return nil }
            return LocalDate(year: year, month: month, day: day).map { .day($0) }
        }
        if bytes.count > 10, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") {
            return PartialDate(iso8601: String(text.prefix(10)))
        }
        return PartialDate(iso8601: text)
    }

    private static func start(of date: LocalDate, in zone: TimeZoneRules) -> Instant? {
        LocalDateTime(date: date, hour: 0, minute: 0).map { zone.resolve($0).instant }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return digits.isEmpty ? nil : number
    }
}
