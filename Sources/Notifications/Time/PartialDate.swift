// SPDX-License-Identifier: Apache-2.0

/// A date as precise as it was given: a year, a month, or a day (DOMAIN.md §3.4, PID-7).
package enum PartialDate: Hashable, Sendable {
    /// Only the year is known.
    case year(Int)
    /// Year and month are known.
    case month(year: Int, month: Int)
    /// The day is known.
    case day(LocalDate)

    /// The year, which is always known.
    package var year: Int {
        switch self {
        case .year(let year): year
        case .month(let year, _): year
        case .day(let date): date.year
        }
    }

    /// The exact date, if it is known.
    package var exact: LocalDate? {
        if case .day(let date) = self { date } else { nil }
    }

    /// Whether the two could be the same date: no part that both state differs.
    package func agrees(with other: PartialDate) -> Bool {
        switch (self, other) {
        case (.day(let left), .day(let right)):
            left == right
        case (.year, _), (_, .year):
            year == other.year
        case (.month(let year, let month), .month(let otherYear, let otherMonth)):
            year == otherYear && month == otherMonth
        case (.month(let year, let month), .day(let date)),
            (.day(let date), .month(let year, let month)):
            year == date.year && month == date.month
        }
    }
}
