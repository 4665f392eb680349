// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The bank holidays of England and Wales by rule, for years of which no list is published.
///
/// Banking and Financial Dealings Act 1971, the royal proclamations on New Year's Day and the early
/// May holiday, and substitute days as gov.uk has given them. One-off holidays cannot be known.
package enum EnglishBankHolidays {
    /// The eight holidays of a year, in order.
    package static func computed(in year: Int) -> [BankHoliday] {
        guard let newYear = LocalDate(year: year, month: 1, day: 1),
            let christmas = LocalDate(year: year, month: 12, day: 25)
        else { return [] }
        let easter = easterSunday(in: year)
        let boxing = christmas.adding(days: 1)
        let kept = christmasDays(christmas)
        return [
            BankHoliday(
                movedToMonday(newYear), title(newYear, movedToMonday(newYear), newYearsDay)),
            BankHoliday(easter.adding(days: -2), "Good Friday"),
            BankHoliday(easter.adding(days: 1), "Easter Monday"),
            BankHoliday(firstMonday(in: year, month: 5), "Early May bank holiday"),
            BankHoliday(lastMonday(in: year, month: 5), "Spring bank holiday"),
            BankHoliday(lastMonday(in: year, month: 8), "Summer bank holiday"),
            BankHoliday(kept.christmas, title(christmas, kept.christmas, "Christmas Day")),
            BankHoliday(kept.boxing, title(boxing, kept.boxing, "Boxing Day")),
        ].sorted { $0.date < $1.date }
    }

    private static let newYearsDay = "New Year’s Day"

    private static func title(_ date: LocalDate, _ kept: LocalDate, _ name: String) -> String {
        date == kept ? name : name + " (substitute day)"
    }

    /// Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991).
    package static func easterSunday(in year: Int) -> LocalDate {
        let golden = year % 19
        let century = year / 100
        let yearOfCentury = year % 100
        let correction = (century + 8) / 25
        let moon = (century - correction + 1) / 3
        let epact = (19 * golden + century - century / 4 - moon + 15) % 30
        let weekday =
            (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact
                - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * late + 114
        return LocalDate(year: year, month: sum / 31, day: sum % 31 + 1)
            ?? LocalDate(dayNumber: 0)
    }

    /// A holiday on a Saturday or Sunday is kept on the Monday after.
    private static func movedToMonday(_ date: LocalDate) -> LocalDate {
        switch date.weekday {
        case 6: date.adding(days: 2)
        case 7: date.adding(days: 1)
        default: date
        }
    }

    /// The days on which Christmas Day and Boxing Day are kept.
    private static func christmasDays(
        _ christmas: LocalDate
    ) -> (christmas: LocalDate, boxing: LocalDate) {
        switch christmas.weekday {
        case 5: (christmas, christmas.adding(days: 3))  // Boxing Day on a Saturday: Monday 28th.
        case 6: (christmas.adding(days: 2), christmas.adding(days: 3))  // Monday, Tuesday.
        case 7: (christmas.adding(days: 2), christmas.adding(days: 1))  // Tuesday; Monday itself.
        default: (christmas, christmas.adding(days: 1))
        }
    }

    private static func firstMonday(in year: Int, month: Int) -> LocalDate {
        let first = LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0)
        return first.adding(days: (8 - first.weekday) % 7)
    }

    private static func lastMonday(in year: Int, month: Int) -> LocalDate {
        let last =
            LocalDate(
                year: year, month: month, day: LocalDate.days(inMonth: month, ofYear: year))
            ?? LocalDate(dayNumber: 0)
        return last.adding(days: 1 - last.weekday)
    }
}
