// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// A test of time: whether so much of it has passed since something happened (DUTIES.tsv §2).
///
/// A condition with such a test changes by itself. Nothing is swept for it: whoever keeps the case
/// asks when the test can next change, and looks again at that instant.
package struct TimeTest: Hashable, Sendable {
    /// How the moment is found from the clock.
    package enum Kind: String, CaseIterable, Sendable {
        /// A date is reached (a birthday, 90 days in hospital, 4 weeks after an exit): at the
        /// opening of that day, or of the next working day.
        case reached
        /// A time has gone by without something (a contact, a change of the entry): at the first
        /// opening of a working day after it is over; of a fact alone, since it became so.
        case lapsed
    }

    /// How the moment is found. Clocks of hours mean their own instant either way.
    package var kind: Kind
    /// The time that must have passed, and since what.
    package var clock: DueClock
    /// A test of that kind and time.
    package init(_ kind: Kind, _ clock: DueClock) {
        self.kind = kind
        self.clock = clock
    }

    /// `reached 3 wd before 7 cd after person.reviewedAt`, as the rule writes it.
    package var text: String { "\(kind.rawValue) \(clock.text)" }
}

extension WorkingCalendar {
    /// The instant from which a test of time holds, given the anchor of its clock.
    package func instant(of test: TimeTest, anchor: Instant) -> Instant {
        let end = due(test.clock, anchor: anchor)
        if test.clock.unit.isHourly { return end }
        return switch test.kind {
        case .reached: nextOpening(onOrAfter: openingOf(localDate(of: end)))
        case .lapsed: nextOpening(onOrAfter: test.clock.isMoment ? anchor : end)
        }
    }
}
