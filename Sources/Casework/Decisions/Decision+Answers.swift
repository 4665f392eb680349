// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

/// What a person or a system answers to an obligation (DUTIES.tsv §3).
package struct Response: Hashable, Sendable {
    /// The event: `escalation.accepted` and its kin, `identity.decided` …
    package var event: EventName
    /// The obligation that it names.
    package var obligation: String
    /// The person of the directory, or the system principal.
    package var by: String
    /// Event-specific members.
    package var detail: JSONValue
    /// When it was given.
    package var at: Instant

    /// A response by its five parts.
    package init(
        event: EventName, obligation: String, by: String, detail: JSONValue, at: Instant
    ) {
        self.event = event
        self.obligation = obligation
        self.by = by
        self.detail = detail
        self.at = at
    }
}

/// What became of a response.
package enum ResponseOutcome: String, Sendable {
    /// It changed the obligation.
    case acted
    /// Nothing to change: already so, or already ended.
    case duplicate
    /// The person may not answer it: nothing changes, and the addressee is told.
    case notEntitled = "not-entitled"
    /// A decline without a reason, or a reassignment without a person: nothing changes.
    case incomplete
}

extension Decision {
    /// Answers an obligation of this case, and brings in line what depends on it: other duties may
    /// ask whether this one is open or done.
    package mutating func answer(_ response: Response) -> ResponseOutcome {
        let outcome = take(response)
        if outcome == .acted { reconcile(because: nil, match: nil) }
        return outcome
    }

    private mutating func take(_ response: Response) -> ResponseOutcome {
        guard let obligation = standing(response.obligation) else { return .duplicate }
        guard mayAnswer(response.by, obligation) else {
            recordNoAction(obligation.rule, ResponseOutcome.notEntitled.rawValue)
            tellAttempt(on: obligation)
            return .notEntitled
        }
        guard obligation.isOpen else { return .duplicate }
        switch response.event {
        case .escalationAcknowledged: return stop(obligation, "acknowledged", response)
        case .escalationAccepted: return stop(obligation, "accepted", response)
        case .escalationCompleted: return complete(obligation, response)
        case .escalationDeclined: return decline(obligation, response)
        case .escalationReassigned: return reassign(obligation, response)
        default:
            return .incomplete
        }
    }

    /// The obligation of an id; where its date moved, the one that took its place: who answers
    /// the old notice answers the duty.
    func standing(_ id: String) -> Obligation? {
        var found = caseState.obligations.first { $0.id == id }
        while let known = found, case .withdrawn(let ending) = known.state,
            ending.reason == Ending.superseded,
            let next = caseState.obligations.first(where: { $0.supersedes == known.id })
        {
            found = next
        }
        return found
    }

    /// Whether a person is, stands in for, or stands above whom the obligation names.
    func mayAnswer(_ person: String, _ obligation: Obligation) -> Bool {
        if context.systemPrincipals.contains(person) { return true }
        if obligation.to.contains(where: { $0.personId == person && $0.role == obligation.owner })
            || (obligation.answer?.told ?? []).contains(where: {
                $0.personId == person && !isCopy($0, obligation)
            })
        {
            return true
        }
        guard let ladder = ladder(of: obligation) else { return false }
        return context.directory.isEntitled(
            person, toAnswer: ruleOwner(obligation), climbing: ladder, for: namedPeople)
    }

    /// Whether a person was told by `also` only; only the owner's answer stops a ladder.
    private func isCopy(_ addressee: Addressee, _ obligation: Obligation) -> Bool {
        guard let rule = context.book.rule(obligation.rule) else { return false }
        return rule.also.contains { $0.role == addressee.role }
            && ruleOwner(obligation) != addressee.role
    }

    /// The role that the rule names as owner, whoever stood in for it.
    func ruleOwner(_ obligation: Obligation) -> Role {
        obligation.chosenOwner ?? context.book.rule(obligation.rule)?.owner ?? obligation.owner
    }

    private mutating func stop(
        _ obligation: Obligation, _ kind: String, _ response: Response
    ) -> ResponseOutcome {
        if let answered = obligation.answer?.answered,
            answered.kind != "acknowledged" || kind == "acknowledged"
        {
            return .duplicate
        }
        var answered = obligation
        answered.answer?.answered = Answer(kind: kind, by: response.by, at: response.at)
        answered.answer?.next = nil
        record(.obligation(.acknowledged, answered))
        publish(.acknowledged, answered)
        // Where something is to be taken over, the acceptance is the deed (DUTIES.tsv D-167b).
        if obligation.kind == .task,
            context.book.rule(obligation.rule)?.doneBy.contains(where: {
                $0.event == response.event
            }) ?? false
        {
            close(answered, Ending.done, by: response.by)
        }
        return .acted
    }

    /// Completes an obligation whose rule lets itself be completed, with what the rule asks of the
    /// answer; a review that has to be held is not done by saying so.
    private mutating func complete(
        _ obligation: Obligation, _ response: Response
    ) -> ResponseOutcome {
        guard let rule = context.book.rule(obligation.rule) else {
            close(obligation, Ending.completed, by: response.by)
            return .acted
        }
        let situation = situation(of: obligation)
        let isMet = (rule.doneBy + rule.closedBy).contains { ending in
            ending.event == .escalationCompleted
                && ending.when.isMet(
                    detail: response.detail, occurredAt: response.at, facts: situation,
                    zone: context.calendar.zone)
        }
        guard isMet else {
            recordNoAction(obligation.rule, "completed-without-what-is-asked")
            return .incomplete
        }
        close(obligation, Ending.completed, by: response.by)
        return .acted
    }

    private mutating func decline(
        _ obligation: Obligation, _ response: Response
    ) -> ResponseOutcome {
        guard let reason = response.detail["reason"]?.string, !reason.isEmpty else {
            recordNoAction(obligation.rule, "declined-without-reason")
            return .incomplete
        }
        var declined = obligation
        declined.answer?.answered = nil
        record(.obligation(.added, declined))
        climbAnswer(declined, late: false, declinedBy: response.by, reason: reason)
        return .acted
    }

    private mutating func reassign(
        _ obligation: Obligation, _ response: Response
    ) -> ResponseOutcome {
        guard let person = response.detail["personId"]?.string,
            context.directory.person(person) != nil
        else {
            recordNoAction(obligation.rule, "reassigned-without-person")
            return .incomplete
        }
        var moved = obligation
        let addressee = Addressee(role: obligation.owner, personId: person)
        moved.assignedTo = person
        moved.to = [addressee] + obligation.to.filter { $0.role != obligation.owner }
        moved.answer = AnswerClock(
            rung: 1, next: nextRung(after: 1, of: ladder(of: obligation), from: now),
            told: (obligation.answer?.told ?? []) + [addressee], answered: nil)
        record(.obligation(.opened, moved))
        publish(.opened, moved)
        return .acted
    }

    /// Decides a possible match: yes takes the waiting event with its true anchors, no never links
    /// it (DUTIES.tsv X-10). A no takes a yes back, and may be said of any duty: what it came from
    /// was about somebody else. Returns what is not about this person.
    package mutating func decideIdentity(
        obligation id: String, same: Bool, by person: String, because event: CaseEvent
    ) -> (outcome: ResponseOutcome, rejected: [PendingMatch]) {
        guard let obligation = caseState.obligations.first(where: { $0.id == id }) else {
            return (.duplicate, [])
        }
        let asked = caseState.pending.filter { $0.obligation == id }
        guard !asked.isEmpty || !same else { return (.duplicate, []) }
        guard mayAnswer(person, obligation) else {
            recordNoAction(obligation.rule, ResponseOutcome.notEntitled.rawValue)
            tellAttempt(on: obligation)
            return (.notEntitled, [])
        }
        let waiting = asked.filter { $0.same == nil }
        if waiting.isEmpty { return takeBack(asked, obligation, same: same, because: event) }
        for match in waiting {
            record(.decided(eventKey: match.event.key, same: same))
        }
        if obligation.isOpen {
            close(obligation, same ? Ending.same : Ending.notTheSame, by: person)
        }
        guard same else { return (.acted, waiting) }
        take(waiting.map { LinkedEvent(event: $0.event, match: $0.match) })
        return (.acted, [])
    }

    /// Says of what was linked that it is about somebody else: of what a person had decided to be
    /// the same, or of what opened a duty.
    private mutating func takeBack(
        _ asked: [PendingMatch], _ obligation: Obligation, same: Bool, because event: CaseEvent
    ) -> (outcome: ResponseOutcome, rejected: [PendingMatch]) {
        guard !same, asked.allSatisfy({ $0.same ?? true }) else { return (.duplicate, []) }
        for match in asked { record(.decided(eventKey: match.event.key, same: false)) }
        let keys = asked.map { $0.event.key }
        let visits =
            (asked.isEmpty
            ? obligation.because.map(\.visit)
            : asked.filter { !$0.isDisagreement }.map { $0.event.visit })
            .compactMap(\.self).filter(\.isNumbered)
        let reasons = asked.isEmpty ? obligation.because : []
        let messages = disown(because: event) { message in
            // What the register says, and what people recorded here, named the person by itself.
            guard Decision.matchedFamilies.contains(String(message.event.family)) else {
                return false
            }
            return keys.contains(message.key) || message.visit.map(visits.contains) ?? false
                || reasons.contains(message.because)
        }
        guard !messages.isEmpty else { return (.duplicate, []) }
        return (.acted, messages.map { disowned($0, asked) })
    }

    /// The families of events in which others tell of people, who must first be found.
    private static let matchedFamilies = [
        "admission", "crisis", "stay", "school", "social-care", "safeguarding", "census",
    ]

    /// A message that is about nobody here, as it waited; of one that was linked at once no more is
    /// known than its visit.
    func disowned(_ message: CaseEvent, _ asked: [PendingMatch]) -> PendingMatch {
        if let waited = asked.first(where: { $0.event.key == message.key }) { return waited }
        let visit = message.visit.flatMap { $0.isNumbered ? $0 : nil }
        let name = visit.map { "visit|\($0.text)" } ?? "event|\(message.key)"
        let id = context.hashes.keyedID("candidate", name)
        var stranger = CandidateIdentity(marker: message.marker, tokens: [])
        stranger.aliases = [id]
        return PendingMatch(
            event: message, candidateID: asked.first?.candidateID ?? id,
            candidate: asked.first?.candidate ?? stranger,
            match: MatchSummary(outcome: "none", weight: 0, reason: Ending.notTheSame),
            byStatusAlone: false, obligation: nil, same: false)
    }

    /// A later message of the same visit has decided whom it is about: what waited is about this
    /// person, or about somebody else. Returns what waited.
    mutating func decideByMessage(visit: VisitKey, same: Bool) -> [PendingMatch] {
        let waiting = caseState.pending.filter {
            $0.event.visit == visit && $0.same == nil && !$0.isDisagreement
        }
        for match in waiting {
            record(.decided(eventKey: match.event.key, same: same))
        }
        for obligation in caseState.obligations where obligation.isOpen {
            let asked = caseState.pending.filter { $0.obligation == obligation.id }
            guard !asked.isEmpty, !asked.contains(where: { $0.same == nil }) else { continue }
            close(obligation, same ? Ending.same : Ending.notTheSame)
        }
        guard same else { return waiting }
        take(waiting.map { LinkedEvent(event: $0.event, match: $0.match) })
        return waiting
    }
}
