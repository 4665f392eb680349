// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The working time of an area: Monday to Friday but bank holidays, from opening to closing.
///
/// All arithmetic of DUTIES.tsv §2 is here; it depends on nothing but this value, which never
/// changes and is kept once, whoever counts by it.
package final class WorkingCalendar: Sendable {
    /// The rules of the area's time zone.
    package let zone: TimeZoneRules
    /// A fingerprint of everything that the calendar was made of: hours, holidays, zone.
    package let version: String

    /// Minutes after midnight at which work begins.
    let openingMinute: Int
    /// Minutes after midnight at which work ends; that minute is no longer working time.
    let closingMinute: Int
    /// The bank holidays of the published years and of the computed ones, by day number.
    private let holidays: [Int: String]
    /// One bit for each day from `firstHoliday` on, set on bank holidays.
    private let holidayBits: [UInt64]
    private let firstHoliday: Int
    /// The years whose bank holidays are published.
    private let publishedYears: Set<Int>

    /// A calendar of published bank holidays; holidays of all other years are computed.
    ///
    /// - Parameters:
    ///   - zone: the rules of the area's time zone.
    ///   - bankHolidays: the published holidays. A year counts as published when as many of it are
    ///     listed as every year has; one of which less is listed has the computed ones as well.
    ///   - openingMinute: minutes after midnight at which work begins, 0…1439.
    ///   - closingMinute: minutes after midnight at which work ends, after the opening.
    ///   - version: the fingerprint of all this.
    package init(
        zone: TimeZoneRules, bankHolidays: [BankHoliday], openingMinute: Int = 9 * 60,
        closingMinute: Int = 17 * 60, version: String
    ) {
        self.zone = zone
        self.version = version
        self.openingMinute = min(max(openingMinute, 0), 1438)
        self.closingMinute = min(max(closingMinute, self.openingMinute + 1), 1439)
        var listed: [Int: Int] = [:]
        for holiday in bankHolidays { listed[holiday.date.year, default: 0] += 1 }
        let published = Set(listed.filter { $0.value >= WorkingCalendar.holidaysOfYear }.keys)
        var holidays: [Int: String] = [:]
        for year in WorkingCalendar.computedYears where !published.contains(year) {
            for holiday in EnglishBankHolidays.computed(in: year) {
                holidays[holiday.date.dayNumber] = holiday.title
            }
        }
        for holiday in bankHolidays { holidays[holiday.date.dayNumber] = holiday.title }
        self.holidays = holidays
        publishedYears = published
        let days = holidays.keys.sorted()
        let first = days.first ?? 0
        var bits = [UInt64](repeating: 0, count: days.last.map { ($0 - first) / 64 + 1 } ?? 0)
        for day in days { bits[(day - first) / 64] |= 1 << UInt64((day - first) % 64) }
        firstHoliday = first
        holidayBits = bits
    }

    /// So many holidays England has in every year; a proclamation may add to them.
    private static let holidaysOfYear = 8

    /// The years whose holidays are computed once; outside them there are none. Nobody of a
    /// register was born before the first, and no clock runs past the last.
    static let computedYears = 1990...2120

    /// The local date of an instant.
    package func localDate(of instant: Instant) -> LocalDate { zone.local(of: instant).date }

    /// Whether people work on that date.
    package func isWorkingDay(_ date: LocalDate) -> Bool { isWorkingDay(date.dayNumber) }

    /// Why nobody works on that date; nil on a working day.
    package func dayOff(_ date: LocalDate) -> DayOff? {
        if let title = holidays[date.dayNumber] { return .bankHoliday(title) }
        return date.weekday > 5 ? .weekend : nil
    }

    /// Whether the bank holidays of that date's year are computed and not published.
    package func isProvisional(_ date: LocalDate) -> Bool { !isPublished(date.year) }

    /// Whether the bank holidays of that year are published.
    func isPublished(_ year: Int) -> Bool { publishedYears.contains(year) }

    /// Whether the instant lies in working hours: the opening counts, the closing does not.
    package func isInWorkingHours(_ instant: Instant) -> Bool {
        let local = zone.local(of: instant)
        let minute = local.hour * 60 + local.minute
        return minute >= openingMinute && minute < closingMinute && isWorkingDay(local.date)
    }

    /// The instant of that date's opening, whether or not it is a working day.
    package func openingOf(_ date: LocalDate) -> Instant { instant(date, minute: openingMinute) }

    /// The instant of that date's closing, whether or not it is a working day.
    package func closingOf(_ date: LocalDate) -> Instant { instant(date, minute: closingMinute) }

    /// 23:59:59 local on that date.
    package func endOfDay(_ date: LocalDate) -> Instant {
        instant(date, minute: 23 * 60 + 59, second: 59)
    }

    /// The first opening of a working day at or after the instant.
    package func nextOpening(onOrAfter instant: Instant) -> Instant {
        let date = localDate(of: instant)
        let today = openingOf(date)
        if today >= instant && isWorkingDay(date) { return today }
        return openingOf(workingDay(1, from: date))
    }

    /// The first opening of a working day strictly after the instant.
    package func nextOpening(after instant: Instant) -> Instant {
        nextOpening(onOrAfter: instant.advanced(byMilliseconds: 1))
    }

    /// The n-th working day after a date, before it when negative; the date itself never counts,
    /// and is the answer only for 0.
    package func workingDay(_ count: Int, from date: LocalDate) -> LocalDate {
        nthDay(count, from: date, where: isWorkingDay)
    }

    /// The last working day on or before a date.
    package func workingDay(onOrBefore date: LocalDate) -> LocalDate {
        isWorkingDay(date) ? date : workingDay(-1, from: date)
    }

    /// The n-th school day of a person whose school's calendar is not known: a working day outside
    /// August.
    func schoolDay(_ count: Int, from date: LocalDate) -> LocalDate {
        nthDay(count, from: date) { day in
            isWorkingDay(day) && LocalDate(dayNumber: day).month != 8
        }
    }

    /// Day numbers are cheaper to walk than dates: a due of months walks a hundred of them.
    private func isWorkingDay(_ day: Int) -> Bool {
        // Day 0 was a Thursday.
        let sinceMonday = (day % 7 + 10) % 7
        return sinceMonday < 5 && !isHoliday(day)
    }

    private func isHoliday(_ day: Int) -> Bool {
        let place = day - firstHoliday
        guard place >= 0, place / 64 < holidayBits.count else { return false }
        return holidayBits[place / 64] >> UInt64(place % 64) & 1 == 1
    }

    private func nthDay(
        _ count: Int, from date: LocalDate, where counts: (Int) -> Bool
    ) -> LocalDate {
        var day = date.dayNumber
        var left = count.magnitude
        let step = count < 0 ? -1 : 1
        while left > 0, WorkingCalendar.days.contains(day) {
            day += step
            if counts(day) { left -= 1 }
        }
        return LocalDate(dayNumber: day)
    }

    /// Nothing is counted beyond the years 1…9999.
    private static let days = -719_162...2_932_896

    private func instant(_ date: LocalDate, minute: Int, second: Int = 0) -> Instant {
        let local = LocalDateTime(
            date: date, hour: minute / 60, minute: minute % 60, second: second)
        return local.map { zone.resolve($0).instant } ?? Instant(milliseconds: 0)
    }
}
