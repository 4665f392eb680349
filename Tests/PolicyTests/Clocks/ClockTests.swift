// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct ClockTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let amount: Int
        let unit: ClockUnit
        let anchor: String
        let due: String
        var beginningWith = false
        var testDescription: String { "\(amount) \(unit.rawValue) \(anchor) → \(due)" }

        init(
            _ amount: Int, _ unit: ClockUnit, _ anchor: String, _ due: String,
            beginningWith: Bool = false
        ) {
            self.amount = amount
            self.unit = unit
            self.anchor = anchor
            self.due = due
            self.beginningWith = beginningWith
        }
    }

    static let rows: [Row] = [
        // Working days: the anchor's date never counts, whatever the hour.
        Row(1, .workingDays, "2026-03-10T00:00:00Z", "2026-03-11T17:00:00Z"),
        Row(1, .workingDays, "2026-03-10T23:59:59Z", "2026-03-11T17:00:00Z"),
        Row(2, .workingDays, "2026-03-10T10:00:00Z", "2026-03-12T17:00:00Z"),
        Row(1, .workingDays, "2026-03-06T10:00:00Z", "2026-03-09T17:00:00Z"),
        Row(1, .workingDays, "2026-03-07T10:00:00Z", "2026-03-09T17:00:00Z"),
        // Good Friday and Easter Monday 2026; summer time has begun.
        Row(1, .workingDays, "2026-04-02T10:00:00Z", "2026-04-07T16:00:00Z"),
        Row(5, .workingDays, "2026-03-30T10:00:00Z", "2026-04-08T16:00:00Z"),
        // Christmas 2026 with the substitute day on Monday 28 December, and New Year's Day.
        Row(1, .workingDays, "2026-12-24T10:00:00Z", "2026-12-29T17:00:00Z"),
        Row(4, .workingDays, "2026-12-24T10:00:00Z", "2027-01-04T17:00:00Z"),
        // Both days of Christmas 2027 are kept on Monday and Tuesday.
        Row(1, .workingDays, "2027-12-24T10:00:00Z", "2027-12-29T17:00:00Z"),
        // Counting back.
        Row(-3, .workingDays, "2026-03-16T10:00:00Z", "2026-03-11T17:00:00Z"),
        Row(-1, .workingDays, "2026-04-07T10:00:00Z", "2026-04-02T16:00:00Z"),
        // Late on a summer evening the local date is already the next one.
        Row(1, .workingDays, "2026-06-08T23:30:00Z", "2026-06-10T16:00:00Z"),
        // Calendar days end at 23:59:59 local.
        Row(14, .calendarDays, "2026-03-02T09:20:00Z", "2026-03-16T23:59:59Z"),
        Row(14, .calendarDays, "2026-03-10T10:00:00Z", "2026-03-24T23:59:59Z"),
        Row(28, .calendarDays, "2026-03-10T10:00:00Z", "2026-04-07T22:59:59Z"),
        Row(1, .calendarDays, "2028-02-28T10:00:00Z", "2028-02-29T23:59:59Z"),
        Row(-7, .calendarDays, "2026-03-16T23:59:59Z", "2026-03-09T23:59:59Z"),
        // Beginning with: the anchor's date is day 1.
        Row(14, .calendarDays, "2026-03-02T09:20:00Z", "2026-03-15T23:59:59Z", beginningWith: true),
        Row(1, .calendarDays, "2026-03-02T09:20:00Z", "2026-03-02T23:59:59Z", beginningWith: true),
        // Weeks, months, years.
        Row(4, .weeks, "2026-03-02T09:20:00Z", "2026-03-30T22:59:59Z"),
        Row(1, .months, "2026-01-31T10:00:00Z", "2026-02-28T23:59:59Z"),
        Row(1, .months, "2028-01-31T10:00:00Z", "2028-02-29T23:59:59Z"),
        Row(13, .months, "2026-03-31T10:00:00Z", "2027-04-30T22:59:59Z"),
        Row(-1, .months, "2026-03-31T10:00:00Z", "2026-02-28T23:59:59Z"),
        Row(1, .years, "2028-02-29T10:00:00Z", "2029-02-28T23:59:59Z"),
        Row(4, .years, "2028-02-29T10:00:00Z", "2032-02-29T23:59:59Z"),
        // Hours are elapsed, across both clock changes.
        Row(24, .hours, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
        Row(24, .hours, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
        Row(72, .hours, "2026-03-27T16:00:00Z", "2026-03-30T16:00:00Z"),
        Row(-4, .hours, "2026-03-29T02:00:00Z", "2026-03-28T22:00:00Z"),
        // Days across the changes keep their local hour.
        Row(1, .workingDays, "2026-03-27T10:00:00Z", "2026-03-30T16:00:00Z"),
        Row(1, .workingDays, "2026-10-23T10:00:00Z", "2026-10-26T17:00:00Z"),
        Row(1, .calendarDays, "2026-03-28T10:00:00Z", "2026-03-29T22:59:59Z"),
        Row(1, .calendarDays, "2026-10-24T10:00:00Z", "2026-10-25T23:59:59Z"),
        // Working hours.
        Row(1, .workingHours, "2026-03-10T10:30:00Z", "2026-03-10T11:30:00Z"),
        Row(1, .workingHours, "2026-03-10T16:00:00Z", "2026-03-10T17:00:00Z"),
        Row(2, .workingHours, "2026-03-10T16:00:00Z", "2026-03-11T10:00:00Z"),
        Row(1, .workingHours, "2026-03-07T03:00:00Z", "2026-03-09T10:00:00Z"),
        Row(48, .workingHours, "2026-04-02T09:00:00Z", "2026-04-14T09:00:00Z"),
        Row(-2, .workingHours, "2026-03-11T10:00:00Z", "2026-03-10T16:00:00Z"),
        // School days leave out August.
        Row(1, .schoolDays, "2026-07-31T10:00:00Z", "2026-09-01T16:00:00Z"),
        Row(10, .schoolDays, "2026-03-10T10:00:00Z", "2026-03-24T17:00:00Z"),
    ]

    @Test("Each clock ends where the table of duties says", arguments: rows)
    func due(row: Row) throws {
        let clock = DueClock(
            amount: row.amount, unit: row.unit, beginningWith: row.beginningWith)
        let due = try Shipped.calendar.due(clock, anchor: instant(row.anchor))
        #expect(due.formatted == row.due)
    }

    @Test("A ladder's waits run from the instant of the rung before")
    func ladderWaits() throws {
        let calendar = try Shipped.calendar
        var at = instant("2026-03-09T10:00:00Z")
        at = calendar.add(Wait(amount: 1, unit: .workingDays), to: at)
        #expect(at.formatted == "2026-03-10T17:00:00Z")
        at = calendar.add(Wait(amount: 2, unit: .workingDays), to: at)
        #expect(at.formatted == "2026-03-12T17:00:00Z")
        at = calendar.add(Wait(amount: 5, unit: .workingDays), to: at)
        #expect(at.formatted == "2026-03-19T17:00:00Z")
        let night = instant("2026-03-28T23:30:00Z")
        #expect(
            calendar.add(Wait(amount: 1, unit: .hours), to: night)
                == instant("2026-03-29T00:30:00Z"))
    }

    @Test("The last rung repeats every 24 hours, or at each opening")
    func repetition() throws {
        let calendar = try Shipped.calendar
        let friday = instant("2026-03-13T17:00:00Z")
        #expect(
            calendar.nextRepeat(.every(hours: 24), after: friday)
                == instant("2026-03-14T17:00:00Z"))
        #expect(
            calendar.nextRepeat(.eachWorkingDay, after: friday)
                == instant("2026-03-16T09:00:00Z"))
        #expect(
            calendar.nextRepeat(.eachWorkingDay, after: instant("2026-03-16T09:00:00Z"))
                == instant("2026-03-17T09:00:00Z"))
        #expect(calendar.nextRepeat(.none, after: friday) == nil)
    }

    @Test("Working hours begin at nine inclusive and end at five exclusive, on working days only")
    func workingHours() throws {
        let calendar = try Shipped.calendar
        #expect(calendar.isInWorkingHours(instant("2026-03-10T09:00:00Z")))
        #expect(!calendar.isInWorkingHours(instant("2026-03-10T08:59:59Z")))
        #expect(calendar.isInWorkingHours(instant("2026-03-10T16:59:59Z")))
        #expect(!calendar.isInWorkingHours(instant("2026-03-10T17:00:00Z")))
        #expect(!calendar.isInWorkingHours(instant("2026-03-07T12:00:00Z")))
        #expect(!calendar.isInWorkingHours(instant("2026-05-04T10:10:00Z")))
        #expect(calendar.isInWorkingHours(instant("2026-06-10T08:00:00Z")))
    }

    @Test("The next opening is at or after, or strictly after, as asked")
    func nextOpening() throws {
        let calendar = try Shipped.calendar
        let opening = instant("2026-03-10T09:00:00Z")
        #expect(calendar.nextOpening(onOrAfter: opening) == opening)
        #expect(calendar.nextOpening(after: opening) == instant("2026-03-11T09:00:00Z"))
        #expect(calendar.nextOpening(onOrAfter: instant("2026-03-10T00:00:00Z")) == opening)
        #expect(
            calendar.nextOpening(onOrAfter: instant("2026-03-10T09:00:00.001Z"))
                == instant("2026-03-11T09:00:00Z"))
        #expect(
            calendar.nextOpening(onOrAfter: instant("2026-05-01T20:00:00Z"))
                == instant("2026-05-05T08:00:00Z"))
    }

    @Test("The clock starts at the latest anchor that is known, and not while none is")
    func anchors() {
        let clock = DueClock(
            amount: 1, unit: .workingDays, anchors: [.personRatingAt, .personUnnamedSince])
        #expect(clock.anchor(TableFacts()) == nil)
        let early = FactValue.instant(instant("2026-03-02T10:00:00Z"))
        let late = FactValue.instant(instant("2026-03-05T10:00:00Z"))
        #expect(
            clock.anchor(TableFacts([.personUnnamedSince: early]))
                == instant("2026-03-02T10:00:00Z"))
        #expect(
            clock.anchor(TableFacts([.personRatingAt: late, .personUnnamedSince: early]))
                == instant("2026-03-05T10:00:00Z"))
    }

    @Test("A clock at the end of time ends there and does not trap")
    func extremes() throws {
        let calendar = try Shipped.calendar
        for unit in ClockUnit.allCases {
            for amount in [Int.min, -5000, 0, 5000, Int.max] {
                let clock = DueClock(amount: amount, unit: unit)
                if abs(Double(amount)) > 10_000, unit == .workingHours { continue }
                _ = calendar.due(clock, anchor: Instant(milliseconds: 253_402_300_000_000))
                _ = calendar.due(clock, anchor: Instant(milliseconds: -62_135_596_000_000))
            }
        }
    }
}
