// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension WorkingCalendar {
    /// Local midnight at the beginning of a date.
    func startOfDay(_ date: LocalDate) -> Instant {
        LocalDateTime(date: date, hour: 0, minute: 0).map { zone.resolve($0).instant }
            ?? endOfDay(date.adding(days: -1))
    }

    /// Local midnight at the beginning of the date on which an instant lies.
    func startOfDay(of instant: Instant) -> Instant { startOfDay(localDate(of: instant)) }
}
