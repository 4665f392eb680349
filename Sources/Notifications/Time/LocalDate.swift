// SPDX-License-Identifier: Apache-2.0

/// A calendar date of the proleptic Gregorian calendar, without a time zone.
///
/// A date never shifts by a zone (CONTRACT.md §4).
package struct LocalDate: Hashable, Comparable, Sendable {
    /// Year, month and day above one another, so that the later date is the greater number.
    private let packed: UInt32

    /// The year, 1…9999.
    package var year: Int { Int(packed &>> 9) }
    /// The month, 1…12.
    package var month: Int { Int(packed &>> 5 & 15) }
    /// The day of the month, 1…31.
    package var day: Int { Int(packed & 31) }

    /// The date, or nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= LocalDate.days(inMonth: month, ofYear: year)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        packed = UInt32(truncatingIfNeeded: year &<< 9 | month &<< 5 | day)
    }

    /// The number of days in a month; 0 for a month outside 1…12.
    package static func days(inMonth month: Int, ofYear year: Int) -> Int {
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: 31
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 0
        }
    }

    /// Whether the year has a 29 February.
    package static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`).
    package var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date that lies `dayNumber` days after 1970-01-01, held within the years 1…9999.
    package init(dayNumber: Int) {
        let held = Swift.min(Swift.max(dayNumber, -719_162), 2_932_896)
        let days = held + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// ISO weekday: 1 is Monday, 7 is Sunday.
    package var weekday: Int {
        let remainder = (dayNumber + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// The date `days` days later (earlier when negative).
    package func adding(days: Int) -> LocalDate {
        LocalDate(dayNumber: dayNumber + days)
    }

    /// The same day of the month `months` months later, clamped to the month's end
    /// (DUTIES.tsv §2).
    package func adding(months: Int) -> LocalDate {
        let index = year * 12 + (month - 1) + months
        let newYear = Swift.min(Swift.max(index / 12, 1), 9999)
        let newMonth = Swift.min(Swift.max(index - newYear * 12, 0), 11) + 1
        let last = LocalDate.days(inMonth: newMonth, ofYear: newYear)
        return LocalDate(unchecked: newYear, newMonth, Swift.min(day, last))
    }

    /// Chronological order.
    package static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.packed < right.packed
    }
}
