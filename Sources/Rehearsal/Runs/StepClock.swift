// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// Turns the times of steps into instants.
struct StepClock {
    let calendar: WorkingCalendar

    /// The instants of all steps. Minutes and hours are elapsed time; a day keeps the time that
    /// the wall clock shows; a working day ends at its closing.
    func instants(of scenario: Scenario) throws(RehearsalError) -> [Instant] {
        var instants: [Instant] = []
        for step in scenario.steps {
            let instant: Instant
            switch step.at {
            case .instant(let stated): instant = stated
            case .after(let count, let unit):
                guard let before = instants.last else {
                    throw .step(step.source, "the first step needs an instant")
                }
                instant = self.instant(count, unit, after: before)
            }
            if let before = instants.last, instant < before {
                throw .step(step.source, "the step lies before the one above it")
            }
            instants.append(instant)
        }
        return instants
    }

    private func instant(_ count: Int, _ unit: StepUnit, after before: Instant) -> Instant {
        switch unit {
        case .minutes: return before.advanced(bySeconds: Int64(count) * 60)
        case .hours: return before.advanced(bySeconds: Int64(count) * 3600)
        case .days:
            let local = calendar.zone.local(of: before)
            let moved = LocalDateTime(
                date: local.date.adding(days: count), hour: local.hour, minute: local.minute,
                second: local.second, millisecond: local.millisecond)
            return moved.map { calendar.zone.resolve($0).instant } ?? before
        case .workingDays:
            return calendar.due(
                DueClock(amount: count, unit: .workingDays), anchor: before)
        }
    }
}
