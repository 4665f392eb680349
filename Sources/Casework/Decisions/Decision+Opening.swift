// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Decision {
    /// Opens an obligation of `rule` for an occasion, tells whom it must, and returns its id.
    @discardableResult
    mutating func open(
        _ rule: Rule, occasion: String, situation: Situation, because event: CaseEvent?,
        match: MatchSummary?, supersedes: Obligation? = nil
    ) -> String {
        let moves = supersedes.map { $0.rule == rule.id ? $0.moves + 1 : 0 } ?? 0
        let timing = timing(of: rule, situation)
        let priority = priority(of: rule, situation)
        let resolution = recipients(of: rule, priority, situation)
        let owner = resolution.recipients.first?.role ?? rule.owner
        var obligation = Obligation(
            id: obligationID(rule.id, occasion, moves), rule: rule.id, covers: rule.covers,
            kind: rule.kind, about: caseState.subject, occasion: occasion,
            policyVersion: context.pack.version, title: rule.title, why: rule.why, owner: owner,
            to: resolution.recipients.map { Addressee(role: $0.role, personId: $0.personId) },
            priority: priority, ladder: rule.ladder, bundle: "",
            because: event.map { [Because($0)] } ?? [], match: match, openedAt: now,
            anchor: timing?.anchor, due: timing?.due)
        obligation.bundle = context.hashes.id([
            "bundle", context.area, inputID, obligation.to.first?.personId ?? "",
        ])
        obligation.supersedes = supersedes?.id
        obligation.moves = moves
        obligation.breachedOnReceipt = timing.map { $0.due < now } ?? false
        obligation.answer = answerClock(for: obligation)
        obligation.completion = timing.map { completionClock(for: obligation, $0.clock, $0.due) }
        if let supersedes { carryOver(from: supersedes, into: &obligation) }
        if obligation.kind == .notice { obligation.state = .closed(ending("told")) }
        record(.obligation(.opened, obligation))
        publish(.opened, obligation)
        noteGaps(resolution)
        return obligation.id
    }

    /// `H(area, rule family, subject, occasion)`, and the number of the move for a moved date.
    func obligationID(_ rule: RuleID, _ occasion: String, _ moves: Int) -> String {
        context.hashes.id([
            "obligation", context.area, rule.text, caseState.subject.text,
            moves == 0 ? occasion : "\(occasion)#\(moves)",
        ])
    }

    /// The due of a rule in a situation, with the anchor and the clock that gave it; nil when the
    /// rule has no completion clock.
    func timing(
        of rule: Rule, _ situation: Situation
    ) -> (due: Instant, anchor: Instant, clock: DueClock)? {
        guard let clock = rule.dueClock(situation) else { return nil }
        let anchor = clock.anchor(situation) ?? now
        return (context.calendar.due(clock, anchor: anchor), anchor, clock)
    }

    /// The rule's priority; routine duties about children in care are urgent (D-002).
    private func priority(of rule: Rule, _ situation: Situation) -> Priority {
        let priority = rule.priority(situation)
        guard priority == .routine, rule.kind == .task || rule.kind == .alert,
            situation.value(of: .personLookedAfter) == .bool(true)
        else { return priority }
        return .urgent
    }

    /// Everybody to whom a rule's obligation is opened: the owner or who stands in, on-call where
    /// the hour asks for it, then `also`.
    private func recipients(
        of rule: Rule, _ priority: Priority, _ situation: Situation
    ) -> Resolution {
        var resolution = context.directory.resolve(
            rule.owner, for: namedPeople, at: now, priority: priority,
            answerBy: nextRung(after: 1, of: context.pack.ladder(of: rule), from: now),
            calendar: context.calendar)
        for role in rule.also(situation) {
            let more = context.directory.resolve(
                role, for: namedPeople, at: now, priority: .routine,
                calendar: context.calendar)
            for recipient in more.recipients
            where !resolution.recipients.contains(recipient) {
                resolution.recipients.append(recipient)
            }
        }
        return resolution
    }

    private func answerClock(for obligation: Obligation) -> AnswerClock? {
        guard obligation.kind != .notice else { return nil }
        return AnswerClock(
            rung: 1, next: nextRung(after: 1, of: ladder(of: obligation), from: now),
            told: obligation.to, answered: nil)
    }

    private func completionClock(
        for obligation: Obligation, _ clock: DueClock, _ due: Instant
    ) -> CompletionClock {
        if due < now {
            // Already past on arrival: no missed reminders; the ladder starts from the receipt.
            return CompletionClock(
                reminders: [], overdueAt: nil, rung: 1,
                nextRung: nextRung(after: 1, of: ladder(of: obligation), from: now))
        }
        return CompletionClock(
            reminders: context.calendar.reminders(due: due, clock: clock, openedAt: now),
            overdueAt: context.calendar.overdueNotice(due: due, clock: clock), rung: 1,
            nextRung: nil)
    }

    /// The ladder that an obligation climbs: its rule's, or by name once the rule is gone.
    func ladder(of obligation: Obligation) -> Ladder? {
        context.pack.rule(obligation.rule).map(context.pack.ladder(of:))
            ?? context.pack.ladders[obligation.ladder]
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

    /// Answers already given and rungs already climbed carry over to a moved date.
    private func carryOver(from old: Obligation, into new: inout Obligation) {
        if let answer = old.answer { new.answer = answer }
        new.because = old.because + new.because.filter { !old.because.contains($0) }
        new.priority = Swift.max(new.priority, old.priority)
        new.to = old.to + new.to.filter { !old.to.contains($0) }
    }

    func ending(_ reason: String, by person: String? = nil) -> Ending {
        Ending(reason: reason, by: person, at: now)
    }

    /// A post that nobody fills is said in the frame; the engine opens X-05 about the area.
    mutating func noteGaps(_ resolution: Resolution) {
        for role in resolution.gaps { recordNoAction(nil, Gap.reason, [role.rawValue]) }
    }
}
