// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// When an obligation is due, and from what.
struct Timing {
    /// The deadline.
    let due: Instant
    /// The instant from which it counts.
    let anchor: Instant
    /// Whether the case tells the anchor; else the decision's own instant stands in for it.
    let isAnchorKnown: Bool
    /// The clock that gave the deadline.
    let clock: DueClock
}

extension Decision {
    /// The due of a rule in a situation, with the anchor and the clock that gave it; nil when the
    /// rule has no completion clock.
    func timing(of rule: RuleInForce, _ situation: Situation) -> Timing? {
        guard let clock = rule.rule.dueClock(situation) else { return nil }
        let known = clock.anchor(situation)
        return timing(
            of: clock, from: known ?? situation.now, isAnchorKnown: known != nil, situation)
    }

    /// Reminders of a rule's own, besides the usual ones.
    func reminders(of rule: RuleInForce?, _ situation: Situation) -> [Instant] {
        (rule?.reminders ?? []).compactMap { clock in
            clock.anchor(situation).map { context.calendar.reminder(at: clock, anchor: $0) }
        }
    }

    /// The same of an obligation's rule.
    func reminders(of obligation: Obligation) -> [Instant] {
        guard let rule = context.book.rule(obligation.rule), !rule.reminders.isEmpty else {
            return []
        }
        return reminders(of: rule, situation(of: obligation))
    }

    /// The due of a clock from an instant, at most at the fact beyond which it never runs.
    func timing(
        of clock: DueClock, from anchor: Instant, isAnchorKnown: Bool = true,
        _ situation: Situation
    ) -> Timing {
        var due = context.calendar.due(clock, anchor: anchor)
        if let cap = clock.cap, case .instant(let latest) = situation.value(of: cap) {
            due = Swift.min(due, latest)
        }
        return Timing(due: due, anchor: anchor, isAnchorKnown: isAnchorKnown, clock: clock)
    }

    /// The earliest of the dues of lines that are one duty.
    func timing(of lines: [RuleInForce], _ situation: Situation) -> Timing? {
        lines.compactMap { timing(of: $0, situation) }.min { $0.due < $1.due }
    }

    /// The completion clock of a due. Already past: no reminders that were missed, and the ladder
    /// starts now (DUTIES.tsv §7).
    func completionClock(
        _ timing: Timing, ladder: Ladder?, openedAt: Instant, own: [Instant], rung: Int = 1
    ) -> CompletionClock {
        guard timing.due >= now else {
            return CompletionClock(
                reminders: [], overdueAt: nil, rung: rung,
                nextRung: nextRung(after: rung, of: ladder, from: now))
        }
        let usual = context.calendar.reminders(
            due: timing.due, clock: timing.clock, openedAt: openedAt)
        let besides = own.filter { at in
            openedAt < at && at <= timing.due && !usual.contains(at)
        }
        let reminders = (usual + besides).sorted()
        return CompletionClock(
            reminders: reminders.filter { $0 >= now },
            overdueAt: context.calendar.overdueNotice(due: timing.due, clock: timing.clock),
            rung: rung, nextRung: nil)
    }

    /// When the rung after `rung` is told, counted from `instant`; nil when there is none. The
    /// last rung repeats.
    func nextRung(after rung: Int, of ladder: Ladder?, from instant: Instant) -> Instant? {
        guard let ladder else { return nil }
        if let next = ladder.rung(rung + 1) {
            return next.wait.map { context.calendar.add($0, to: instant) }
        }
        return context.calendar.nextRepeat(ladder.repetition, after: instant)
    }

    /// The ladder that an obligation climbs: its rule's, or by name once the rule is gone.
    func ladder(of obligation: Obligation) -> Ladder? {
        context.book.rule(obligation.rule)?.ladder
            ?? context.pack.ladder(obligation.ladder, climbingOnlyTo: obligation.climbsOnlyTo)
    }
}
