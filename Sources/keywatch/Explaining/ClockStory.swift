// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy

/// Counts a clock aloud, so that a reader with a calendar on the wall comes to the same instant.
struct ClockStory {
    let calendar: WorkingCalendar
    let time: LocalTime

    /// What the clock's facts were, where it takes the latest of several or is capped.
    func known(_ reckoning: Reckoning) -> [String] {
        var lines: [String] = []
        if reckoning.anchors.count > 1 {
            let values = reckoning.anchors.map { anchor in
                "\(RulePhrases.fact(anchor.fact)) "
                    + (anchor.instant.map(time.text) ?? "is not known")
            }
            lines.append("It counts from the latest of: " + values.joined(separator: "; ") + ".")
        }
        if let name = reckoning.clock.cap {
            let value = reckoning.cap.map(time.text) ?? "is not known, so nothing bounds it"
            lines.append("It runs no further than \(RulePhrases.fact(name)): \(value).")
        }
        return lines
    }

    /// The count itself; nil where there is nothing to count.
    func count(_ clock: DueClock, from anchor: Instant) -> String? {
        let steps = calendar.steps(of: clock, anchor: anchor)
        var parts: [String] = []
        var daysOff: [(date: LocalDate, why: DayOff)] = []
        for step in steps {
            if case .notCounted(let date, let why) = step {
                daysOff.append((date, why))
                continue
            }
            if !daysOff.isEmpty { parts.append("not counted: " + text(of: daysOff)) }
            daysOff = []
            parts.append(text(of: step, clock))
        }
        guard !parts.isEmpty else { return nil }
        let provisional =
            calendar.isProvisional(clock, anchor: anchor)
            ? " Provisional: bank holidays on the way are computed and not published." : ""
        return "Counted: " + parts.joined(separator: "; ") + ".\(provisional)"
    }

    /// The days that a rung's wait passes over; nil for none.
    func daysOff(in wait: Wait, from start: Instant) -> String? {
        let clock = DueClock(amount: wait.amount, unit: wait.unit)
        let days = calendar.steps(of: clock, anchor: start).compactMap { step in
            if case .notCounted(let date, let why) = step { (date: date, why: why) } else { nil }
        }
        return days.isEmpty ? nil : text(of: days)
    }

    private func text(of step: ClockStep, _ clock: DueClock) -> String {
        switch step {
        case .base(let wait, let end):
            return "first \(RulePhrases.amount(wait.amount, wait.unit)), which end "
                + time.text(end)
        case .from(let date, let counts):
            return counts ? "\(time.text(date)) is day 1" : "from \(time.text(date)), not counted"
        case .clamped(let day, let date):
            return "the month has no day \(day), so its last day \(date.day) is taken"
        case .clockChange(let at, let seconds):
            let hours = seconds.magnitude / 3600
            return "the clocks go \(seconds > 0 ? "forward" : "back") \(hours) h by "
                + "\(time.text(at)), and hours run on"
        case .worked(let from, let to):
            let minutes = to.milliseconds(since: from) / 60_000
            return "\(time.text(from)) to \(time.text(to)) counts "
                + (minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min")
        case .reaches(let date):
            guard !clock.beginningWith else { return "day \(clock.amount) is \(time.text(date))" }
            guard clock.amount != 0 else { return "the working day is \(time.text(date))" }
            let amount = RulePhrases.amount(Int(clock.amount.magnitude), clock.unit)
            return "\(amount) \(clock.amount < 0 ? "back" : "on") is \(time.text(date))"
        case .notCounted:
            return ""
        }
    }

    /// Days off in a row; neighbours of one kind together.
    private func text(of days: [(date: LocalDate, why: DayOff)]) -> String {
        var runs: [(first: LocalDate, last: LocalDate, why: DayOff)] = []
        for day in days {
            if let run = runs.last, run.why == day.why,
                abs(run.last.dayNumber - day.date.dayNumber) == 1
            {
                runs[runs.count - 1].last = day.date
            } else {
                runs.append((day.date, day.date, day.why))
            }
        }
        return runs.map { run in
            let dates =
                run.first == run.last
                ? time.text(run.first) : "\(time.text(run.first)) to \(time.text(run.last))"
            return "\(dates) (\(text(of: run.why)))"
        }.joined(separator: ", ")
    }

    private func text(of why: DayOff) -> String {
        switch why {
        case .weekend: "weekend"
        case .bankHoliday(let title): title
        case .schoolHoliday: "school holidays"
        }
    }
}
