// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct ReminderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let why: String
        let opened: String
        let due: String
        let unit: ClockUnit
        let reminders: [String]
        var testDescription: String { why }

        init(
            _ why: String, opened: String, due: String, unit: ClockUnit = .calendarDays,
            _ reminders: [String]
        ) {
            self.why = why
            self.opened = opened
            self.due = due
            self.unit = unit
            self.reminders = reminders
        }
    }

    static let rows: [Row] = [
        Row(
            "a fortnight: seven days before, three working days before, on the day",
            opened: "2026-03-02T09:30:00Z", due: "2026-03-16T23:59:59Z",
            ["2026-03-09T09:00:00Z", "2026-03-11T09:00:00Z", "2026-03-16T09:00:00Z"]),
        Row(
            "ten days before is early enough for the first", opened: "2026-03-06T12:00:00Z",
            due: "2026-03-16T23:59:59Z",
            ["2026-03-09T09:00:00Z", "2026-03-11T09:00:00Z", "2026-03-16T09:00:00Z"]),
        Row(
            "nine days before is not", opened: "2026-03-07T12:00:00Z", due: "2026-03-16T23:59:59Z",
            ["2026-03-11T09:00:00Z", "2026-03-16T09:00:00Z"]),
        Row(
            "five working days before is early enough for the second",
            opened: "2026-03-09T12:00:00Z", due: "2026-03-16T23:59:59Z",
            ["2026-03-11T09:00:00Z", "2026-03-16T09:00:00Z"]),
        Row(
            "four is not", opened: "2026-03-10T08:00:00Z", due: "2026-03-16T23:59:59Z",
            ["2026-03-16T09:00:00Z"]),
        Row(
            "two working days: on the day only", opened: "2026-03-10T10:20:00Z",
            due: "2026-03-12T17:00:00Z", unit: .workingDays, ["2026-03-12T09:00:00Z"]),
        Row(
            "opened on the due day: none, though it opened before nine",
            opened: "2026-03-16T07:00:00Z", due: "2026-03-16T23:59:59Z", []),
        Row(
            "a due on Saturday is reminded on Friday", opened: "2026-03-11T12:00:00Z",
            due: "2026-03-14T23:59:59Z", ["2026-03-13T09:00:00Z"]),
        Row(
            "and on Friday not at all when it opened after nine that day",
            opened: "2026-03-13T09:00:01Z", due: "2026-03-14T23:59:59Z", []),
        Row(
            "an opening and a reminder at the same instant: the reminder stands",
            opened: "2026-03-13T09:00:00Z", due: "2026-03-14T23:59:59Z",
            ["2026-03-13T09:00:00Z"]),
        Row(
            "reminders on bank holidays move before them", opened: "2026-03-23T12:00:00Z",
            due: "2026-04-06T22:59:59Z",
            ["2026-03-30T08:00:00Z", "2026-03-31T08:00:00Z", "2026-04-02T08:00:00Z"]),
        Row(
            "late news: nothing that lies before the opening is made up for",
            opened: "2026-03-11T14:20:00Z", due: "2026-03-16T23:59:59Z",
            ["2026-03-16T09:00:00Z"]),
        Row(
            "already past on arrival: none", opened: "2026-03-20T14:20:00Z",
            due: "2026-03-16T23:59:59Z", []),
        Row(
            "a due before the opening of its day: nobody is reminded of it afterwards",
            opened: "2026-03-02T09:30:00Z", due: "2026-03-16T08:00:00Z",
            ["2026-03-09T09:00:00Z", "2026-03-11T09:00:00Z"]),
        Row(
            "hours have no default reminders", opened: "2026-03-02T09:30:00Z",
            due: "2026-03-05T09:30:00Z", unit: .hours, []),
    ]

    @Test("Default reminders", arguments: rows)
    func reminders(row: Row) throws {
        let clock = DueClock(amount: 1, unit: row.unit)
        let reminders = try Shipped.calendar.reminders(
            due: instant(row.due), clock: clock, openedAt: instant(row.opened))
        #expect(reminders.map(\.formatted) == row.reminders)
    }

    @Test("The owner is told of a missed due at once for hours, else when work begins again")
    func overdue() throws {
        let calendar = try Shipped.calendar
        let hours = DueClock(amount: 4, unit: .hours)
        let night = instant("2026-03-07T22:30:00Z")
        #expect(calendar.overdueNotice(due: night, clock: hours) == night)
        let days = DueClock(amount: 14, unit: .calendarDays)
        #expect(
            calendar.overdueNotice(due: instant("2026-03-16T23:59:59Z"), clock: days)
                == instant("2026-03-17T09:00:00Z"))
        #expect(
            calendar.overdueNotice(due: instant("2026-04-02T16:00:00Z"), clock: days)
                == instant("2026-04-07T08:00:00Z"))
    }
}
