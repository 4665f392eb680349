// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension WorkingCalendar {
    /// The deadline of a clock that starts at the anchor (DUTIES.tsv §2).
    package func due(_ clock: DueClock, anchor: Instant) -> Instant {
        let anchor = clock.base.map { add($0, to: anchor) } ?? anchor
        let amount = min(max(clock.amount, -WorkingCalendar.amountMax), WorkingCalendar.amountMax)
        let date = localDate(of: anchor)
        let first = clock.beginningWith ? -1 : 0
        switch clock.unit {
        case .workingDays where amount == 0:
            return closingOf(isInWorkingHours(anchor) ? date : workingDay(1, from: date))
        case .workingDays: return closingOf(workingDay(amount, from: date))
        case .schoolDays: return closingOf(schoolDay(amount, from: date))
        case .calendarDays: return endOfDay(date.adding(days: amount + first))
        case .weeks: return endOfDay(date.adding(days: amount * 7 + first))
        case .months: return endOfDay(date.adding(months: amount))
        case .years: return endOfDay(date.adding(months: amount * 12))
        case .hours: return anchor.advanced(bySeconds: Int64(amount) * 3600)
        case .workingHours: return workingHours(amount, from: anchor)
        }
    }

    /// The instant at which a rung comes whose wait starts at the instant of the rung before.
    package func add(_ wait: Wait, to instant: Instant) -> Instant {
        due(DueClock(amount: wait.amount, unit: wait.unit), anchor: instant)
    }

    /// When the last rung comes again after an instant; nil: never.
    package func nextRepeat(_ repetition: Repetition, after instant: Instant) -> Instant? {
        switch repetition {
        case .none: nil
        case .every(let hours): add(Wait(amount: max(hours, 1), unit: .hours), to: instant)
        case .eachWorkingDay: nextOpening(after: instant)
        }
    }

    /// More units than any clock has; keeps arithmetic on hand-made clocks inside Int.
    private static let amountMax = 1_000_000

    private func workingHours(_ amount: Int, from anchor: Instant) -> Instant {
        var left = Int64(amount.magnitude) * 3_600_000
        var date = localDate(of: anchor)
        var at = anchor
        let step = amount < 0 ? -1 : 1
        while true {
            let span = isWorkingDay(date) ? (openingOf(date), closingOf(date)) : nil
            if let (opening, closing) = span {
                if amount < 0 {
                    at = min(at, closing)
                    let worked = at.milliseconds(since: opening)
                    if worked >= left { return at.advanced(byMilliseconds: -left) }
                    left -= max(worked, 0)
                } else {
                    at = max(at, opening)
                    let worked = closing.milliseconds(since: at)
                    if worked >= left { return at.advanced(byMilliseconds: left) }
                    left -= max(worked, 0)
                }
            }
            let next = date.adding(days: step)
            guard next != date else { return at }
            date = next
        }
    }
}
