// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Instants as people of the area read them: local time, with the day of the week.
struct LocalTime {
    let zone: TimeZoneRules

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sat 7 Mar 2026 22:30`; with seconds where they are not zero.
    func text(_ instant: Instant) -> String {
        let local = zone.local(of: instant)
        let time =
            LocalTime.two(local.hour) + ":" + LocalTime.two(local.minute)
            + (local.second == 0 ? "" : ":" + LocalTime.two(local.second))
        return text(local.date) + " " + time
    }

    /// `Sat 7 Mar 2026`.
    func text(_ date: LocalDate) -> String {
        LocalTime.weekdays[date.weekday - 1] + " \(date.day) "
            + LocalTime.months[date.month - 1] + " \(date.year)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
