// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

/// How the due of an obligation is counted: by which clock of its rule, and from what.
package struct Reckoning: Equatable {
    /// A fact that the clock asks for, with what is known of it.
    package struct Known: Equatable {
        /// The fact.
        package let fact: FactName
        /// What is known of it; nil: nothing.
        package let instant: Instant?
    }

    /// The clock.
    package let clock: DueClock
    /// The instant from which the obligation counts.
    package let anchor: Instant
    /// The facts of which the clock takes the latest.
    package let anchors: [Known]
    /// The instant beyond which the clock does not run, where it has one and it is known.
    package let cap: Instant?

    /// The due under a calendar.
    package func due(_ calendar: WorkingCalendar) -> Instant {
        let due = calendar.due(clock, anchor: anchor)
        return cap.map { min($0, due) } ?? due
    }
}

extension Decision {
    /// How the due of an obligation is counted; nil without a due. It keeps the clock that it was
    /// opened with, whichever its rule would choose now.
    package func reckoning(of obligation: Obligation) -> Reckoning? {
        guard let anchor = obligation.anchor, let due = obligation.due,
            let clock = obligation.clock.flatMap(DueClock.init(text:))
        else { return nil }
        var situation = situation(of: obligation)
        situation.event = caseState.events.last { obligation.because.contains($0.because) }
        return Reckoning(
            clock: clock, anchor: anchor,
            anchors: clock.anchors.map { .init(fact: $0, instant: situation.instant(of: $0)) },
            cap: clock.cap.flatMap { name in
                // What nobody can ask any more still bounds the due as it did.
                situation.instant(of: name)
                    ?? (due < context.calendar.due(clock, anchor: anchor) ? due : nil)
            })
    }
}
