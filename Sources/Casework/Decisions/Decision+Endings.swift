// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// Closes or withdraws open obligations of event rules that this event ends.
    mutating func end(by event: CaseEvent) {
        guard context.book.isAnyEnded(by: event.event) else { return }
        for obligation in caseState.obligations where obligation.isOpen {
            guard let rule = context.book.rule(obligation.rule), !rule.isLevel,
                rule.isEnded(by: event.event)
            else { continue }
            var situation = situation(of: obligation)
            situation.event = event
            if isMatched(rule.doneBy, event, situation, obligation) {
                fulfil(obligation, by: event)
            } else if isMatched(rule.withdrawnBy, event, situation, obligation) {
                takeBack(obligation, by: event)
            } else if isMatched(rule.closedBy, event, situation, obligation) {
                close(obligation, event.event.text)
            }
        }
    }

    /// What is taken back is one visit; an obligation that was opened for another as well stands.
    private mutating func takeBack(_ obligation: Obligation, by event: CaseEvent) {
        let ofVisit = caseState.events.filter { $0.visit == event.visit && event.visit != nil }
            .map { $0.because }
        let left = obligation.because.filter { !ofVisit.contains($0) }
        guard !left.isEmpty, left.count < obligation.because.count else {
            return withdraw(obligation, event.event.text)
        }
        var standing = obligation
        standing.because = left
        record(.obligation(.added, standing))
    }

    /// What fulfils an emergency convenes it, and its outcome is still owed; everything else is
    /// done.
    private mutating func fulfil(_ obligation: Obligation, by event: CaseEvent) {
        guard obligation.kind == .emergency else {
            return close(obligation, Ending.done, by: event.by)
        }
        guard obligation.answer?.answered?.kind != Answer.convened else { return }
        var convened = obligation
        convened.answer?.answered = Answer(
            kind: Answer.convened, by: event.by ?? event.sender.application ?? "", at: now)
        convened.answer?.next = nil
        convened.completion = nil
        record(.obligation(.acknowledged, convened))
        publish(.acknowledged, convened)
    }

    mutating func close(_ obligation: Obligation, _ reason: String, by person: String? = nil) {
        var done = obligation
        done.state = .closed(ending(reason, by: person))
        record(.obligation(.closed, done))
        publish(.closed, done)
    }

    mutating func withdraw(_ obligation: Obligation, _ reason: String) {
        var ended = obligation
        ended.state = .withdrawn(ending(reason))
        record(.obligation(.withdrawn, ended))
        publish(.withdrawn, ended)
    }

    /// The condition of an open obligation no longer holds.
    mutating func fall(_ obligation: Obligation) {
        guard let rule = context.book.rule(obligation.rule) else { return }
        if rule.isLevel, isDone(rule, situation(of: obligation), since: obligation.anchor) {
            return close(obligation, Ending.done)
        }
        let reason = fallReason(of: obligation)
        switch rule.whenFalse {
        case .keep: return
        case .close:
            // Nothing of it is owed to whoever is no member any more, or about what never was.
            hasEntryEnded || reason == Ending.startCancelled
                ? withdraw(obligation, reason) : close(obligation, reason)
        case .withdraw:
            // An alert that was answered has had its end: it closes with its condition, unless
            // the thing never was (DUTIES.tsv §3).
            let hasHadItsEnd = obligation.kind == .alert && obligation.isAnswered
            let tookItsCourse =
                reason == Ending.discharged || reason == Ending.bedOutOfScope
                || reason == Ending.conditionEnded
            if hasHadItsEnd, tookItsCourse {
                close(obligation, reason)
            } else {
                withdraw(obligation, reason)
            }
        }
    }

    /// Ends open obligations of event rules whose standing condition has become false, and counts
    /// the due of the others from the first of their reasons that has not been taken back.
    mutating func endWhatNoLongerStands() {
        for (place, obligation) in caseState.obligations.enumerated()
        where obligation.isOpen && !reading.isSettled(place) {
            guard let rule = context.book.rule(obligation.rule), !rule.isLevel else { continue }
            let recorded = facts.count
            let outer = reading.beginLook()
            let situation = situation(of: obligation)
            if rule.stillStands(situation) || isLeftStanding(obligation, rule) {
                recount(obligation, rule, situation)
            } else {
                fall(obligation)
            }
            guard facts.count == recorded else { continue }
            let look = reading.endLook(outer)
            // What an obligation keeps of an earlier policy the reading does not tell.
            if caseState.kept == nil { reading.noteSettled(place, of: rule, look) }
        }
    }

    private mutating func recount(
        _ open: Obligation, _ rule: RuleInForce, _ situation: Situation
    ) {
        var obligation = open
        let priority = priority(of: [rule], situation)
        if priority > open.priority {
            obligation.priority = priority
            record(.obligation(.added, obligation))
        }
        guard let due = obligation.due,
            let timing = recounted(obligation, rule, situation).map({
                keptTiming(of: obligation, $0, situation)
            }), timing.due != due
        else { return }
        redate(
            obligation, timing, occasion: obligation.occasion, covers: obligation.covers,
            because: nil)
    }

    /// Whether it is about a person of whom the register says nothing more to do.
    private var hasEntryEnded: Bool {
        guard case .person = caseState.subject else { return false }
        return situation().value(of: .personMember) != .bool(true)
    }

    /// The timing of an event rule's obligation as things are now. Where the rule chooses its due
    /// by facts, every reason that would open it now is judged by them anew and the earliest
    /// counts; where it names one length of time, that goes on from the first of the reasons that
    /// stand.
    private func recounted(
        _ obligation: Obligation, _ rule: RuleInForce, _ situation: Situation
    ) -> Timing? {
        guard rule.due.count > 1 || obligation.because.count > 1 else { return nil }
        let standing = situation.standing(obligation.because)
        if rule.due.count > 1 {
            return reading.told(EventNames(standing.map(\.event)))
                .filter { standing.contains($0.because) }
                .compactMap { reason in
                    var situation = situation
                    situation.event = reason
                    return rule.condition.evaluate(situation) == .no
                        ? nil : timing(of: rule, situation)
                }
                .filter(\.isAnchorKnown).min { $0.due < $1.due }
        }
        guard let clock = rule.rule.dueClock(situation),
            clock.anchors == [.eventOccurredAt],
            let first = standing.map(\.occurredAt).min(), first != obligation.anchor
        else { return nil }
        return Timing(
            due: context.calendar.due(clock, anchor: first), anchor: first, isAnchorKnown: true,
            clock: clock)
    }

    /// Why an obligation would fall now.
    func fallReason(of obligation: Obligation) -> String {
        if caseState.isRemoved { return Ending.entryRemoved }
        if situation().entry?.isSealed ?? false { return Ending.consent }
        if reading.death.isCertain { return Ending.died }
        if let stay = stay(of: obligation) {
            if stay.isCancelled { return Ending.startCancelled }
            // What was opened because the stay had ended does not end by that.
            let isAboutTheEnd =
                context.book.rule(obligation.rule)?.isAboutTheEnd ?? false
            if stay.isEnded, !isAboutTheEnd { return Ending.discharged }
            if !stay.isInScope { return Ending.bedOutOfScope }
        }
        return Ending.conditionEnded
    }

    /// Whether anything the case knows has already done what a level rule asks: an event, or a
    /// review that the register's entry holds. Answers are about one obligation and are taken
    /// there. An ending that does not itself say from when it counts, counts from the anchor.
    func isDone(_ rule: RuleInForce, _ situation: Situation, since anchor: Instant?) -> Bool {
        var situation = situation
        situation.anchor = anchor
        if situation.item?.isDone ?? false { return true }
        let unheard = situation.obligation.flatMap(doneWaivedUntil)
        for ending in rule.deeds {
            // What is told of an item is told of it whenever it was.
            let isUndated = ending.when.tests.isEmpty && situation.item == nil
            let earliest = isUndated ? anchor : nil
            for event in reading.told(ending.event)
            where isDeed(event, ending, situation, after: unheard, since: earliest) {
                return true
            }
            for event in ending.event == .reviewHeld ? reading.entryReviews : []
            where isDeed(event, ending, situation, after: unheard, since: earliest) {
                return true
            }
        }
        return false
    }

    /// Whether an event does what an ending asks for, where nothing told until `unheard` counts.
    private func isDeed(
        _ event: CaseEvent, _ ending: EventPattern, _ situation: Situation,
        after unheard: Instant?, since earliest: Instant?
    ) -> Bool {
        guard event.event == ending.event else { return false }
        if let unheard, event.toldAt <= unheard { return false }
        if let earliest, event.occurredAt < earliest { return false }
        if situation.item?.isTold(by: event, context.calendar) == false { return false }
        return matches(ending, event, situation, nil)
    }

    /// Whether something that the case already knows, and that happened after `event`, has ended
    /// what the rule would open: a cancel that came first takes effect (DUTIES.tsv §7).
    func hasBeenEnded(_ rule: RuleInForce, _ situation: Situation, after event: CaseEvent) -> Bool {
        return caseState.events.contains { later in
            guard rule.isEnded(by: later.event), later.key != event.key,
                later.occurredAt >= event.occurredAt
            else { return false }
            var situation = situation
            situation.event = later
            return rule.endingsInAdvance.contains { ending in
                guard !ending.when.sameVisit || isOfSameVisit(later, event) else { return false }
                return matches(ending, later, situation, nil)
            }
        }
    }

    private func isMatched(
        _ endings: [EventPattern], _ event: CaseEvent, _ situation: Situation,
        _ obligation: Obligation
    ) -> Bool {
        endings.contains { matches($0, event, situation, obligation) }
    }

    private func matches(
        _ ending: EventPattern, _ event: CaseEvent, _ situation: Situation,
        _ obligation: Obligation?
    ) -> Bool {
        guard ending.event == event.event else { return false }
        if let obligation {
            guard isAfter(event, obligation, ofVisit: ending.when.sameVisit) else { return false }
            if ending.when.onlyIfAnswered, !obligation.isAnswered { return false }
            if ending.when.onlyIfUnanswered, isHeldTo(obligation) { return false }
            if ending.when.sameVisit, !concerns(event, obligation, situation) { return false }
            if !ending.when.repeats.isEmpty, !repeats(event, ending.when.repeats, obligation) {
                return false
            }
        }
        return ending.when.isMet(
            detail: event.detail, occurredAt: event.occurredAt, facts: situation,
            zone: context.calendar.zone)
    }

    /// Whether somebody has taken an obligation on; while an emergency call stands, whether its
    /// meeting was held (DUTIES.tsv D-051a: "closes if not convened").
    private func isHeldTo(_ obligation: Obligation) -> Bool {
        let calls = caseState.obligations.filter { $0.kind == .emergency && $0.isOpen }
        return calls.isEmpty
            ? obligation.isAnswered
            : calls.contains { $0.answer?.answered?.kind == Answer.convened }
    }

    /// Whether an event lies after everything that an obligation was opened for: a review held
    /// before the last signal does not answer it; what takes a visit back lies after what was told
    /// of that visit. A bare date counts for its whole day.
    private func isAfter(
        _ event: CaseEvent, _ obligation: Obligation, ofVisit: Bool
    ) -> Bool {
        let openers = caseState.events.filter {
            obligation.because.contains($0.because) && (!ofVisit || $0.visit == event.visit)
        }
        let last = openers.map { opener in
            heldOn(opener).map(context.calendar.startOfDay) ?? opener.occurredAt
        }.max()
        guard let last else { return true }
        if let held = heldOn(event) { return held >= context.calendar.localDate(of: last) }
        return event.occurredAt >= last
    }

    /// The day on which what an event tells of was held, where it says so.
    private func heldOn(_ event: CaseEvent) -> LocalDate? {
        event.detail["heldOn"]?.string.flatMap { LocalDate(iso8601: $0) }
    }

    /// Whether an event has the same members as one that opened the obligation: the report of
    /// that review, and not of another.
    private func repeats(
        _ event: CaseEvent, _ members: [String], _ obligation: Obligation
    ) -> Bool {
        caseState.events.contains { opener in
            obligation.because.contains(opener.because)
                && members.allSatisfy { opener.detail[$0] == event.detail[$0] }
        }
    }

    /// Whether two events are about one visit; a cancel of a plan may not say which.
    private func isOfSameVisit(_ event: CaseEvent, _ other: CaseEvent) -> Bool {
        event.callsOff(other) || event.visit.map { $0 == other.visit } ?? false
    }

    private func concerns(
        _ event: CaseEvent, _ obligation: Obligation, _ situation: Situation
    ) -> Bool {
        let opened = caseState.events.contains { other in
            obligation.because.contains(other.because) && isOfSameVisit(event, other)
        }
        guard let key = event.visit else { return opened }
        if obligation.occasion == key.text { return true }
        return opened
            || situation.stays.contains {
                $0.id == obligation.stayOfOccasion
                    && $0.visits.contains { $0.isKnown(as: key) }
            }
    }
}
