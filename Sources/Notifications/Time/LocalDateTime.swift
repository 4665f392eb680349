// SPDX-License-Identifier: Apache-2.0

/// A date and a time of day as a wall clock shows them, without a time zone.
package struct LocalDateTime: Hashable, Comparable, Sendable {
    /// The date.
    package let date: LocalDate
    /// The hour, 0…23.
    package let hour: Int
    /// The minute, 0…59.
    package let minute: Int
    /// The second, 0…59.
    package let second: Int
    /// The millisecond, 0…999.
    package let millisecond: Int

    /// The date and time, or nil when no clock shows it.
    package init?(
        date: LocalDate, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0
    ) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999).contains(millisecond)
        else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// What a clock that runs `offset` seconds ahead of UTC shows at `instant`, held within the
    /// years 1…9999.
    package init(of instant: Instant, offset: Int) {
        let (earliest, latest) = LocalDateTime.range
        let shown = min(
            max(instant.advanced(bySeconds: Int64(offset)).milliseconds, earliest), latest)
        let days = shown.floorDivided(by: LocalDateTime.millisecondsPerDay)
        let rest = Int(shown - days * LocalDateTime.millisecondsPerDay)
        date = LocalDate(dayNumber: Int(days))
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    /// The instant at which a clock that runs `offset` seconds ahead of UTC shows this.
    package func instant(offset: Int) -> Instant {
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Instant(milliseconds: Int64(seconds) * 1000 + Int64(millisecond))
    }

    /// ISO 8601 without an offset: `2026-03-07T22:30:00`, milliseconds only when non-zero.
    package var formatted: String {
        var text = DigitText()
        text.add(self)
        return text.string
    }

    /// Chronological order on one clock.
    package static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        if left.date != right.date { return left.date < right.date }
        return (left.hour, left.minute, left.second, left.millisecond)
            < (right.hour, right.minute, right.second, right.millisecond)
    }

    private static let millisecondsPerDay: Int64 = 86_400_000
    /// 0001-01-01T00:00:00 and 9999-12-31T23:59:59.999, in milliseconds since 1970.
    static let range: (earliest: Int64, latest: Int64) = (
        -62_135_596_800_000, 253_402_300_799_999
    )
}

extension Int64 {
    /// The quotient rounded towards minus infinity; the divisor is positive.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
