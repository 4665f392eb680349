// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Testing

@testable import keywatch

/// Clocks counted aloud.
@Suite struct ClockStoryTests {
    private func count(
        _ amount: Int, _ unit: ClockUnit, _ anchor: String, beginningWith: Bool = false,
        base: Wait? = nil
    ) throws -> String? {
        let zone = try TimeZoneRules.london()
        let calendar = try ConfigurationFolder(
            path: World.root.appending(path: "Config").path
        ).calendar(zone: zone)
        var clock = DueClock(amount: amount, unit: unit, beginningWith: beginningWith)
        clock.base = base
        let anchor = try #require(Instant(iso8601: anchor))
        return ClockStory(calendar: calendar, time: LocalTime(zone: zone))
            .count(clock, from: anchor)
    }

    @Test func workingDaysNameEveryDayThatDoesNotCount() throws {
        #expect(
            try count(3, .workingDays, "2026-04-02T10:00:00Z") == """
                Counted: from Thu 2 Apr 2026, not counted; not counted: Fri 3 Apr 2026 (Good \
                Friday), Sat 4 Apr 2026 to Sun 5 Apr 2026 (weekend), Mon 6 Apr 2026 (Easter \
                Monday); 3 working days on is Thu 9 Apr 2026.
                """)
        #expect(
            try count(-1, .workingDays, "2026-04-07T10:00:00Z") == """
                Counted: from Tue 7 Apr 2026, not counted; not counted: Mon 6 Apr 2026 (Easter \
                Monday), Sun 5 Apr 2026 to Sat 4 Apr 2026 (weekend), Fri 3 Apr 2026 (Good \
                Friday); 1 working day back is Thu 2 Apr 2026.
                """)
    }

    @Test func whatMayStillMoveIsSaid() throws {
        #expect(
            try count(1, .workingDays, "2028-12-22T10:00:00Z") == """
                Counted: from Fri 22 Dec 2028, not counted; not counted: Sat 23 Dec 2028 to Sun \
                24 Dec 2028 (weekend), Mon 25 Dec 2028 (Christmas Day), Tue 26 Dec 2028 (Boxing \
                Day); 1 working day on is Wed 27 Dec 2028. Provisional: bank holidays on the way \
                are computed and not published.
                """)
    }

    @Test func otherUnitsSayWhatIsSpecialAboutThem() throws {
        #expect(
            try count(14, .calendarDays, "2026-03-02T10:00:00Z", beginningWith: true)
                == "Counted: Mon 2 Mar 2026 is day 1; day 14 is Sun 15 Mar 2026.")
        #expect(
            try count(1, .months, "2026-01-31T10:00:00Z") == """
                Counted: from Sat 31 Jan 2026, not counted; the month has no day 31, so its last \
                day 28 is taken; 1 month on is Sat 28 Feb 2026.
                """)
        #expect(
            try count(24, .hours, "2026-03-28T12:00:00Z") == """
                Counted: the clocks go forward 1 h by Sun 29 Mar 2026 13:00, and hours run on.
                """)
        #expect(try count(24, .hours, "2026-04-28T12:00:00Z") == nil)
        #expect(
            try count(2, .workingHours, "2026-03-06T16:00:00Z") == """
                Counted: Fri 6 Mar 2026 16:00 to Fri 6 Mar 2026 17:00 counts 1 h; not counted: \
                Sat 7 Mar 2026 to Sun 8 Mar 2026 (weekend); Mon 9 Mar 2026 09:00 to Mon 9 Mar \
                2026 10:00 counts 1 h.
                """)
    }

    @Test func aWaitBeforeTheClockIsCountedFirst() throws {
        let base = Wait(amount: 90, unit: .calendarDays)
        #expect(
            try count(10, .workingDays, "2026-03-02T10:00:00Z", base: base)?.hasPrefix(
                "Counted: first 90 calendar days, which end Sun 31 May 2026 23:59:59; from Sun 31 "
                    + "May 2026, not counted; ") == true)
    }
}
