// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

/// The due of an open obligation, counted again under another calendar.
package struct RecomputedDue: Equatable {
    /// The obligation as it stands.
    package let obligation: Obligation
    /// How its due is counted.
    package let reckoning: Reckoning
    /// When it is due by the calendar of now.
    package let due: Instant

    /// Whether the calendar moves it.
    package var isMoved: Bool { due != obligation.due }
}

/// A due that went to another date, without a word of whose it is.
package struct DueMove: Hashable, Sendable {
    /// The rule that asks for it.
    package let rule: RuleID
    /// When it was due.
    package let from: Instant
    /// When it is due now.
    package let to: Instant

    /// A due of a rule that went from one date to another.
    package init(rule: RuleID, from: Instant, to: Instant) {
        self.rule = rule
        self.from = from
        self.to = to
    }

    /// Every due that some facts moved: an obligation opened in the place of one withdrawn.
    package static func moves(in facts: [Fact]) -> [DueMove] {
        var withdrawn: [String: Instant] = [:]
        return facts.compactMap { fact in
            guard case .obligation(let change, let obligation) = fact, let due = obligation.due
            else { return nil }
            if change == .withdrawn { withdrawn[obligation.id] = due }
            guard change == .opened, let from = obligation.supersedes.flatMap({ withdrawn[$0] })
            else { return nil }
            return DueMove(rule: obligation.rule, from: from, to: due)
        }
    }
}

extension Decision {
    /// The due of every open obligation by this decision's calendar. What has passed by both
    /// calendars is left out: it stays as it is.
    package func recomputedDues() -> [RecomputedDue] {
        caseState.obligations.compactMap { obligation in
            guard obligation.isOpen, let due = obligation.due,
                let reckoning = reckoning(of: obligation)
            else { return nil }
            let counted = reckoning.due(context.calendar)
            guard counted >= now || due >= now else { return nil }
            return RecomputedDue(obligation: obligation, reckoning: reckoning, due: counted)
        }
    }

    /// Brings every open due in line with a calendar that has changed (DUTIES.tsv §2). Where only
    /// reminders move, nothing is told.
    mutating func recomputeDues() {
        for recomputed in recomputedDues() {
            let obligation = recomputed.obligation
            let timing = Timing(
                due: recomputed.due, anchor: recomputed.reckoning.anchor, isAnchorKnown: true,
                clock: recomputed.reckoning.clock)
            if recomputed.isMoved {
                redate(
                    obligation, timing, occasion: obligation.occasion, covers: obligation.covers,
                    because: nil)
            } else {
                remind(obligation, by: timing)
            }
        }
    }

    /// Whether a calendar that has changed changes anything about this case.
    func isMovedByCalendar() -> Bool {
        var trial = self
        trial.recomputeDues()
        return trial.facts.count > facts.count
    }

    private mutating func remind(_ obligation: Obligation, by timing: Timing) {
        guard let completion = obligation.completion, timing.due >= now else { return }
        var new = completionClock(
            timing, ladder: ladder(of: obligation), openedAt: countedOpening(of: obligation),
            own: reminders(of: obligation), rung: completion.rung)
        // What fell due and could not be sent yet is still to be sent.
        new.reminders = completion.reminders.filter { $0 < now } + new.reminders
        guard new.reminders != completion.reminders || new.overdueAt != completion.overdueAt
        else { return }
        var changed = obligation
        changed.completion = new
        record(.obligation(.added, changed))
    }

    /// The opening from which an obligation's reminders count: its own, or that of the one in whose
    /// place it stands.
    private func countedOpening(of obligation: Obligation) -> Instant {
        caseState.obligations.first { $0.id == obligation.supersedes }?.openedAt
            ?? obligation.openedAt
    }
}
