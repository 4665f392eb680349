// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// A day on which nobody works, although it is none of a weekend.
package struct BankHoliday: Hashable, Sendable {
    /// The day on which it is kept.
    package let date: LocalDate
    /// What it is called, as gov.uk names it.
    package let title: String

    /// A holiday of that name on that day.
    package init(_ date: LocalDate, _ title: String) {
        self.date = date
        self.title = title
    }
}

/// Why a day is no working day, or no school day.
package enum DayOff: Hashable, Sendable {
    /// A Saturday or a Sunday.
    case weekend
    /// A bank holiday of that name.
    case bankHoliday(String)
    /// August, when schools whose calendar is not known are closed.
    case schoolHoliday
}
