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
    /// How the due of an obligation is counted by the rules of this decision's context; nil
    /// without a due.
    ///
    /// An obligation keeps the clock that it was opened with, whichever its rule would choose now.
    /// Of one that an earlier version opened, it is the clock of its lines that comes nearest to
    /// the due; nil where its rule is gone.
    package func reckoning(of obligation: Obligation) -> Reckoning? {
        guard let anchor = obligation.anchor, let due = obligation.due else { return nil }
        var situation = situation(of: obligation)
        situation.event = caseState.events.last { obligation.because.contains($0.because) }
        let own = obligation.clock.flatMap(DueClock.init(text:))
        let clocks = own.map { [$0] } ?? clocksOfLines(obligation.rule)
        let reckonings = clocks.map { clock in
            Reckoning(
                clock: clock, anchor: anchor,
                anchors: clock.anchors.map {
                    .init(fact: $0, instant: situation.instant(of: $0))
                },
                cap: clock.cap.flatMap { name in
                    // What nobody can ask any more still bounds the due as it did.
                    situation.instant(of: name)
                        ?? (due < context.calendar.due(clock, anchor: anchor) ? due : nil)
                })
        }
        return reckonings.min {
            distance($0.due(context.calendar), due) < distance($1.due(context.calendar), due)
        }
    }

    private func clocksOfLines(_ rule: RuleID) -> [DueClock] {
        guard let rule = context.pack.rule(rule) else { return [] }
        return JointDuty.lines(of: rule, in: context.pack).flatMap { $0.due.map(\.clock) }
    }

    private func distance(_ left: Instant, _ right: Instant) -> UInt64 {
        left.milliseconds(since: right).magnitude
    }
}
