// SPDX-License-Identifier: Apache-2.0

extension LocalDate {
    /// The date written as `YYYY-MM-DD`, or nil.
    package init?(iso8601 text: String) {
        var scanner = ISO8601Scanner(text)
        guard let date = scanner.date(), scanner.isAtEnd else { return nil }
        self = date
    }

    /// `YYYY-MM-DD`.
    package var formatted: String {
        var text = DigitText()
        text.add(self)
        return text.string
    }
}

extension PartialDate {
    /// The date written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or nil.
    package init?(iso8601 text: String) {
        var scanner = ISO8601Scanner(text)
        guard let year = scanner.digits(4), year >= 1 else { return nil }
        if scanner.isAtEnd {
            self = .year(year)
            return
        }
        guard scanner.take("-"), let month = scanner.digits(2), (1...12).contains(month) else {
            return nil
        }
        if scanner.isAtEnd {
            self = .month(year: year, month: month)
            return
        }
        guard scanner.take("-"), let day = scanner.digits(2), scanner.isAtEnd,
            let date = LocalDate(year: year, month: month, day: day)
        else { return nil }
        self = .day(date)
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as known.
    package var formatted: String {
        var text = DigitText()
        switch self {
        case .year(let year): text.add(year, digits: 4)
        case .month(let year, let month):
            text.add(year, digits: 4)
            text.add(month, digits: 2, after: "-")
        case .day(let date): text.add(date)
        }
        return text.string
    }
}

extension LocalDateTime {
    /// The time written as `YYYY-MM-DDThh:mm:ss[.s+]` without an offset, or nil.
    package init?(iso8601 text: String) {
        var scanner = ISO8601Scanner(text)
        guard let date = scanner.date(), scanner.take("T") || scanner.take("t"),
            let time = scanner.time(on: date), scanner.isAtEnd
        else { return nil }
        self = time
    }
}
