// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension WorkingCalendar {
    /// The default reminders of a dated task (DUTIES.tsv §2), ascending: 7 days before (only if
    /// it opened 10 days or more before due), 3 working days before (only if it opened 5 working
    /// days or more before due), and on the due day (unless it opened that day); each at the
    /// opening of its day, or of the last working day before it.
    ///
    /// None lies before `openedAt` or after the due (one that a fact bounds may end before work
    /// begins), none stands twice, and a clock of hours has none.
    package func reminders(due: Instant, clock: DueClock, openedAt: Instant) -> [Instant] {
        guard !clock.unit.isHourly else { return [] }
        let dueDate = localDate(of: due)
        let openedDate = localDate(of: openedAt)
        var days: [LocalDate] = []
        if openedDate <= dueDate.adding(days: -10) { days.append(dueDate.adding(days: -7)) }
        if openedDate <= workingDay(-5, from: dueDate) {
            days.append(workingDay(-3, from: dueDate))
        }
        if openedDate != dueDate { days.append(dueDate) }
        var reminders: [Instant] = []
        for day in days.sorted() {
            let instant = openingOf(workingDay(onOrBefore: day))
            guard instant >= openedAt, instant <= due, instant != reminders.last else { continue }
            reminders.append(instant)
        }
        return reminders
    }

    /// The opening of the day on which a clock ends, or of the last working day before it: when a
    /// reminder of a rule's own comes.
    package func reminder(at clock: DueClock, anchor: Instant) -> Instant {
        openingOf(workingDay(onOrBefore: localDate(of: due(clock, anchor: anchor))))
    }

    /// When the owner is told that the due has passed: at the due itself for a clock of hours,
    /// else at the opening of the next working day.
    package func overdueNotice(due: Instant, clock: DueClock) -> Instant {
        clock.unit.isHourly ? due : openingOf(workingDay(1, from: localDate(of: due)))
    }
}
