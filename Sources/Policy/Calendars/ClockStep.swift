// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// One step of a clock's arithmetic, for whoever wants to count it again.
package enum ClockStep: Hashable, Sendable {
    /// A wait that runs before the clock itself, and its end.
    case base(Wait, end: Instant)
    /// The date from which days are counted, and whether it is day 1 itself.
    case from(LocalDate, counts: Bool)
    /// A day on the way that was not counted, and why.
    case notCounted(LocalDate, DayOff)
    /// The month has no such day: its last one is taken.
    case clamped(day: Int, to: LocalDate)
    /// The area's clocks are moved on the way; hours run on. Positive: forward.
    case clockChange(Instant, seconds: Int)
    /// Working time that was counted of one day.
    case worked(from: Instant, to: Instant)
    /// The date that the count reaches.
    case reaches(LocalDate)
}

extension WorkingCalendar {
    /// How ``due(_:anchor:)`` counts, step by step: from the anchor to the last day counted, in the
    /// order in which they are passed.
    package func steps(of clock: DueClock, anchor: Instant) -> [ClockStep] {
        var steps: [ClockStep] = []
        var start = anchor
        if let base = clock.base {
            start = add(base, to: anchor)
            steps.append(.base(base, end: start))
        }
        let due = due(clock, anchor: anchor)
        let first = localDate(of: start)
        let last = localDate(of: due)
        if clock.isMoment { return steps }
        switch clock.unit {
        case .hours:
            return steps + changes(min(start, due), max(start, due))
        case .workingHours:
            return steps + worked(min(start, due), max(start, due))
        case .workingDays, .schoolDays:
            steps.append(.from(first, counts: false))
            steps += notCounted(from: first, to: last, of: clock.unit)
        case .calendarDays, .weeks:
            steps.append(.from(first, counts: clock.beginningWith))
        case .months, .years:
            steps.append(.from(first, counts: false))
            if last.day != first.day { steps.append(.clamped(day: first.day, to: last)) }
        }
        return steps + [.reaches(last)]
    }

    /// Whether the clock counts days that nobody has published yet: it may still move.
    package func isProvisional(_ clock: DueClock, anchor: Instant) -> Bool {
        let start = clock.base.map { add($0, to: anchor) } ?? anchor
        let ends = [anchor, start, due(clock, anchor: anchor)].map { localDate(of: $0) }
        let days: [ClockUnit] = [.workingDays, .schoolDays, .workingHours]
        guard days.contains(clock.unit) || clock.base.map({ days.contains($0.unit) }) ?? false,
            let first = ends.min(), let last = ends.max()
        else { return false }
        return (first.year...last.year).contains { !isPublished($0) }
    }

    /// The days strictly between two dates that are not counted, in the order from the first.
    private func notCounted(
        from first: LocalDate, to last: LocalDate, of unit: ClockUnit
    ) -> [ClockStep] {
        let step = last < first ? -1 : 1
        return stride(from: first.dayNumber + step, to: last.dayNumber, by: step).compactMap {
            let date = LocalDate(dayNumber: $0)
            let isSchool = unit == .schoolDays && date.month == 8
            return (dayOff(date) ?? (isSchool ? .schoolHoliday : nil)).map {
                .notCounted(date, $0)
            }
        }
    }

    private func changes(_ start: Instant, _ end: Instant) -> [ClockStep] {
        var steps: [ClockStep] = []
        var before = zone.offset(at: start)
        for day in localDate(of: start).dayNumber...localDate(of: end).dayNumber {
            let midnight = endOfDay(LocalDate(dayNumber: day)).advanced(bySeconds: 1)
            let after = zone.offset(at: min(midnight, end))
            if after != before {
                steps.append(.clockChange(min(midnight, end), seconds: after - before))
            }
            before = after
        }
        return steps
    }

    private func worked(_ start: Instant, _ end: Instant) -> [ClockStep] {
        (localDate(of: start).dayNumber...localDate(of: end).dayNumber).compactMap { day in
            let date = LocalDate(dayNumber: day)
            if let off = dayOff(date) { return .notCounted(date, off) }
            let from = max(start, openingOf(date))
            let to = min(end, closingOf(date))
            return from < to ? .worked(from: from, to: to) : nil
        }
    }
}
