// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

extension Engine {
    /// Decides an answer or a recording by a person or a system. Its outcome is `review` when the
    /// person may not answer, and nothing changes (CONTRACT.md §3).
    package mutating func respond(
        _ notification: Notification, at position: InputPosition?, now instant: Instant
    ) throws -> EngineFrame {
        let now = advance(to: instant)
        let reference = notification.response ?? ResponseReference()
        // What came by command is published under this area's name: read back, it must be known.
        var asRead = notification
        if position == nil { asRead.sender = Sender(application: context.source) }
        let event = CaseEvent(
            asRead, position: position, receivedAt: now, hashes: context.hashes)
        if notification.event == .unitRatingChanged {
            // About nobody: whoever may record anything at all may record it.
            guard try author(reference, notification, .area(context.area)) != nil else {
                return try finish(.response, position, .review, "unknown-author", [])
            }
            if let frame = try receiveOfProvider(notification, at: position) { return frame }
        }
        let obligation = reference.taskId ?? reference.alertId
        guard let subject = responseSubject(reference, obligation, notification) else {
            return try finish(.response, position, .noMatch, "nothing-named", [])
        }
        guard let by = try author(reference, notification, subject) else {
            return try refuse(event, obligation, subject, position)
        }
        guard try !currentCase(subject).isEmpty else {
            return try finish(.response, position, .noMatch, "unknown-subject", [])
        }
        if try currentCase(subject).events.contains(where: { $0.key == event.key }) {
            return try finish(.response, position, .duplicate, "duplicate", [])
        }
        if notification.event == .identityDecided {
            // It is the answer to a question, or a word about what opened a duty; of a person as
            // such it says nothing.
            guard let asked = try obligation ?? currentCase(subject).onlyQuestion else {
                return try finish(.response, position, .noMatch, "nothing-named", [])
            }
            return try decideIdentity(notification, event, asked, subject, by, position)
        }
        if notification.event == .escalationRaised,
            !(notification.detail["reason"]?.isStated ?? false)
        {
            // A challenge says what is wrong (DUTIES.tsv D-013).
            return try finish(.response, position, .review, "incomplete", [])
        }
        guard notification.event.family == "escalation", notification.event != .escalationRaised
        else {
            var reception = Decision.Reception.taken
            let part = try decide(subject, inputID: event.key) { decision in
                reception = decision.take(event, match: nil)
                if position == nil { decision.publishResponse(notification, by: by) }
            }
            return try finish(
                .response, position, reception == .taken ? .acted : .duplicate,
                event.event.text, [part])
        }
        guard let obligation else {
            return try finish(.response, position, .noMatch, "nothing-named", [])
        }
        var outcome = ResponseOutcome.acted
        let part = try decide(subject, inputID: event.key) { decision in
            decision.remember(event)
            outcome = decision.answer(
                Response(
                    event: notification.event, obligation: obligation, by: by,
                    detail: notification.detail, at: now))
            if position == nil { decision.publishResponse(notification, by: by) }
        }
        return try finish(.response, position, outcome.outcome, outcome.rawValue, [part])
    }

    /// An answer by somebody who is neither of the directory nor an allowed system: nothing
    /// changes, and whoever was asked is told that somebody tried.
    private mutating func refuse(
        _ event: CaseEvent, _ obligation: String?, _ subject: CaseSubject,
        _ position: InputPosition?
    ) throws -> EngineFrame {
        guard let obligation else {
            return try finish(.response, position, .review, "unknown-author", [])
        }
        let part = try decide(subject, inputID: event.key) { decision in
            guard let asked = decision.standing(obligation) else { return }
            decision.recordNoAction(asked.rule, "unknown-author")
            decision.tellAttempt(on: asked)
        }
        return try finish(.response, position, .review, "unknown-author", [part])
    }

    private mutating func decideIdentity(
        _ notification: Notification, _ event: CaseEvent, _ obligation: String,
        _ subject: CaseSubject, _ by: String, _ position: InputPosition?
    ) throws -> EngineFrame {
        let answer = event.detail["same"]
        let same: Bool? =
            switch answer?.string ?? (answer?.bool).map({ $0 ? "yes" : "no" }) {
            case "yes": true
            case "no": false
            default: nil
            }
        guard let same else {
            return try finish(.response, position, .review, "incomplete", [])
        }
        var decided: (outcome: ResponseOutcome, rejected: [PendingMatch]) = (.acted, [])
        var parts = [
            try decide(subject, inputID: event.key) { decision in
                decision.remember(event)
                decided = decision.decideIdentity(
                    obligation: obligation, same: same, by: by, because: event)
                if position == nil { decision.publishResponse(notification, by: by) }
            }
        ]
        parts += try receive(rejected: decided.rejected)
        return try finish(
            .response, position, decided.outcome.outcome, decided.outcome.rawValue, parts)
    }

    /// Takes what was found not to be about a person of the register as news of somebody else.
    mutating func receive(rejected: [PendingMatch]) throws -> [EngineFrame.Part] {
        var parts: [EngineFrame.Part] = []
        for pending in rejected {
            let subject = CaseSubject.candidate(pending.candidateID)
            // A known visit stays with its person, whoever else was named in news of it.
            if let visit = pending.event.visit, visit.isNumbered, !pending.isDisagreement {
                assign(visit: visit, to: subject)
            }
            parts += try receive(pending.event, pending.candidate, subject, nil).parts
        }
        return parts
    }

    private func responseSubject(
        _ reference: ResponseReference, _ obligation: String?, _ notification: Notification
    ) -> CaseSubject? {
        if let obligation { return subject(ofObligation: obligation) }
        return reference.registerId.map { .person($0) }
    }

    /// The person of the directory, the keyworker of the entry, or the system principal who
    /// answers; nil when it is none of these.
    private mutating func author(
        _ reference: ResponseReference, _ notification: Notification, _ subject: CaseSubject
    ) throws -> String? {
        let name = reference.by ?? notification.sender.application ?? ""
        let isKnown =
            context.systemPrincipals.contains(name) || context.directory.person(name) != nil
        if isKnown { return name }
        return try currentCase(subject).keyworkerID == name ? name : nil
    }

}

extension ResponseOutcome {
    /// As which notification outcome it is counted.
    fileprivate var outcome: Outcome {
        switch self {
        case .acted: .acted
        case .duplicate: .duplicate
        case .notEntitled, .incomplete: .review
        }
    }
}

extension Case {
    /// The open question whether somebody is this person, where there is but one: who names the
    /// person answers that.
    fileprivate var onlyQuestion: String? {
        let open = obligations.filter { $0.kind == .review && $0.isOpen }
        return open.count == 1 ? open[0].id : nil
    }
}

extension Decision {
    /// Remembers an answer's event, so that the same answer sent again changes nothing.
    mutating func remember(_ event: CaseEvent) {
        record(.event(event))
    }
}
