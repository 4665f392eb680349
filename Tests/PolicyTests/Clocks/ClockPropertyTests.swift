// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Testing

/// The calendar over every date of six years, against Foundation's calendar, which has its own
/// tables of time zones, and a list of holidays typed by hand.
@Suite struct ClockPropertyTests {
    static let holidays = Set(
        """
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
        2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
        2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
        2030-01-01 2030-04-19 2030-04-22 2030-05-06 2030-05-27 2030-08-26 2030-12-25 2030-12-26
        2031-01-01 2031-04-11 2031-04-14 2031-05-05 2031-05-26 2031-08-25 2031-12-25 2031-12-26
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    static let dates = (date("2026-01-01").dayNumber...date("2031-12-31").dayNumber)
        .map { LocalDate(dayNumber: $0) }

    static let foundation: Foundation.Calendar = {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/London")!
        return calendar
    }()

    func isWorkingDay(_ date: LocalDate) -> Bool {
        let weekday = ClockPropertyTests.foundation.component(.weekday, from: noon(date))
        return weekday != 1 && weekday != 7
            && !ClockPropertyTests.holidays.contains(date.formatted)
    }

    func noon(_ date: LocalDate) -> Date { at(date, 12, 0, 0) }

    func at(_ date: LocalDate, _ hour: Int, _ minute: Int, _ second: Int) -> Date {
        ClockPropertyTests.foundation.date(
            from: DateComponents(
                year: date.year, month: date.month, day: date.day, hour: hour, minute: minute,
                second: second))!
    }

    func instant(_ date: Date) -> Instant {
        Instant(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }

    @Test("Bank holidays of 2026 to 2031 are the published ones, then the computed ones")
    func bankHolidays() throws {
        let calendar = try Shipped.calendar
        for date in ClockPropertyTests.dates {
            #expect(calendar.isWorkingDay(date) == isWorkingDay(date), "\(date.formatted)")
            #expect(calendar.isProvisional(date) == (date.year > 2027))
        }
    }

    @Test("What is computed agrees with every published year")
    func computedAgreesWithPublished() {
        let computed = (2026...2031).flatMap { EnglishBankHolidays.computed(in: $0) }
        #expect(Set(computed.map(\.date.formatted)) == ClockPropertyTests.holidays)
        #expect(EnglishBankHolidays.easterSunday(in: 2025) == date("2025-04-20"))
        #expect(EnglishBankHolidays.easterSunday(in: 2038) == date("2038-04-25"))
        let of2022 = EnglishBankHolidays.computed(in: 2022).map(\.date.formatted)
        #expect(of2022.first == "2022-01-03")
        #expect(of2022.suffix(2) == ["2022-12-26", "2022-12-27"])
    }

    @Test("Opening, closing and the end of every day are the local hours they are called by")
    func localHours() throws {
        let calendar = try Shipped.calendar
        for date in ClockPropertyTests.dates {
            #expect(calendar.openingOf(date) == instant(at(date, 9, 0, 0)))
            #expect(calendar.closingOf(date) == instant(at(date, 17, 0, 0)))
            #expect(calendar.endOfDay(date) == instant(at(date, 23, 59, 59)))
        }
    }

    @Test("Calendar days, weeks and beginning-with agree with Foundation's calendar")
    func calendarDaysBySlowCount() throws {
        let calendar = try Shipped.calendar
        for date in ClockPropertyTests.dates where date.year < 2031 {
            for amount in [1, 7, 14, 28, 100] {
                let anchor = instant(at(date, 1, 30, 0))
                let end = ClockPropertyTests.foundation.date(
                    byAdding: .day, value: amount, to: at(date, 23, 59, 59))!
                let clock = DueClock(amount: amount, unit: .calendarDays)
                #expect(calendar.due(clock, anchor: anchor) == instant(end))
                var beginning = clock
                beginning.amount += 1
                beginning.beginningWith = true
                #expect(calendar.due(beginning, anchor: anchor) == instant(end))
                if amount % 7 == 0 {
                    let weeks = DueClock(amount: amount / 7, unit: .weeks)
                    #expect(calendar.due(weeks, anchor: anchor) == instant(end))
                }
            }
        }
    }

    @Test("n working days on and n back come to the date itself, from every working day")
    func inverse() throws {
        let calendar = try Shipped.calendar
        for date in ClockPropertyTests.dates where calendar.isWorkingDay(date) {
            for count in [1, 3, 5, 13] {
                let there = calendar.workingDay(count, from: date)
                #expect(calendar.workingDay(-count, from: there) == date)
            }
        }
        // From any date n on and then n back never passes the date.
        for date in ClockPropertyTests.dates {
            let there = calendar.workingDay(4, from: date)
            #expect(calendar.workingDay(-4, from: there) <= date)
        }
    }
}
