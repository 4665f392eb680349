// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Engine {
    /// Decides a notification about somebody who is not surely a person of the register by what the
    /// message says alone.
    mutating func receiveUnsure(
        _ notification: Notification, _ event: CaseEvent, _ result: MatchResult,
        _ summary: MatchSummary, _ position: InputPosition?
    ) throws -> EngineFrame {
        let isFormer = if case .match = result.outcome { true } else { false }
        if !isFormer, let frame = try receiveDecided(notification, event, result.weight, position) {
            return frame
        }
        switch result.outcome {
        case .review where result.registerId ?? result.runnersUp.first?.registerId != nil:
            let id = result.registerId ?? result.runnersUp.first?.registerId ?? ""
            return try hold(
                notification, event, summary, result.isDoubtByNumberStatusAlone, .person(id),
                position)
        case .match, .review, .none:
            if let waiting = event.visit.flatMap(subject(ofPendingVisit:)) {
                // What says less than the message before it decides nothing: it waits as well.
                let doubt = MatchSummary(outcome: "review", weight: 0, reason: "known-visit")
                return try hold(notification, event, doubt, false, waiting, position)
            }
            if case .match(let id) = result.outcome {
                let frame = try receiveUnmatched(notification, event, position)
                return try telling(frame, of: event, summary, former: id)
            }
            if let owner = try doubtedOwner(of: event) {
                let doubt = MatchSummary(
                    outcome: "review", weight: result.weight, reason: PendingMatch.disagreement)
                return try hold(notification, event, doubt, false, owner, position)
            }
            return try receiveUnmatched(notification, event, position)
        }
    }

    /// The person of the register whose visit a message names, of whom it says otherwise: the
    /// number is wrong, or what else it says (CONTRACT.md §4: a disagreement is a review). Nil
    /// where it has been decided that the visit is not theirs.
    private mutating func doubtedOwner(of event: CaseEvent) throws -> CaseSubject? {
        guard let key = event.visit, key.isNumbered, let subject = subject(ofVisit: key),
            case .person = subject
        else { return nil }
        let state = try currentCase(subject)
        return state.isFormerOrGone || state.hasDisowned(visit: key) ? nil : subject
    }

    /// Takes a notification about somebody whom a person decided to be one of the register: the
    /// answer holds for whatever comes under the same number, name and birth date, or visit, and
    /// whoever takes the answer back takes back what came by it (DUTIES.tsv X-10). Nil where
    /// nobody decided that.
    private mutating func receiveDecided(
        _ notification: Notification, _ event: CaseEvent, _ weight: Double,
        _ position: InputPosition?
    ) throws -> EngineFrame? {
        guard let (subject, answer) = try decidedOwner(of: notification, event) else { return nil }
        let match = MatchSummary(outcome: "match", weight: weight, reason: "decided")
        // Whoever takes the answer back takes a visit along only if it came by the answer.
        let isKnownVisit = event.visit.map { self.subject(ofVisit: $0) == subject } ?? false
        var frame = try take(event, of: notification, about: (subject, match), position)
        guard frame.outcome == .acted else { return frame }
        let answered = PendingMatch(
            event: event, candidateID: answer.candidateID,
            candidate: candidateIdentity(notification, event),
            match: MatchSummary(
                outcome: "match", weight: weight,
                reason: isKnownVisit ? PendingMatch.disagreement : "decided"),
            byStatusAlone: false, obligation: answer.obligation, same: true)
        frame.parts.append(
            try decide(subject, inputID: "answered|\(event.key)") { $0.record(.pending(answered)) })
        return frame
    }

    private mutating func decidedOwner(
        of notification: Notification, _ event: CaseEvent
    ) throws -> (subject: CaseSubject, answer: PendingMatch)? {
        guard knowsAliases else { return nil }
        for subject in aliases(notification, event).flatMap(subjects(decidedOf:)) {
            let state = try currentCase(subject)
            guard !state.isFormerOrGone, !state.hasDisowned(visit: event.visit),
                let answer = answer(about: notification, event, in: state), answer.same ?? false
            else { continue }
            return (subject, answer)
        }
        return nil
    }

    private func aliases(_ notification: Notification, _ event: CaseEvent) -> [String] {
        let visits = event.visit.map { [$0] } ?? []
        return decidedAliases(notification.person, visits, notification.sender)
    }

    /// What a person last said of whether the one in a message is that person; nil where nobody was
    /// asked, or of somebody with whom the message disagrees.
    private mutating func answer(
        about notification: Notification, _ event: CaseEvent, in state: Case
    ) -> PendingMatch? {
        let candidate = candidateID(notification, event)
        let aliases = aliases(notification, event)
        return state.pending.last { pending in
            pending.same != nil && !disagrees(notification.person, with: pending.candidate)
                && (pending.candidateID == candidate
                    || pending.candidate.aliases.contains(where: aliases.contains))
        }
    }

    /// Holds a notification until a person has said whose it is; what was said already counts.
    private mutating func hold(
        _ notification: Notification, _ event: CaseEvent, _ summary: MatchSummary,
        _ byStatusAlone: Bool, _ subject: CaseSubject, _ position: InputPosition?
    ) throws -> EngineFrame {
        if answer(about: notification, event, in: try currentCase(subject)) != nil {
            return try receiveUnmatched(notification, event, position)
        }
        let pending = PendingMatch(
            event: event, candidateID: candidateID(notification, event),
            candidate: candidateIdentity(notification, event), match: summary,
            byStatusAlone: byStatusAlone, obligation: nil, same: nil)
        var reception = Decision.Reception.taken
        let part = try decide(subject, inputID: event.key) { reception = $0.hold(pending) }
        var frame = try finish(
            .notification, position, reception == .taken ? .review : .duplicate,
            summary.reason, [part])
        frame.stubTokens = tokens(BlockingKeys.of(notification.person, from: notification.sender))
        frame.occurredAt = notification.occurredAt
        return frame
    }
}
