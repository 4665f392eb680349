// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// Brings every obligation of a level rule in line with what is now known: what should be
    /// open is opened, anchored at the fact; what should not be is withdrawn; what a person
    /// completed stays completed (DESIGN.md, "Identity and late truth").
    mutating func reconcile(because event: CaseEvent?, match: MatchSummary?) {
        // A rule may ask where another duty stands: what one pass opened or ended is news to it.
        var unsettled = unsettled()
        for _ in 0..<Decision.passesMax {
            let former = facts.count
            satisfy(unsettled, because: event, match: match)
            guard facts.count != former else { break }
            unsettled = self.unsettled()
        }
        countSpells(unsettled)
        endSpellsOfTallies()
        endWhatNoLongerStands()
        restoreWhatStandsAgain()
        releaseTerms()
        forgetWaiting()
        countForTheArea()
        scheduleReconsideration()
    }

    /// No rule of a pack asks about a duty that asks about a third (lint refuses circles).
    private static let passesMax = 3

    private mutating func satisfy(
        _ unsettled: Unsettled, because event: CaseEvent?, match: MatchSummary?
    ) {
        var wanted = unsettled.wanted
        let falling = falling(unsettled)
        // Something else may come in the place of what was done: another line's duty that falls.
        if !falling.isEmpty {
            for done in unsettled.done { ask(done.duty, of: done.situation, &wanted) }
        }
        var replaced: [String] = []
        for want in wanted where !waits(want) {
            let former = falling.first { isMoved($0, to: want) && !replaced.contains($0.id) }
            if let former { replaced.append(former.id) }
            let recorded = facts.count
            let outer = reading.beginLook()
            let isAtRest = satisfy(want, replacing: former, because: event, match: match)
            guard isAtRest, facts.count == recorded else { continue }
            noteRest(of: want, reading.endLook(outer))
        }
        for obligation in falling where !replaced.contains(obligation.id) { fall(obligation) }
    }

    /// The open obligations of level rules that nothing asks for any more.
    private func falling(_ unsettled: Unsettled) -> [Obligation] {
        var isStanding = [Bool](repeating: false, count: caseState.obligations.count)
        for standing in unsettled.standing { isStanding[standing.place] = true }
        let kept = unsettled.wanted.compactMap { openObligation(for: $0)?.id }
        return caseState.obligations.indices.compactMap { place in
            guard !isStanding[place] else { return nil }
            let obligation = caseState.obligations[place]
            guard obligation.isOpen, !kept.contains(obligation.id),
                context.book.rule(obligation.rule)?.isLevel ?? false
            else { return nil }
            return obligation
        }
    }

    /// Nothing was to be done about it: that is so until something that was looked at changes.
    /// Where this pass has done something else before, the want still looked at the case as it was
    /// then, and what it looked at was not noted here: the next pass looks again.
    private func noteRest(of want: Wanted, _ look: Grounds) {
        guard let duty = want.duty, want.situation.reading === reading, caseState.kept == nil,
            caseState.waiting == nil
        else { return }
        let standing = openObligation(for: want)?.id
        let place = standing.flatMap { id in caseState.obligations.lastIndex { $0.id == id } }
        reading.noteRest(
            place.map { .standing($0) } ?? .done, of: duty, slot: want.situation.subject.slot, look)
    }

    /// Whether what a rule wants is a dated duty that stood under another line or another stay, and
    /// now has another date: a review whose type changed, two stays found to be one.
    private func isMoved(_ former: Obligation, to want: Wanted) -> Bool {
        guard openObligation(for: want) == nil, want.isOccasion(former.occasion),
            former.isOf(want.rule) || !isSettled(want)
        else { return false }
        // Without a date nothing moves: the next time is told anew, whoever answered the last.
        if want.rule.occasion == .anchor, want.timing == nil { return false }
        // What was done is closed as done; the next one is a duty of its own.
        if want.rule.occasion == .anchor,
            isDone(want.rule, situation(of: former), since: former.anchor)
        {
            return false
        }
        return former.isOf(want.rule)
            || (former.covers == want.covers && former.due != nil && want.timing != nil)
    }

    /// Whether a person has already done what a rule wants: then nothing is opened in the place of
    /// another line's duty.
    private func isSettled(_ want: Wanted) -> Bool {
        let latest = reading.obligations(of: want.rule).last { want.isOccasion($0.occasion) }
        guard case .closed(let ending)? = latest?.state else { return false }
        return !ending.isByCondition
    }

    /// The open obligation that is what a rule wants. Of a rule about a person as such at most one
    /// is open; one about a stay or a post is known by its occasion.
    private func openObligation(for want: Wanted) -> Obligation? {
        reading.obligations(of: want.rule).last { obligation in
            guard obligation.isOpen else { return false }
            return obligation.occasion == want.occasion
                || want.rule.isOneAtATime
                || want.isOtherForm(of: obligation.occasion)
        }
    }

    /// Whether what an open obligation asked for was done, and the same is wanted again from a
    /// later date: a refusal answers the question, and starts the next.
    private func isFollowed(_ open: Obligation, by want: Wanted) -> Bool {
        guard let anchor = want.timing?.anchor, let former = open.anchor else { return false }
        return open.occasion != want.occasion && former < anchor
            && isDone(want.rule, want.situation, since: former)
    }

    /// Answers whether there was nothing to do, for an obligation stands or it is done.
    private mutating func satisfy(
        _ want: Wanted, replacing former: Obligation?, because event: CaseEvent?,
        match: MatchSummary?
    ) -> Bool {
        let existing = openObligation(for: want)
        var situation = want.situation
        situation.obligation = existing
        let isDone = isDone(want.rule, situation, since: want.timing?.anchor)
        if let existing {
            guard isFollowed(existing, by: want) else {
                isDone ? close(existing, Ending.done) : move(existing, want, because: event)
                return true
            }
            close(existing, Ending.done)
        }
        let latest = latestObligation(for: want)
        switch latest?.state {
        case .closed(let ending) where !ending.isByCondition:
            guard let latest, ending.reason == Ending.done, !isDone, isLater(want, than: latest)
            else { return true }
            open(Opening(want, because: event, match: match))
        case .closed(let ending), .withdrawn(let ending):
            guard let latest, !isDone else { return true }
            if let former {
                replace(former, with: want, because: event, match: match)
            } else if latest.occasion == want.occasion, ending.reason != Ending.startCancelled {
                restore(latest, want, because: event, match: match)
            } else {
                open(Opening(want, because: event, match: match))
            }
        case .open, nil:
            if isDone { return true }
            if let count = Int(want.occasion) { record(.occasion(want.rule.id, count)) }
            if let former {
                replace(former, with: want, because: event, match: match)
            } else {
                open(Opening(want, because: event, match: match))
            }
        }
        return false
    }

    /// The last obligation that was opened for what a rule wants; of what stands once for a stay
    /// also one that was opened for a stay which is part of another by now.
    private func latestObligation(for want: Wanted) -> Obligation? {
        let ofRule = reading.obligations(of: want.rule)
        return ofRule.last { $0.occasion == want.occasion }
            ?? ofRule.last { want.rule.occasion != .anchor && want.isOccasion($0.occasion) }
    }

    /// Whether a duty that stands once per date counts from later than one that was done: another
    /// end of the same day, after the first was taken back.
    private func isLater(_ want: Wanted, than done: Obligation) -> Bool {
        guard want.rule.occasion == .anchor, let anchor = want.timing?.anchor,
            let former = done.anchor
        else { return false }
        return former < anchor
    }

    /// Another line of the same duty takes the place of the one that stood.
    private mutating func replace(
        _ former: Obligation, with want: Wanted, because event: CaseEvent?, match: MatchSummary?
    ) {
        withdraw(former, Ending.superseded)
        var opening = Opening(want, because: event, match: match)
        opening.supersedes = former
        open(opening)
    }

    /// A due date that moves: the old obligation is withdrawn as superseded, the new one opened. A
    /// birthday never lengthens a clock that runs already (DUTIES.tsv §8).
    private mutating func move(_ existing: Obligation, _ want: Wanted, because event: CaseEvent?) {
        if let due = existing.due, let timing = want.timing, timing.isAnchorKnown,
            timing.due != due,
            timing.anchor != existing.anchor || timing.due < due
                || !hasGrownUp(since: timing.anchor, want.situation)
        {
            return redate(
                existing, timing, occasion: want.occasion, covers: want.covers, because: event)
        }
        let covers = want.covers
        let priority = priority(of: want.lines, want.situation)
        guard covers != existing.covers || priority > existing.priority else { return }
        var changed = existing
        changed.covers = covers
        changed.priority = Swift.max(existing.priority, priority)
        record(.obligation(.added, changed))
    }

    private func hasGrownUp(since anchor: Instant, _ situation: Situation) -> Bool {
        guard case .instant(let birthday) = situation.value(of: .personTurns18At) else {
            return false
        }
        return anchor < birthday && birthday <= now
    }

    /// Gives an obligation a new date: answers already given and rungs already climbed carry over.
    mutating func redate(
        _ old: Obligation, _ timing: Timing, occasion: String, covers: [String],
        because event: CaseEvent?
    ) {
        withdraw(old, Ending.superseded)
        var new = old
        new.id = obligationID(old.rule, occasion)
        new.occasion = occasion
        new.covers = covers
        new.policyVersion = context.pack.version
        new.supersedes = old.id
        new.moves = old.moves + 1
        new.restored = false
        new.openedAt = now
        new.anchor = timing.anchor
        new.due = timing.due
        new.clock = timing.clock.text
        new.breachedOnReceipt = timing.due < now
        if let event, !new.because.contains(event.because) { new.because.append(event.because) }
        refreshPeople(of: &new)
        new.bundle = bundle(for: new.to)
        new.completion = completionClock(
            timing, ladder: ladder(of: old), openedAt: old.openedAt,
            own: reminders(of: new), rung: old.completion?.rung ?? 1)
        record(.obligation(.opened, new))
        publish(.opened, new)
        passTerms(from: old, to: new)
    }

    /// The end was taken back: the same obligation stands again with its first anchor and due. With
    /// another due it is another duty, and is opened as such.
    private mutating func restore(
        _ existing: Obligation, _ want: Wanted, because event: CaseEvent?, match: MatchSummary?
    ) {
        guard want.timing?.due == existing.due else {
            open(Opening(want, because: event, match: match))
            return
        }
        restore(existing, want.timing, covers: want.covers)
    }

    /// An obligation of an event rule stands again when what ended it is taken back: an admission
    /// that never was, an entry that came back, a death that was an error.
    private mutating func restoreWhatStandsAgain() {
        for (place, obligation) in caseState.obligations.enumerated()
        where obligation.hasEndedByCondition && !reading.isSettled(place) {
            guard let rule = context.book.rule(obligation.rule), !rule.isLevel,
                rule.kind != .review, rule.kind != .notice, rule.standing != nil
            else { continue }
            let outer = reading.beginLook()
            let isStanding =
                !isTakenOver(obligation, rule) && rule.stillStands(situation(of: obligation))
            let look = reading.endLook(outer)
            if isStanding {
                restoreIfNothingElseEnded(obligation, rule)
            } else {
                reading.noteSettled(place, of: rule, look)
            }
        }
    }

    private mutating func restoreIfNothingElseEnded(_ obligation: Obligation, _ rule: RuleInForce) {
        let situation = situation(of: obligation)
        let opener = caseState.events.last { obligation.because.contains($0.because) }
        if let opener, hasBeenEnded(rule, situation, after: opener) { return }
        // Where facts ended it, what would not open it now does not let it stand again either;
        // an entry, a life or a consent that is back brings everything back.
        var opening = situation
        opening.event = opener
        guard obligation.hasEndedWithThePerson || rule.condition.evaluate(opening) != .no
        else { return }
        var timing: Timing?
        if let due = obligation.due, let anchor = obligation.anchor,
            let clock = rule.rule.dueClock(situation)
        {
            timing = Timing(due: due, anchor: anchor, isAnchorKnown: true, clock: clock)
        }
        restore(obligation, timing, covers: obligation.covers)
    }

    /// Whether a later obligation of a rule that has one at a time came in its place, open or not.
    private func isTakenOver(_ obligation: Obligation, _ rule: RuleInForce) -> Bool {
        rule.occasion == .person
            && reading.obligations(of: rule).last?.id != obligation.id
    }

    private mutating func restore(_ existing: Obligation, _ timing: Timing?, covers: [String]) {
        var obligation = existing
        obligation.state = .open
        obligation.restored = true
        obligation.covers = covers
        refreshPeople(of: &obligation)
        let ladder = ladder(of: existing)
        if var clock = existing.answer, clock.answered == nil {
            clock.next = nextRung(after: clock.rung, of: ladder, from: now)
            obligation.answer = clock
        }
        if let timing {
            obligation.completion = completionClock(
                timing, ladder: ladder, openedAt: existing.openedAt,
                own: reminders(of: existing), rung: existing.completion?.rung ?? 1)
        }
        record(.obligation(.opened, obligation))
        publish(.opened, obligation)
    }
}
