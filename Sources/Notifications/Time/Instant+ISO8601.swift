// SPDX-License-Identifier: Apache-2.0

extension Instant {
    /// The instant of an RFC 3339 date-time: seconds and an offset are obligatory, a fraction may
    /// follow and is cut after the millisecond, a leap second is held at 59. Nil for all else.
    package init?(iso8601 text: String) {
        var scanner = ISO8601Scanner(text)
        guard let date = scanner.date(), scanner.take("T") || scanner.take("t"),
            let time = scanner.time(on: date), let offset = scanner.offset(), scanner.isAtEnd
        else { return nil }
        self = time.instant(offset: offset)
    }

    /// ISO 8601 in UTC: `2026-03-07T22:30:00Z`, milliseconds only when non-zero. Instants outside
    /// the years 1…9999 are written as the end of that range.
    package var formatted: String {
        var text = DigitText()
        text.add(LocalDateTime(of: self, offset: 0))
        text.add("Z")
        return text.string
    }
}
