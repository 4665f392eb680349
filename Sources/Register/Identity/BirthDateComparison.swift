// SPDX-License-Identifier: Apache-2.0

import Notifications

/// How far dates of birth agree.
enum BirthDateComparison {
    static func level(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        let (left, right) = (person.birthDate, entry.birthDate)
        guard !left.isAbsent, !right.isAbsent else { return .absent }
        guard left.isExact, right.isExact else { return partialLevel(left, right) }
        if left == right {
            if person.hasPlaceholderDay { return .placeholder }
            return left.isNewYear ? .newYear : .exact
        }
        let isSameMonth = left.year == right.year && left.month == right.month
        if person.hasPlaceholderDay, isSameMonth { return .rough }
        if isMadeUp(left, right) { return .rough }
        if left.year == right.year, left.month == right.day, left.day == right.month {
            return .swapped
        }
        if isSlip(left, right) { return .close }
        if isTwoSlips(left, right) { return .alike }
        // 1 January 1900 is written where nothing is known: that is nobody's parent.
        guard !left.isNewYear, !right.isNewYear else { return .differs }
        return abs(left.year - right.year) >= yearsOfGeneration ? .generation : .differs
    }

    /// Parents are at least this much older; the youngest mothers in England are 13.
    private static let yearsOfGeneration = 13

    /// Agreement as far as the less precise one says: to the month, or only to the year.
    private static func partialLevel(_ left: PackedDate, _ right: PackedDate) -> EvidenceLevel {
        guard left.year == right.year else {
            return abs(left.year - right.year) >= yearsOfGeneration ? .generation : .differs
        }
        guard left.month != 0, right.month != 0 else { return .rough }
        return left.month == right.month ? .partial : .differs
    }

    /// Whether one is 1 January, which is written for an unknown day of the year, above all of
    /// those who were born where no day was recorded, and the other is of that year.
    private static func isMadeUp(_ left: PackedDate, _ right: PackedDate) -> Bool {
        left.year == right.year && (left.isNewYear || right.isNewYear)
    }

    /// Exactly one of year, month and day differs, as a slip would make it: the year by one, by
    /// ten, or in one digit exchanged; the month at all; the day in one digit or exchanged digits.
    /// Or the day alone is one or ten off, over the end of a month too.
    private static func isSlip(_ left: PackedDate, _ right: PackedDate) -> Bool {
        switch (left.year == right.year, left.month == right.month, left.day == right.day) {
        case (false, true, true):
            let years = abs(left.year - right.year)
            // A parent may be born on the same day of the year.
            guard years < yearsOfGeneration else { return false }
            return years == 1 || years == 10 || isDigitSlip(left.year % 100, right.year % 100)
        case (true, false, true):
            return true
        case (true, true, false):
            return isDigitSlip(left.day, right.day)
        default:
            guard abs(left.year - right.year) <= 1 else { return false }
            let days = abs(left.dayNumber - right.dayNumber)
            return days == 1 || days == 10
        }
    }

    private static func isDigitSlip(_ left: Int, _ right: Int) -> Bool {
        left / 10 == right / 10 || left % 10 == right % 10
            || (left / 10 == right % 10 && left % 10 == right / 10)
    }

    /// A slip of the year by one and another of the day or the month besides, or two in the day
    /// and the month: as often as not chance.
    private static func isTwoSlips(_ left: PackedDate, _ right: PackedDate) -> Bool {
        guard abs(left.year - right.year) <= 1 else { return false }
        if left.month == right.day, left.day == right.month { return true }
        let days = abs(left.dayNumber - right.dayNumber)
        return min(days, abs(days - 365), abs(days - 366)) <= daysOfTwoSlips
    }

    private static let daysOfTwoSlips = 11

    /// Whether two exact dates may be the same with a slip or two, as far as a quick look shows:
    /// never no where `level` finds more than a difference.
    static func isNear(_ left: PackedDate, _ right: PackedDate) -> Bool {
        if left == right { return true }
        let years = abs(left.year - right.year)
        guard years < yearsOfGeneration else { return false }
        if left.month == right.month, left.day == right.day { return true }
        guard years <= 1 else { return false }
        if years == 0, left.month == right.month || left.day == right.day { return true }
        if isMadeUp(left, right) || (left.month == right.day && left.day == right.month) {
            return true
        }
        // Months of 31 days each: at most three days too many between neighbours.
        let days = abs((left.month - right.month) * 31 + left.day - right.day)
        return min(days, abs(days - 372)) <= daysOfTwoSlips + 8
    }
}

extension PackedDate {
    fileprivate var isNewYear: Bool { month == 1 && day == 1 }

    /// Days since a fixed day, of an exact date.
    fileprivate var dayNumber: Int {
        LocalDate(year: year, month: month, day: day)?.dayNumber ?? 0
    }
}
