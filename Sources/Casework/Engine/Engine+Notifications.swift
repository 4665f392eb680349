// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

extension Engine {
    /// Decides a notification: exactly one outcome.
    package mutating func receive(
        _ notification: Notification, at position: InputPosition?, now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        if let reason = outOfScopeReason(notification) {
            return try finish(.notification, position, .outOfScope, reason, [])
        }
        let event = CaseEvent(
            notification, position: position, receivedAt: now, hashes: context.hashes)
        if let owner = try knownOwner(of: notification, event) {
            return try take(event, about: owner, match: owner.match, position, now)
        }
        let result = identity.match(
            notification.person, from: notification.sender, kind: notification.kind)
        let summary = MatchSummary(
            outcome: result.outcome.word, weight: result.weight,
            reason: result.reason.rawValue)
        switch result.outcome {
        case .match(let id) where try !currentCase(.person(id)).isFormerOrGone:
            return try take(event, about: (.person(id), summary), match: summary, position, now)
        case .match, .none:
            return try receiveUnmatched(notification, event, position, now)
        case .review:
            guard let id = result.registerId ?? result.runnersUp.first?.registerId else {
                return try receiveUnmatched(notification, event, position, now)
            }
            return try hold(
                notification, event, summary, result.isDoubtByNumberStatusAlone,
                .person(id), position, now)
        }
    }

    /// Records a value that cannot be read; the dead letter itself is the frame's publication.
    package mutating func reject(
        _ rejected: Rejected, at position: InputPosition, size: Int, digest: String,
        now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        let sender = rejected.sender?.facility ?? rejected.sender?.application ?? "unknown"
        let part = try decide(.feed(sender), inputID: position.text) { decision in
            decision.publishDeadLetter(
                position, size: size, digest: digest, code: rejected.code.rawValue,
                bytePosition: rejected.position)
        }
        var frame = try finish(.notification, position, .deadLetter, rejected.code.rawValue, [part])
        frame.occurredAt = now
        return frame
    }

    private func outOfScopeReason(_ notification: Notification) -> String? {
        if !notification.isProduction { return "test" }
        guard notification.event.text.hasSuffix(".other") else { return nil }
        return notification.detail["reason"]?.string ?? "event-type"
    }

    /// The person or candidate whose visit this is, when nothing in the message disagrees
    /// (CONTRACT.md §4: absent is not disagreement).
    private mutating func knownOwner(
        of notification: Notification, _ event: CaseEvent
    ) throws -> (subject: CaseSubject, match: MatchSummary)? {
        guard let key = event.visit, key.isNumbered, let subject = subject(ofVisit: key)
        else { return nil }
        let state = try currentCase(subject)
        if let entry = state.entry, entry.disagrees(with: notification.person) { return nil }
        if case .candidate(let id) = subject {
            guard candidateID(notification, event) == id || notification.person.isAnonymous
            else { return nil }
            if case .match = identity.match(
                notification.person, from: notification.sender, kind: notification.kind
            ).outcome {
                return nil
            }
        }
        return (subject, MatchSummary(outcome: "match", weight: 0, reason: "known-visit"))
    }

    private mutating func take(
        _ event: CaseEvent, about owner: (subject: CaseSubject, match: MatchSummary),
        match: MatchSummary, _ position: InputPosition?, _ now: Instant
    ) throws -> EngineFrame {
        var parts: [EngineFrame.Part] = []
        if let key = event.visit, case .candidate(let id)? = subject(ofVisit: key),
            case .person(let person) = owner.subject
        {
            parts.append(try release(candidate: id, to: person, event, now))
            assign(visit: key, to: owner.subject)
        }
        var reception = Decision.Reception.taken
        parts.append(
            try decide(owner.subject, inputID: event.key) {
                reception = $0.take(event, match: match)
            })
        return try finish(
            .notification, position, reception == .taken ? .acted : .duplicate,
            reception == .taken ? match.reason : reception.rawValue, parts)
    }

    /// A candidate is found to be a person of the register: what only concerned somebody not on
    /// the register ends.
    private mutating func release(
        candidate id: String, to person: String, _ event: CaseEvent, _ now: Instant
    ) throws -> EngineFrame.Part {
        try decide(.candidate(id), inputID: event.key) { decision in
            let added = CaseEvent.added(to: person, because: event, at: now)
            _ = decision.take(added, match: nil)
        }
    }

    private mutating func hold(
        _ notification: Notification, _ event: CaseEvent, _ summary: MatchSummary,
        _ byStatusAlone: Bool, _ subject: CaseSubject, _ position: InputPosition?,
        _ now: Instant
    ) throws -> EngineFrame {
        let candidate = candidateID(notification, event)
        let state = try currentCase(subject)
        switch state.pending.last(where: { $0.candidateID == candidate && $0.same != nil })?.same {
        case true?:
            return try take(event, about: (subject, summary), match: summary, position, now)
        case false?:
            return try receiveUnmatched(notification, event, position, now)
        case nil:
            break
        }
        let pending = PendingMatch(
            event: event, candidateID: candidate,
            candidate: candidateIdentity(notification, event), match: summary,
            byStatusAlone: byStatusAlone, obligation: nil, same: nil)
        var reception = Decision.Reception.taken
        let part = try decide(subject, inputID: event.key) { reception = $0.hold(pending) }
        return try finish(
            .notification, position, reception == .taken ? .review : .duplicate,
            summary.reason, [part])
    }

}

extension CaseEvent {
    /// The event by which a candidate's case learns that the person is on the register.
    static func added(to person: String, because event: CaseEvent, at now: Instant) -> CaseEvent {
        var added = event
        added.key = "added|\(event.key)"
        added.event = .registerAdded
        added.encounter = nil
        added.receivedAt = now
        added.detail = .object([.init("registerId", .string(person))])
        return added
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
    var isFormerOrGone: Bool { entry?.isFormer ?? true }
}

extension Person {
    /// Whether the message says nothing of who it is.
    var isAnonymous: Bool {
        nhsNumber == nil && familyName.value == nil && birthDate.value == nil
    }
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
