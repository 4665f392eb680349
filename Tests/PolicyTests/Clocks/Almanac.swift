// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The days of 2022 to 2036 one after the other, as somebody would write them into a diary: made
/// by walking, with the bank holidays typed from gov.uk's rules and a table of Easter, and with
/// the law of summer time. Shares no line with the calendar that it judges, is slow, and obvious.
struct Almanac {
    struct Day {
        var year: Int
        var month: Int
        var day: Int
        /// 1 is Monday.
        var weekday: Int
        var isWorking: Bool
        var isSchoolDay: Bool
    }

    static let shared = Almanac()

    /// 1 January 2022, a Saturday, is so many days after 1970-01-01.
    private static let firstDay = 18_993
    private(set) var days: [Day] = []
    /// Seconds since 1970 at which summer time begins and ends.
    private(set) var summers: [(start: Int64, end: Int64)] = []

    private static let holidays = Set(
        """
        2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27
        2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-29 2023-08-28 2023-12-25 2023-12-26
        2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
        2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
        2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
        2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
        2030-01-01 2030-04-19 2030-04-22 2030-05-06 2030-05-27 2030-08-26 2030-12-25 2030-12-26
        2031-01-01 2031-04-11 2031-04-14 2031-05-05 2031-05-26 2031-08-25 2031-12-25 2031-12-26
        2032-01-01 2032-03-26 2032-03-29 2032-05-03 2032-05-31 2032-08-30 2032-12-27 2032-12-28
        2033-01-03 2033-04-15 2033-04-18 2033-05-02 2033-05-30 2033-08-29 2033-12-26 2033-12-27
        2034-01-02 2034-04-07 2034-04-10 2034-05-01 2034-05-29 2034-08-28 2034-12-25 2034-12-26
        2035-01-01 2035-03-23 2035-03-26 2035-05-07 2035-05-28 2035-08-27 2035-12-25 2035-12-26
        2036-01-01 2036-04-11 2036-04-14 2036-05-05 2036-05-26 2036-08-25 2036-12-25 2036-12-26
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private init() {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var weekday = 6
        for year in 2022...2036 {
            var sundays: [Int: Int] = [:]
            for month in 1...12 {
                let leap = month == 2 && (year == 2024 || year == 2028 || year == 2032)
                let length = lengths[month - 1] + (leap || (month == 2 && year == 2036) ? 1 : 0)
                for day in 1...length {
                    let text =
                        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    let works = weekday <= 5 && !Almanac.holidays.contains(text)
                    if weekday == 7 { sundays[month] = days.count }
                    days.append(
                        Day(
                            year: year, month: month, day: day, weekday: weekday,
                            isWorking: works, isSchoolDay: works && month != 8))
                    weekday = weekday == 7 ? 1 : weekday + 1
                }
            }
            let start = Int64(Almanac.firstDay + sundays[3]!) * 86_400 + 3600
            let end = Int64(Almanac.firstDay + sundays[10]!) * 86_400 + 3600
            summers.append((start, end))
        }
    }

    // MARK: - Clock on the wall

    private func isSummer(_ second: Int64) -> Bool {
        summers.contains { $0.start <= second && second < $0.end }
    }

    /// The day's place in the almanac, and the milliseconds that the clock on the wall shows.
    func local(_ instant: Instant) -> (day: Int, millisecond: Int64) {
        let second = Int64((Double(instant.milliseconds) / 1000).rounded(.down))
        let shown = instant.milliseconds + (isSummer(second) ? 3_600_000 : 0)
        let day = shown / 86_400_000
        return (Int(day) - Almanac.firstDay, shown - day * 86_400_000)
    }

    /// When the clock on the wall shows that time: the first time in October, an hour on in March.
    func instant(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Instant {
        let shown =
            Int64(Almanac.firstDay + day) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        let inSummer = shown - 3600
        return Instant(milliseconds: (isSummer(inSummer) ? inSummer : shown) * 1000)
    }

    func index(_ date: LocalDate) -> Int { date.dayNumber - Almanac.firstDay }

    // MARK: - DUTIES.tsv §2, by hand

    func walk(_ amount: Int, from day: Int, _ counts: (Day) -> Bool) -> Int {
        var day = day
        var left = abs(amount)
        while left > 0 {
            day += amount < 0 ? -1 : 1
            if counts(days[day]) { left -= 1 }
        }
        return day
    }

    func due(_ clock: DueClock, _ anchor: Instant) -> Instant {
        let start = clock.base.map {
            due(DueClock(amount: $0.amount, unit: $0.unit), anchor)
        }
        let anchor = start ?? anchor
        let day = local(anchor).day
        switch clock.unit {
        case .workingDays: return instant(walk(clock.amount, from: day, \.isWorking), 17)
        case .schoolDays: return instant(walk(clock.amount, from: day, \.isSchoolDay), 17)
        case .calendarDays:
            let last = walk(clock.amount, from: day) { _ in true }
            return instant(clock.beginningWith ? last - 1 : last, 23, 59, 59)
        case .weeks:
            // The same weekday so many times.
            let weekday = days[day].weekday
            return instant(walk(clock.amount, from: day) { $0.weekday == weekday }, 23, 59, 59)
        case .months: return instant(month(clock.amount, from: day), 23, 59, 59)
        case .years: return instant(month(12 * clock.amount, from: day), 23, 59, 59)
        case .hours:
            return Instant(milliseconds: anchor.milliseconds + Int64(clock.amount) * 3_600_000)
        case .workingHours: return work(clock.amount, from: anchor)
        }
    }

    /// First days of months are passed until enough are; then the day is looked for.
    private func month(_ amount: Int, from day: Int) -> Int {
        let first = day - (days[day].day - 1)
        let there = walk(amount, from: first) { $0.day == 1 }
        var found = there
        while found + 1 < days.count, days[found + 1].month == days[there].month,
            days[found].day < days[day].day
        {
            found += 1
        }
        return found
    }

    /// Minute by minute while people work; the rest of a minute where work begins or ends in one.
    private func work(_ amount: Int, from anchor: Instant) -> Instant {
        let forward = amount > 0
        var left = Int64(abs(amount)) * 3_600_000
        var at = anchor.milliseconds
        var day = local(anchor).day
        while true {
            if days[day].isWorking {
                let opening = instant(day, 9).milliseconds
                let closing = instant(day, 17).milliseconds
                at = forward ? max(at, opening) : min(at, closing)
                while forward ? at < closing : at > opening {
                    let step = min(60_000, left, forward ? closing - at : at - opening)
                    at += forward ? step : -step
                    left -= step
                    if left == 0 { return Instant(milliseconds: at) }
                }
            }
            day += forward ? 1 : -1
        }
    }

    func isInWorkingHours(_ instant: Instant) -> Bool {
        let (day, shown) = local(instant)
        return days[day].isWorking && shown >= 9 * 3_600_000 && shown < 17 * 3_600_000
    }

    /// The first 09:00 of a working day that is not before the instant.
    func opening(onOrAfter instant: Instant) -> Instant {
        var day = local(instant).day - 1
        while true {
            day += 1
            if days[day].isWorking, self.instant(day, 9) >= instant { return self.instant(day, 9) }
        }
    }

    func reminders(due: Instant, openedAt: Instant) -> [Instant] {
        let dueDay = local(due).day
        let openedDay = local(openedAt).day
        var wanted: [Int] = []
        if dueDay - openedDay >= 10 { wanted.append(dueDay - 7) }
        if openedDay <= walk(-5, from: dueDay, \.isWorking) {
            wanted.append(walk(-3, from: dueDay, \.isWorking))
        }
        if openedDay != dueDay { wanted.append(dueDay) }
        var found: Set<Int64> = []
        for day in wanted {
            var day = day
            while !days[day].isWorking { day -= 1 }
            let at = instant(day, 9)
            if at >= openedAt, at <= due { found.insert(at.milliseconds) }
        }
        return found.sorted().map { Instant(milliseconds: $0) }
    }
}
