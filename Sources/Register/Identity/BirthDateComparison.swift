// SPDX-License-Identifier: Apache-2.0

/// How far dates of birth agree.
enum BirthDateComparison {
    static func level(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        let (left, right) = (person.birthDate, entry.birthDate)
        guard !left.isAbsent, !right.isAbsent else { return .absent }
        guard left.isExact, right.isExact else { return partialLevel(left, right) }
        if left == right { return person.hasPlaceholderDay ? .placeholder : .exact }
        let isSameMonth = left.year == right.year && left.month == right.month
        if person.hasPlaceholderDay, isSameMonth { return .rough }
        if left.year == right.year, left.month == right.day, left.day == right.month {
            return .swapped
        }
        if isSlip(left, right) { return .close }
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

    /// Exactly one of year, month and day differs, as a slip would make it: the year by one, by
    /// ten, or in one digit exchanged; the month at all; the day in one digit or exchanged digits.
    private static func isSlip(_ left: PackedDate, _ right: PackedDate) -> Bool {
        switch (left.year == right.year, left.month == right.month, left.day == right.day) {
        case (false, true, true):
            let years = abs(left.year - right.year)
            return years == 1 || years == 10
                || (years < 100 && isDigitSlip(left.year % 100, right.year % 100))
        case (true, false, true):
            return true
        case (true, true, false):
            return isDigitSlip(left.day, right.day)
        default:
            return false
        }
    }

    private static func isDigitSlip(_ left: Int, _ right: Int) -> Bool {
        left / 10 == right / 10 || left % 10 == right % 10
            || (left / 10 == right % 10 && left % 10 == right / 10)
    }
}
