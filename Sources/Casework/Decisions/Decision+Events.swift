// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// What a case made of an event.
    package enum Reception: String, Sendable {
        /// Taken into the case.
        case taken
        /// The same message had come before.
        case duplicate
    }

    /// An event, and how it was linked to this case's subject.
    struct LinkedEvent {
        let event: CaseEvent
        let match: MatchSummary?
    }

    /// Takes an event about this case's subject, opens what it triggers, and brings every
    /// obligation in line with what is now known.
    package mutating func take(_ event: CaseEvent, match: MatchSummary?) -> Reception {
        let former = comesLate([event]) ? self : nil
        let before = reading
        let reception = note(event)
        if reception == .taken {
            settle(
                [LinkedEvent(event: event, match: match)], stayInScopeBefore: before.hasStayInScope,
                from: former)
        }
        return reception
    }

    /// Takes several events at once: what the first would open and the last would end is never
    /// told to anybody.
    mutating func take(_ events: [LinkedEvent]) {
        let former = comesLate(events.map(\.event)) ? self : nil
        let before = reading
        var taken: [LinkedEvent] = []
        for linked in events where note(linked.event) == .taken { taken.append(linked) }
        settle(taken, stayInScopeBefore: before.hasStayInScope, from: former)
    }

    /// Remembers an event and decides nothing yet.
    mutating func note(_ event: CaseEvent) -> Reception {
        guard !caseState.events.contains(where: { $0.isSame(as: event) }),
            !caseState.hasDisowned(event)
        else {
            recordNoAction(nil, Reception.duplicate.rawValue)
            return .duplicate
        }
        record(.event(event))
        return .taken
    }

    /// Opens what events that were noted trigger, and brings every obligation in line.
    ///
    /// - Parameters:
    ///   - stayInScopeBefore: whether a stay was in scope without them; only rules that listen to
    ///     them ask.
    ///   - former: the case without them; nil: nothing that came before is judged anew.
    mutating func settle(
        _ noted: [LinkedEvent], stayInScopeBefore: @autoclosure () -> Bool,
        from former: Decision? = nil
    ) {
        guard let last = noted.last else { return }
        for linked in noted {
            trigger(
                by: linked.event, match: linked.match, stayInScopeBefore: stayInScopeBefore())
            end(by: linked.event)
        }
        if let former { judgeAnew(after: noted.map(\.event), former) }
        reconcile(because: last.event, match: last.match)
    }

    /// Whether news may bear on what the case has judged already: something that happened later, or
    /// a visit that is taken back. Hardly any is, so the case as it was is kept for these alone.
    private func comesLate(_ news: [CaseEvent]) -> Bool {
        guard let earliest = news.map({ $0.occurredAt }).min() else { return false }
        return news.contains { $0.event == .admissionStartCancelled }
            || caseState.events.contains { $0.occurredAt > earliest }
    }

    /// Judges again what happened after news that came late, or was told during a visit that never
    /// was: where a rule did not hold for it without the news and holds with it, it opens now. What
    /// was told more than a fortnight ago is over.
    private mutating func judgeAnew(after news: [CaseEvent], _ former: Decision) {
        let cancelled = news.filter { $0.event == .admissionStartCancelled }.compactMap(\.visit)
        let told = caseState.events.filter { event in
            event.visit.map(cancelled.contains) ?? false
        }.map { $0.receivedAt }.min()
        guard let earliest = news.map({ $0.occurredAt }).min() else { return }
        let fresh = now.advanced(bySeconds: -14 * 24 * 60 * 60)
        let past = former.caseState.events.filter { event in
            event.receivedAt >= fresh
                && (event.occurredAt > earliest || told.map { $0 <= event.receivedAt } ?? false)
                && caseState.memberSince.map { $0 <= event.receivedAt } ?? true
        }
        for event in past.sorted(by: CaseEvent.happensBefore) {
            let without = former.situation(judging: event)
            let with = situation(judging: event)
            for rule in chapter.rules(listeningTo: event.event)
            where rule.kind != .review && rule.kind != .notice && !hasOpened(rule, because: event) {
                guard opens(rule, for: event, with), !opens(rule, for: event, without) else {
                    continue
                }
                openIfHolds(rule, with, because: event, match: nil)
            }
        }
    }

    private func situation(judging event: CaseEvent) -> Situation {
        var situation = situation(stay(of: event))
        situation.event = event
        return situation
    }

    /// Whether a rule would open for an event, and what it opens would stand.
    private func opens(
        _ rule: RuleInForce, for event: CaseEvent, _ situation: Situation
    ) -> Bool {
        var prospect = situation
        prospect.because = [event.because]
        return rule.rule.isTriggered(
            by: event.event, detail: event.detail, occurredAt: event.occurredAt,
            facts: situation, zone: context.calendar.zone)
            && rule.holds(situation) && rule.stillStands(prospect)
    }

    /// Whether a rule has opened anything for an event already, whatever became of it.
    private func hasOpened(_ rule: RuleInForce, because event: CaseEvent) -> Bool {
        caseState.obligations.contains {
            $0.isOf(rule) && $0.because.contains(event.because)
        }
    }

    /// Holds an event whose person is in doubt, and asks (DUTIES.tsv X-10a, X-10b).
    package mutating func hold(_ match: PendingMatch) -> Reception {
        if caseState.pending.contains(where: { $0.event.isSame(as: match.event) })
            || caseState.events.contains(where: { $0.isSame(as: match.event) })
        {
            recordNoAction(nil, Reception.duplicate.rawValue)
            return .duplicate
        }
        var pending = match
        // What the same visit tells is about the same stranger, whatever else it leaves out.
        let asked = caseState.pending.last { other in
            other.same == nil
                && caseState.obligations.contains { $0.id == other.obligation && $0.isOpen }
                && (other.candidateID == match.candidateID
                    || !other.isDisagreement && !match.isDisagreement
                        && other.event.visit.map { $0.isNumbered && $0 == match.event.visit }
                            ?? false)
        }?.obligation
        if match.event.event == .admissionStartCancelled {
            pending.obligation = asked
            record(.pending(pending))
            withdrawQuestion(about: match.event)
            return .taken
        }
        guard !isCancelled(match.event) else {
            record(.pending(pending))
            return .taken
        }
        pending.obligation =
            asked ?? ask(about: match.event, match: match.match, byStatusAlone: match.byStatusAlone)
        record(.pending(pending))
        return .taken
    }

    /// Whether a cancel of the visit, which came first, waits as well.
    private func isCancelled(_ event: CaseEvent) -> Bool {
        caseState.pending.contains { other in
            other.same == nil && other.event.event == .admissionStartCancelled
                && other.event.visit == event.visit
                && other.event.occurredAt >= event.occurredAt
        }
    }

    /// An admission about which is asked whose it was never happened: nobody needs to decide.
    private mutating func withdrawQuestion(about cancel: CaseEvent) {
        guard let visit = cancel.visit else { return }
        for obligation in caseState.obligations where obligation.isOpen {
            let asked = caseState.pending.filter { $0.obligation == obligation.id }
            guard asked.contains(where: { $0.event.visit == visit }),
                asked.allSatisfy({ $0.event.visit == visit })
            else { continue }
            withdraw(obligation, Ending.startCancelled)
        }
    }

    /// Looks again at conditions that time alone can change.
    package mutating func reconsider() {
        record(.reconsider(nil))
        reconcile(because: nil, match: nil)
    }

    /// The stay or visit that an event is about.
    private func stay(of event: CaseEvent) -> Stay? {
        VisitKeys(caseState.events).key(of: event).flatMap { key in
            stays.first { $0.visits.contains { $0.isKnown(as: key) } }
        }
    }

    /// Opens what the event rules say of an event that has just been received.
    mutating func trigger(
        by event: CaseEvent, match: MatchSummary?, stayInScopeBefore: @autoclosure () -> Bool
    ) {
        let rules = chapter.rules(listeningTo: event.event).filter { $0.kind != .review }
        guard !rules.isEmpty else { return }
        var situation = situation(judging: event)
        situation.stayInScopeBefore = stayInScopeBefore()
        for rule in rules {
            openIfHolds(rule, situation, because: event, match: match)
        }
    }

    private mutating func ask(
        about event: CaseEvent, match: MatchSummary, byStatusAlone: Bool
    ) -> String? {
        let supposed = StayJourneys.stays(of: [event]) { $0.text }
        var situation = situation(supposed.first)
        situation.event = event
        situation.match = match
        situation.matchByStatusAlone = byStatusAlone
        for rule in chapter.rules(listeningTo: event.event)
        where rule.kind == .review {
            guard
                let opened = openIfHolds(rule, situation, because: event, match: match)
            else { continue }
            return opened
        }
        return nil
    }

    /// Opens an event rule's obligation if its condition holds; returns the obligation's id.
    @discardableResult
    private mutating func openIfHolds(
        _ rule: RuleInForce, _ situation: Situation, because event: CaseEvent, match: MatchSummary?
    ) -> String? {
        guard
            rule.rule.isTriggered(
                by: event.event, detail: event.detail, occurredAt: event.occurredAt,
                facts: situation, zone: context.calendar.zone)
        else {
            recordNoAction(rule.id, "event-of-another-kind")
            return nil
        }
        guard rule.holds(situation) else {
            if let condition = rule.unless, condition.evaluate(situation) == .yes {
                recordNoAction(rule.id, "unless", seen(condition, situation))
            } else {
                recordNoAction(rule.id, "condition-false", seen(rule, situation))
            }
            return nil
        }
        var prospect = situation
        prospect.because = [event.because]
        if rule.kind != .review,
            !rule.stillStands(prospect) || hasBeenEnded(rule, situation, after: event)
        {
            recordNoAction(rule.id, "already-ended")
            return nil
        }
        if let open = joinable(rule, event) {
            add(event, to: open, rule, situation)
            return open.id
        }
        let occasion = nextOccasion(rule, situation.stay, event)
        guard
            !caseState.obligations.contains(where: {
                $0.isOf(rule) && $0.occasion == occasion
            })
        else {
            recordNoAction(rule.id, "already-opened")
            return nil
        }
        return open(
            Opening(
                rule, occasion: occasion, situation: situation,
                timing: timing(of: rule, situation), event: event, match: match))
    }

    /// An open obligation of the rule that another event of the same kind adds to.
    ///
    /// An alert that was answered is over for this purpose: a second crisis is told again, unless
    /// it is the same attendance told twice.
    private func joinable(_ rule: RuleInForce, _ event: CaseEvent) -> Obligation? {
        // Whether somebody is the person is asked of everybody by themselves: no answer about one
        // stranger says anything about another.
        guard rule.occasion == .person, rule.kind != .review,
            !hasOpenedAnew(rule.with, because: event)
        else { return nil }
        return caseState.obligations.last {
            $0.isOf(rule) && $0.isOpen
                && !($0.kind == .alert && $0.isAnswered && !isToldAgain(event, of: $0))
        }
    }

    /// Whether this event has just opened another obligation of the rule with each of whose
    /// obligations one of this rule opens.
    private func hasOpenedAnew(_ leader: RuleID?, because event: CaseEvent) -> Bool {
        caseState.obligations.contains {
            $0.rule == leader && $0.isOpen && $0.because == [event.because] && $0.openedAt == now
        }
    }

    /// Whether an obligation was opened by the same attendance, of which this event tells again.
    private func isToldAgain(_ event: CaseEvent, of obligation: Obligation) -> Bool {
        guard event.event == .admissionEmergencyAttended, let visit = event.visit, visit.isNumbered
        else { return false }
        return caseState.events.contains { other in
            other.key != event.key && other.event == event.event && other.visit == visit
                && obligation.because.contains(other.because)
        }
    }

    private mutating func nextOccasion(
        _ rule: RuleInForce, _ stay: Stay?, _ event: CaseEvent
    ) -> String {
        switch rule.occasion {
        case .stay: return stay?.id ?? event.visit?.text ?? event.key
        case .event, .item: return event.key
        case .person, .spell, .anchor:
            let count = (occasionCount(of: rule) ?? 0) + 1
            record(.occasion(rule.id, count))
            return String(count)
        }
    }

    /// A further trigger of an open obligation adds to its reasons and may raise its priority.
    private mutating func add(
        _ event: CaseEvent, to open: Obligation, _ rule: RuleInForce, _ situation: Situation
    ) {
        guard !open.because.contains(event.because) else { return }
        var obligation = open
        obligation.because.append(event.because)
        obligation.priority = Swift.max(
            open.priority, raised(rule.rule.priority(situation), of: rule, situation))
        record(.obligation(.added, obligation))
    }

    /// The values seen by the conditions of a rule's lines, for the explanation.
    func seen(_ want: Wanted) -> [String] {
        want.lines.flatMap { seen($0, want.situation) }
    }

    /// The values seen by the conditions of a rule, for the explanation.
    func seen(_ rule: RuleInForce, _ situation: Situation) -> [String] {
        switch rule.trigger {
        case .level(let condition), .event(_, let condition):
            seen(condition, situation) + (rule.unless.map { seen($0, situation) } ?? [])
        }
    }

    /// The values seen by a condition, for the explanation.
    func seen(_ condition: Condition, _ situation: Situation) -> [String] {
        condition.explain(situation).map(\.text)
    }
}
