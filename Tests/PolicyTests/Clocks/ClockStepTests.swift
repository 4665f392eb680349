// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

/// What is told of a clock's arithmetic is the arithmetic.
@Suite struct ClockStepTests {
    private func steps(_ amount: Int, _ unit: ClockUnit, _ anchor: String) throws -> [ClockStep] {
        try Shipped.calendar.steps(
            of: DueClock(amount: amount, unit: unit), anchor: instant(anchor))
    }

    @Test("Over Easter every day that does not count is named")
    func easter() throws {
        #expect(
            try steps(2, .workingDays, "2026-04-02T10:00:00Z") == [
                .from(date("2026-04-02"), counts: false),
                .notCounted(date("2026-04-03"), .bankHoliday("Good Friday")),
                .notCounted(date("2026-04-04"), .weekend),
                .notCounted(date("2026-04-05"), .weekend),
                .notCounted(date("2026-04-06"), .bankHoliday("Easter Monday")),
                .reaches(date("2026-04-08")),
            ])
    }

    @Test("A holiday that is kept on another day is named so, also in a computed year")
    func substitute() throws {
        #expect(
            try steps(-1, .workingDays, "2028-01-04T10:00:00Z").contains(
                .notCounted(
                    date("2028-01-03"), .bankHoliday("New Year’s Day (substitute day)"))))
        let christmas = EnglishBankHolidays.computed(in: 2033).suffix(2)
        #expect(christmas.map(\.title) == ["Boxing Day", "Christmas Day (substitute day)"])
    }

    @Test("August is told to schools, the end of a month to months")
    func otherDays() throws {
        #expect(
            try steps(1, .schoolDays, "2026-07-31T10:00:00Z").contains(
                .notCounted(date("2026-08-03"), .schoolHoliday)))
        #expect(
            try steps(1, .months, "2028-01-31T10:00:00Z").contains(
                .clamped(day: 31, to: date("2028-02-29"))))
    }

    @Test("Hours say when the clocks were moved on the way")
    func clockChange() throws {
        #expect(
            try steps(24, .hours, "2026-03-28T12:00:00Z")
                == [.clockChange(instant("2026-03-29T12:00:00Z"), seconds: 3600)])
        #expect(
            try steps(48, .hours, "2026-10-24T12:00:00Z")
                == [.clockChange(instant("2026-10-26T00:00:00Z"), seconds: -3600)])
        #expect(try steps(24, .hours, "2026-04-28T12:00:00Z") == [])
    }

    @Test("The days that are told to count are as many as the clock says")
    func daysAddUp() throws {
        let calendar = try Shipped.calendar
        forAll(11) { cases in
            var clock = cases.clock(cases.one(of: [.workingDays, .schoolDays]))
            clock.base = nil
            let anchor = cases.instant()
            var first: LocalDate?
            var last: LocalDate?
            var off = 0
            for step in calendar.steps(of: clock, anchor: anchor) {
                switch step {
                case .from(let date, _): first = date
                case .reaches(let date): last = date
                case .notCounted: off += 1
                default: return "\(step)"
                }
            }
            guard let first, let last else { return "no date" }
            let passed = abs(last.dayNumber - first.dayNumber) - off
            return passed == abs(clock.amount) ? nil : "\(clock.text) \(anchor.formatted)"
        }
    }

    @Test("The working time that is told adds up to the hours of the clock")
    func hoursAddUp() throws {
        let calendar = try Shipped.calendar
        forAll(12) { cases in
            var clock = cases.clock(.workingHours)
            clock.base = nil
            let anchor = cases.instant()
            let worked = calendar.steps(of: clock, anchor: anchor).map { step in
                if case .worked(let from, let to) = step {
                    to.milliseconds(since: from)
                } else {
                    Int64(0)
                }
            }
            return worked.reduce(0, +) == Int64(abs(clock.amount)) * 3_600_000
                ? nil : "\(clock.text) \(anchor.formatted)"
        }
    }

    @Test("A clock of days that nobody has published is provisional; one of dates never is")
    func provisional() throws {
        let calendar = try Shipped.calendar
        let late = instant("2027-12-20T10:00:00Z")
        for (unit, isProvisional) in [
            (ClockUnit.workingDays, true), (.schoolDays, true), (.calendarDays, false),
            (.months, false), (.hours, false),
        ] {
            let clock = DueClock(amount: 20, unit: unit)
            #expect(calendar.isProvisional(clock, anchor: late) == isProvisional)
            #expect(!calendar.isProvisional(clock, anchor: instant("2026-02-02T10:00:00Z")))
        }
        var based = DueClock(amount: 2, unit: .calendarDays)
        based.base = Wait(amount: 20, unit: .workingDays)
        #expect(calendar.isProvisional(based, anchor: late))
    }
}
