// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

/// The laws of DUTIES.tsv §2 on 10,000 generated cases each, on every date of 2026 to 2031, and
/// in every quarter of an hour of the nights in which the clocks change.
@Suite struct GeneratedClockTests {
    private let calendar: WorkingCalendar
    private let almanac = Almanac.shared

    init() throws { calendar = try Shipped.calendar }

    private func disagreement(_ clock: DueClock, _ anchor: Instant) -> String? {
        let due = calendar.due(clock, anchor: anchor)
        let counted = almanac.due(clock, anchor)
        guard due != counted else { return nil }
        return "\(clock.text), anchor \(anchor.formatted): \(due.formatted), by hand "
            + counted.formatted
    }

    @Test("Every unit agrees with counting by hand", .tags(.slow), arguments: ClockUnit.allCases)
    func byHand(unit: ClockUnit) {
        forAll(1) { cases in disagreement(cases.clock(unit), cases.instant()) }
    }

    @Test("Every unit agrees with counting by hand from every date", .tags(.slow))
    func everyDate() {
        let hours = [(0, 0, 0), (1, 30, 0), (9, 0, 0), (16, 59, 59), (17, 0, 0), (23, 59, 59)]
        for (index, day) in almanac.days.enumerated() where (2026...2031).contains(day.year) {
            let (hour, minute, second) = hours[index % hours.count]
            let anchor = almanac.instant(index, hour, minute, second)
            for unit in ClockUnit.allCases {
                for amount in [-3, -1, 1, 2, 5] {
                    let fault = disagreement(DueClock(amount: amount, unit: unit), anchor)
                    #expect(fault == nil)
                    if fault != nil { return }
                }
            }
            let beginning = DueClock(amount: 14, unit: .calendarDays, beginningWith: true)
            #expect(calendar.due(beginning, anchor: anchor) == almanac.due(beginning, anchor))
        }
    }

    @Test("Every unit agrees with counting by hand all through the nights of clock changes")
    func clockChanges() {
        for change in almanac.summers[4...9].flatMap({ [$0.start, $0.end] }) {
            for quarter in -48...48 {
                let anchor = Instant(milliseconds: (change + Int64(quarter) * 900) * 1000)
                for unit in ClockUnit.allCases {
                    for amount in [-1, 1, 5] {
                        let fault = disagreement(DueClock(amount: amount, unit: unit), anchor)
                        #expect(fault == nil)
                        if fault != nil { return }
                    }
                }
            }
        }
    }

    @Test("Both nights are told rightly: a day of 23 hours, and one of 25")
    func lengthOfDays() {
        for day in almanac.days.indices where (2026...2031).contains(almanac.days[day].year) {
            let date = LocalDate(dayNumber: day + 18_993)
            let before = calendar.endOfDay(date.adding(days: -1))
            let hours = calendar.endOfDay(date).milliseconds(since: before) / 3_600_000
            let day = almanac.days[day]
            let isLastSunday = day.weekday == 7 && day.day >= 25
            let expected: Int64 =
                isLastSunday && day.month == 3 ? 23 : isLastSunday && day.month == 10 ? 25 : 24
            #expect(hours == expected, "\(date.formatted)")
        }
    }

    @Test("A later anchor is never due earlier", .tags(.slow), arguments: ClockUnit.allCases)
    func monotoneInAnchor(unit: ClockUnit) {
        forAll(2) { cases in
            let clock = cases.clock(unit)
            let one = cases.instant()
            // Close together, where an order can break.
            let other = one.advanced(bySeconds: Int64(cases.number(0...300_000)))
            let first = calendar.due(clock, anchor: one)
            let second = calendar.due(clock, anchor: other)
            guard first > second else { return nil }
            return "\(clock.text): \(one.formatted) → \(first.formatted), "
                + "\(other.formatted) → \(second.formatted)"
        }
    }

    @Test("A longer clock is due later", .tags(.slow), arguments: ClockUnit.allCases)
    func monotoneInAmount(unit: ClockUnit) {
        forAll(3) { cases in
            let anchor = cases.instant()
            var short = cases.clock(unit)
            var long = short
            long.amount += cases.number(1...5)
            if long.amount == 0 { long.amount = 1 }
            if short.amount < 0 { short.beginningWith = false }
            long.beginningWith = short.beginningWith
            let first = calendar.due(short, anchor: anchor)
            let second = calendar.due(long, anchor: anchor)
            guard first >= second else { return nil }
            return "\(anchor.formatted): \(short.text) → \(first.formatted), "
                + "\(long.text) → \(second.formatted)"
        }
    }

    @Test("No working or school day falls on a weekend, a bank holiday or in August")
    func landsOnDaysThatCount() {
        forAll(4) { cases in
            let unit = cases.one(of: [ClockUnit.workingDays, .schoolDays, .workingHours])
            let clock = cases.clock(unit)
            let anchor = cases.instant()
            let (day, shown) = almanac.local(calendar.due(clock, anchor: anchor))
            let date = almanac.days[day]
            let counts = unit == .schoolDays ? date.isSchoolDay : date.isWorking
            let isAtWork = shown >= 9 * 3_600_000 && shown <= 17 * 3_600_000
            let isAtClose = shown == 17 * 3_600_000
            return counts && (unit == .workingHours ? isAtWork : isAtClose)
                ? nil : "\(clock.text), anchor \(anchor.formatted)"
        }
    }

    @Test("Waits of a ladder and both repetitions agree with counting by hand")
    func ladders() {
        forAll(5) { cases in
            let instant = cases.instant()
            let wait = cases.one(of: [
                Wait(amount: 1, unit: .workingDays), Wait(amount: 2, unit: .workingDays),
                Wait(amount: 5, unit: .workingDays), Wait(amount: 1, unit: .hours),
                Wait(amount: 2, unit: .hours), Wait(amount: 4, unit: .hours),
            ])
            let clock = DueClock(amount: wait.amount, unit: wait.unit)
            let hours = cases.number(1...48)
            let after = instant.advanced(byMilliseconds: 1)
            let isRight =
                calendar.add(wait, to: instant) == almanac.due(clock, instant)
                && calendar.nextRepeat(.eachWorkingDay, after: instant)
                    == almanac.opening(onOrAfter: after)
                && calendar.nextRepeat(.every(hours: hours), after: instant)
                    == instant.advanced(bySeconds: Int64(hours) * 3600)
            return isRight ? nil : "\(wait) after \(instant.formatted)"
        }
    }

    @Test("The next opening and working hours agree with the diary")
    func workingHours() {
        forAll(6) { cases in
            let instant = cases.instant()
            let isRight =
                calendar.isInWorkingHours(instant) == almanac.isInWorkingHours(instant)
                && calendar.nextOpening(onOrAfter: instant) == almanac.opening(onOrAfter: instant)
                && calendar.nextOpening(after: instant)
                    == almanac.opening(onOrAfter: instant.advanced(byMilliseconds: 1))
            return isRight ? nil : instant.formatted
        }
    }

    @Test("Default reminders agree with counting by hand, and none lies outside its time")
    func reminders() {
        forAll(7) { cases in
            let day = cases.day()
            let opened = cases.instant(on: day - cases.number(0...30))
            let due = cases.instant(on: day)
            let clock = DueClock(amount: 1, unit: cases.one(of: [.calendarDays, .workingDays]))
            let found = calendar.reminders(due: due, clock: clock, openedAt: opened)
            let expected = almanac.reminders(due: due, openedAt: opened)
            guard found != expected else { return nil }
            return "opened \(opened.formatted), due \(due.formatted): "
                + "\(found.map(\.formatted)), by hand \(expected.map(\.formatted))"
        }
    }

    @Test("The owner is told of a missed due at the next working day’s opening, or at once")
    func overdue() {
        forAll(8) { cases in
            let unit = cases.one(of: ClockUnit.allCases)
            let due = cases.instant()
            let notice = calendar.overdueNotice(due: due, clock: DueClock(amount: 1, unit: unit))
            let next = almanac.walk(1, from: almanac.local(due).day, \.isWorking)
            let expected =
                unit == .hours || unit == .workingHours ? due : almanac.instant(next, 9)
            return notice == expected ? nil : "\(unit) \(due.formatted) → \(notice.formatted)"
        }
    }

    @Test("Dates that are reached and times that have lapsed open at the opening of work")
    func timeTests() {
        forAll(9) { cases in
            let unit = cases.one(of: ClockUnit.allCases)
            let clock = cases.clock(unit)
            let anchor = cases.instant()
            let end = almanac.due(clock, anchor)
            let midnight = almanac.instant(almanac.local(end).day, 0)
            for kind in TimeTest.Kind.allCases {
                let found = calendar.instant(of: TimeTest(kind, clock), anchor: anchor)
                let expected =
                    unit == .hours || unit == .workingHours
                    ? end : almanac.opening(onOrAfter: kind == .reached ? midnight : end)
                if found != expected {
                    return "\(kind) \(clock.text), anchor \(anchor.formatted): "
                        + "\(found.formatted), by hand \(expected.formatted)"
                }
            }
            return nil
        }
    }
}
