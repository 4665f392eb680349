// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
package import Register

extension Engine {
    /// Decides a notification: exactly one outcome.
    package mutating func receive(
        _ notification: Notification, at position: InputPosition?, now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        if let reason = outOfScopeReason(notification) {
            return try finish(.notification, position, .outOfScope, reason, [])
        }
        if let frame = try receiveOfProvider(notification, at: position) { return frame }
        let event = CaseEvent(
            notification, position: position, receivedAt: now, hashes: context.hashes)
        if let owner = try knownOwner(of: notification, event) {
            return try take(event, of: notification, about: owner, position)
        }
        let result = identity.match(
            notification.person, from: notification.sender, kind: notification.kind)
        let summary = MatchSummary(
            outcome: result.outcome.word, weight: result.weight,
            reason: result.reason.rawValue, evidence: result.evidence)
        switch result.outcome {
        case .match(let id) where try currentCase(.person(id)).hasDisowned(visit: event.visit):
            // Whose visit it is not has been decided, so who it says it is counts for nothing.
            var ofStranger = notification
            ofStranger.person = Person()
            return try receiveUnmatched(ofStranger, event, position)
        case .match(let id)
        where try !currentCase(.person(id)).isFormerOrGone || isForFormer(event, id):
            return try take(event, of: notification, about: (.person(id), summary), position)
        case .match, .review, .none:
            return try receiveUnsure(notification, event, result, summary, position)
        }
    }

    /// Whether news is about somebody who was on the register as such: the school reviews the plan
    /// of a person with whom keyworking may begin again (DUTIES.tsv D-101).
    private mutating func isForFormer(_ event: CaseEvent, _ id: String) throws -> Bool {
        try event.event == .schoolEhcAnnualReview
            && currentCase(.person(id)).currentEntry?.isFormer ?? false
    }

    /// Who was on the register and comes into hospital is a candidate like anybody else; of a death
    /// their own case hears as well, so that nobody asks after them.
    mutating func telling(
        _ frame: EngineFrame, of event: CaseEvent, _ match: MatchSummary, former id: String
    ) throws -> EngineFrame {
        guard event.event == .admissionDied || event.content.death != nil,
            try currentCase(.person(id)).entry != nil
        else { return frame }
        var frame = frame
        frame.parts.append(
            try decide(.person(id), inputID: "former|\(event.key)") {
                _ = $0.take(event, match: match)
            })
        return frame
    }

    /// Records a value that cannot be read; the dead letter itself is the frame's publication.
    package mutating func reject(
        _ rejected: Rejected, at position: InputPosition, size: Int, digest: String,
        now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        // As much of a name as a name has: in rubbish anything can stand where the sender stands.
        let sender = String(
            (rejected.sender?.facility ?? rejected.sender?.application ?? "unknown")
                .prefix(Engine.senderCharactersMax))
        let part = try decide(.feed(sender), inputID: position.text) { decision in
            decision.publishDeadLetter(
                position, size: size, digest: digest, code: rejected.code.rawValue,
                bytePosition: rejected.position)
        }
        var frame = try finish(.notification, position, .deadLetter, rejected.code.rawValue, [part])
        frame.occurredAt = now
        return frame
    }

    /// The longest name of a sender in a dead letter (HL7's namespace id has 20 characters).
    private static let senderCharactersMax = 64

    /// Records a record of the register that cannot be taken: a dead letter like any other.
    package mutating func reject(
        _ fault: EntryFault, at position: InputPosition, size: Int, digest: String,
        now instant: Instant
    ) throws -> EngineFrame {
        _ = advance(to: instant)
        let part = try decide(.feed("register"), inputID: position.text) { decision in
            decision.publishDeadLetter(
                position, size: size, digest: digest, code: fault.code.rawValue, bytePosition: 0)
        }
        return try finish(.register, position, .deadLetter, fault.code.rawValue, [part])
    }

    private func outOfScopeReason(_ notification: Notification) -> String? {
        if !notification.isProduction { return "test" }
        // What is on the register the register says, and nobody else.
        if notification.event.family == "register" { return "register-event" }
        guard notification.event.text.hasSuffix(".other") else { return nil }
        return notification.detail["reason"]?.string ?? "event-type"
    }

    /// The person of the register whose visit this is, when nothing in the message disagrees
    /// (CONTRACT.md §4: absent is not disagreement). A person who is not on the register any more
    /// is met as a candidate.
    private mutating func knownOwner(
        of notification: Notification, _ event: CaseEvent
    ) throws -> (subject: CaseSubject, match: MatchSummary)? {
        guard let key = event.visit, key.isNumbered, let subject = subject(ofVisit: key)
        else { return nil }
        let state = try currentCase(subject)
        guard !state.isFormerOrGone, let entry = state.entry,
            !entry.value.disagrees(with: notification.person)
        else { return nil }
        return (subject, MatchSummary(outcome: "match", weight: 0, reason: "known-visit"))
    }

    mutating func take(
        _ event: CaseEvent, of notification: Notification,
        about owner: (subject: CaseSubject, match: MatchSummary), _ position: InputPosition?
    ) throws -> EngineFrame {
        var parts: [EngineFrame.Part] = []
        let visit = visitToken(event, newTo: owner.subject)
        if case .person(let person) = owner.subject,
            let id = try candidate(of: notification, event)
        {
            parts.append(try release(candidate: id, to: person, event))
        }
        if let key = event.visit, case .person = owner.subject {
            if let former = try subjectCorrected(by: event, of: notification, to: owner.subject) {
                parts += try move(
                    visit: key, from: former, to: owner.subject, because: event, owner.match)
            }
            parts += try settle(key, on: owner.subject, event)
            assign(visit: key, to: owner.subject)
        }
        var reception = Decision.Reception.taken
        let isNotedOnly = isRevisiting
        parts.append(
            try decide(owner.subject, inputID: event.key) {
                reception = isNotedOnly ? $0.note(event) : $0.take(event, match: owner.match)
            })
        if isNotedOnly, reception == .taken {
            noteForLater(.init(event: event, match: owner.match), about: owner.subject)
        }
        guard reception == .taken else {
            return try finish(.notification, position, .duplicate, reception.rawValue, parts)
        }
        parts += try unmerge(notification, event, from: owner.subject)
        let merged = try merge(notification, event, into: owner.subject)
        if let merged { parts.append(merged.part) }
        var frame = try finish(.notification, position, .acted, owner.match.reason, parts)
        frame.revisitTokens = (merged?.revisitTokens ?? []) + visit
        return frame
    }

    /// The candidate as whom the person of a message was known until now: by the visit, or by a
    /// message of a school or of social care, which has none. Nil: nobody, or one who is known to
    /// have come onto the register.
    private mutating func candidate(
        of notification: Notification, _ event: CaseEvent
    ) throws -> String? {
        if case .candidate(let id)? = event.visit.flatMap(subject(ofVisit:)) { return id }
        guard hasCandidates else { return nil }
        let known = try currentCase(.candidate(candidateID(notification, event)))
        let isReleased = known.events.last?.event == .registerAdded
        return known.isEmpty || isReleased ? nil : known.subject.id
    }

    /// A message is surely about a person: what waits about the same visit is about that person
    /// too, in whosever case it waits (DUTIES.tsv X-10: "a later message decides").
    private mutating func settle(
        _ key: VisitKey, on subject: CaseSubject, _ event: CaseEvent
    ) throws -> [EngineFrame.Part] {
        guard let waiting = self.subject(ofPendingVisit: key) else { return [] }
        var decided: [PendingMatch] = []
        var parts = [
            try decide(waiting, inputID: event.key) {
                decided = $0.decideByMessage(visit: key, same: waiting == subject)
            }
        ]
        guard waiting != subject else { return parts }
        parts.append(
            try decide(subject, inputID: "settled|\(event.key)") {
                $0.take(decided.map { .init(event: $0.event, match: $0.match) })
            })
        return parts
    }

    /// A candidate is found to be a person of the register: what only concerned somebody not on
    /// the register ends.
    private mutating func release(
        candidate id: String, to person: String, _ event: CaseEvent
    ) throws -> EngineFrame.Part {
        let added = CaseEvent.added(to: person, because: event, at: now)
        return try decide(.candidate(id), inputID: event.key) { decision in
            _ = decision.take(added, match: nil)
        }
    }
}

extension CaseEvent {
    /// The event by which a candidate's case learns that the person is on the register.
    static func added(to person: String, because event: CaseEvent, at now: Instant) -> CaseEvent {
        var added = event.content
        added.key = "added|\(event.key)"
        added.position = nil
        added.event = .registerAdded
        added.encounter = nil
        added.occurredAt = now
        added.recordedAt = now
        added.sentAt = now
        added.receivedAt = now
        added.detail = .object([.init("registerId", .string(person))])
        return CaseEvent(added)
    }
}

extension MatchOutcome {
    var word: String {
        switch self {
        case .match: "match"
        case .review: "review"
        case .none: "none"
        }
    }
}

extension Case {
    /// Whether the entry is closed, or gone: such a person is not on the register.
    var isFormerOrGone: Bool { currentEntry?.isFormer ?? true }
}

extension RegisterEntry {
    /// Whether a message states something that this entry says otherwise.
    func disagrees(with person: Person) -> Bool {
        if let number = person.nhsNumber, let own = nhsNumber, number != own,
            person.nhsNumberStatus != .conflicting
        {
            return true
        }
        if let stated = person.birthDate.value, let own = birthDate, !stated.agrees(with: own) {
            return true
        }
        if let stated = person.familyName.value, let own = familyName,
            NameKey.whole(stated) != NameKey.whole(own)
        {
            return true
        }
        return false
    }
}
