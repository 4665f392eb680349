// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
package import Register

extension Decision {
    /// What a case made of an event.
    package enum Reception: String, Sendable {
        /// Taken into the case.
        case taken
        /// The same message had come before.
        case duplicate
        /// The same id had come before with another content: a person must look.
        case reused
    }

    /// Takes an event about this case's subject, opens what it triggers, and brings every
    /// obligation in line with what is now known.
    package mutating func take(_ event: CaseEvent, match: MatchSummary?) -> Reception {
        if let earlier = caseState.events.first(where: { $0.key == event.key }) {
            let reception: Reception =
                earlier.contentHash == event.contentHash ? .duplicate : .reused
            recordNoAction(nil, reception.rawValue)
            return reception
        }
        let stayInScopeBefore = stays().contains { $0.isInScope }
        record(.event(event))
        trigger(by: event, match: match, stayInScopeBefore: stayInScopeBefore)
        end(by: event)
        reconcile(because: event, match: match)
        return .taken
    }

    /// Holds an event whose person is in doubt, and asks (DUTIES.tsv X-10a, X-10b).
    package mutating func hold(_ match: PendingMatch) -> Reception {
        let key = match.event.key
        if caseState.pending.contains(where: { $0.event.key == key })
            || caseState.events.contains(where: { $0.key == key })
        {
            recordNoAction(nil, Reception.duplicate.rawValue)
            return .duplicate
        }
        var pending = match
        let asked = caseState.pending.last {
            $0.candidateID == match.candidateID && $0.same == nil
        }
        pending.obligation =
            asked?.obligation
            ?? ask(about: match.event, match: match.match, byStatusAlone: match.byStatusAlone)
        record(.pending(pending))
        return .taken
    }

    /// Stores a newer register entry and brings every obligation in line.
    package mutating func store(_ entry: RegisterEntry) {
        record(.entry(entry))
        reconcile(because: nil, match: nil)
    }

    /// Removes the entry: everything about the person is withdrawn or closed by its rule.
    package mutating func removeEntry() {
        record(.entryRemoved)
        reconcile(because: nil, match: nil)
    }

    /// Looks again at conditions that time alone can change.
    package mutating func reconsider() {
        record(.reconsider(nil))
        reconcile(because: nil, match: nil)
    }

    /// Opens what the event rules say of an event that has just been received.
    private mutating func trigger(
        by event: CaseEvent, match: MatchSummary?, stayInScopeBefore: Bool
    ) {
        let stays = stays()
        let stay = event.visit.flatMap { key in
            stays.first { $0.visits.contains { $0.key == key } }
        }
        var situation = Situation(
            caseState, stays: stays, stay: stay, now: now, context: context)
        situation.event = event
        situation.stayInScopeBefore = stayInScopeBefore
        for rule in context.pack.rules where rule.kind != .review && applies(rule) {
            guard rule.listens(to: event.event) else { continue }
            openIfHolds(rule, situation, because: event, match: match)
        }
    }

    /// Whether the rule speaks of this kind of subject.
    func applies(_ rule: Rule) -> Bool {
        switch (rule.about, caseState.subject) {
        case (.candidate, .candidate), (.person, .person), (.stay, .person): true
        case (.area, .area), (.feed, .feed): true
        default: false
        }
    }

    private mutating func ask(
        about event: CaseEvent, match: MatchSummary, byStatusAlone: Bool
    ) -> String? {
        let supposed = StayJourneys.stays(of: [event]) { $0.text }
        var situation = Situation(
            caseState, stays: stays(), stay: supposed.first, now: now, context: context)
        situation.event = event
        situation.match = match
        situation.matchByStatusAlone = byStatusAlone
        for rule in context.pack.rules where rule.kind == .review && applies(rule) {
            guard rule.listens(to: event.event),
                let opened = openIfHolds(rule, situation, because: event, match: match)
            else { continue }
            return opened
        }
        return nil
    }

    /// Opens an event rule's obligation if its condition holds; returns the obligation's id.
    @discardableResult
    private mutating func openIfHolds(
        _ rule: Rule, _ situation: Situation, because event: CaseEvent, match: MatchSummary?
    ) -> String? {
        guard rule.holds(situation) else {
            if let condition = rule.unless, condition.evaluate(situation) == .yes {
                recordNoAction(rule.id, "unless", seen(condition, situation))
            }
            return nil
        }
        if let open = joinable(rule) {
            add(event, to: open, priority: rule.priority(situation))
            return open.id
        }
        let occasion = nextOccasion(rule, situation.stay, event)
        guard !caseState.obligations.contains(where: {
            $0.rule == rule.id && $0.occasion == occasion
        }) else {
            recordNoAction(rule.id, "already-opened")
            return nil
        }
        return open(
            rule, occasion: occasion, situation: situation, because: event, match: match)
    }

    /// An open obligation of the rule that another event of the same kind adds to.
    ///
    /// An alert that was answered is over for this purpose: a second crisis is told again.
    private func joinable(_ rule: Rule) -> Obligation? {
        guard rule.occasion == .person else { return nil }
        return caseState.obligations.last {
            $0.rule == rule.id && $0.isOpen && !($0.kind == .alert && $0.isAnswered)
        }
    }

    private mutating func nextOccasion(
        _ rule: Rule, _ stay: Stay?, _ event: CaseEvent
    ) -> String {
        switch rule.occasion {
        case .stay: return stay?.id ?? event.visit?.text ?? event.key
        case .event: return event.key
        case .person, .spell:
            let count = (caseState.occasions[rule.id.text] ?? 0) + 1
            record(.occasion(rule.id, count))
            return String(count)
        }
    }

    private mutating func add(_ event: CaseEvent, to open: Obligation, priority: Priority) {
        var obligation = open
        obligation.because.append(Because(event))
        obligation.priority = Swift.max(obligation.priority, priority)
        record(.obligation(.added, obligation))
    }

    /// The values seen by a rule's trigger, for the explanation.
    func seen(_ rule: Rule, _ situation: Situation) -> [String] {
        switch rule.trigger {
        case .level(let condition), .event(_, let condition): seen(condition, situation)
        }
    }

    /// The values seen by a condition, for the explanation.
    func seen(_ condition: Condition, _ situation: Situation) -> [String] {
        condition.explain(situation).map { "\($0.fact.rawValue) = \($0.seen) (\($0.truth))" }
    }
}

extension Because {
    /// What an obligation remembers of an event.
    init(_ event: CaseEvent) {
        self.init(
            event: event.event, occurredAt: event.occurredAt,
            sender: event.sender.organisation ?? event.sender.facility ?? event.sender.application)
    }
}
