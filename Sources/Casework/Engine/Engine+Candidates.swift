// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
package import Register

extension Engine {
    /// Decides a message about somebody whom no entry of the register matches: a candidate when
    /// a rule about people not on the register has something to say, else nobody here. Either way
    /// a stub is left, so that a person added tomorrow is found in what came yesterday.
    mutating func receiveUnmatched(
        _ notification: Notification, _ event: CaseEvent, _ position: InputPosition?,
        _ now: Instant
    ) throws -> EngineFrame {
        let id = candidateID(notification, event)
        let tokens = tokens(BlockingKeys.of(notification.person, from: notification.sender))
        let subject = CaseSubject.candidate(id)
        let known = try currentCase(subject)
        var result: EngineFrame
        if known.isEmpty, !mayConcernCandidate(notification, event) {
            result = try finish(.notification, position, .noMatch, "no-match", [])
        } else {
            result = try receive(
                event, candidateIdentity(notification, event), known, position, now)
        }
        result.stubTokens = tokens
        result.occurredAt = notification.occurredAt
        return result
    }

    /// Takes an event into a candidate's case, unless nothing at all comes of it.
    mutating func receive(
        _ event: CaseEvent, _ identity: CandidateIdentity, _ known: Case,
        _ position: InputPosition?, _ now: Instant
    ) throws -> EngineFrame {
        var reception = Decision.Reception.taken
        let part = try decide(known.subject, inputID: event.key) { decision in
            decision.meet(identity)
            reception = decision.take(event, match: nil)
        }
        switch reception {
        case .taken: return try finish(.notification, position, .acted, "candidate", [part])
        case .duplicate, .reused:
            return try finish(.notification, position, .duplicate, reception.rawValue, [part])
        }
    }

    /// Whether a rule about people who are not on the register could ever speak of this event:
    /// an inpatient contact, or a person whom a marker or a crisis brings into view.
    private func mayConcernCandidate(_ notification: Notification, _ event: CaseEvent) -> Bool {
        guard let encounter = notification.encounter else { return event.marker }
        if encounter.bedKind.isInScope { return encounter.encounterClass.isInpatientOrUnstated }
        return event.marker
    }

    /// The candidate's id: a keyed hash of the number, else of name and birth date, else of the
    /// visit. The same person sent again is the same candidate.
    func candidateID(_ notification: Notification, _ event: CaseEvent) -> String {
        let person = notification.person
        if let number = person.nhsNumber,
            person.nhsNumberStatus == .verified || person.nhsNumberStatus == .presentUnverified
        {
            return context.hashes.keyedID("candidate", "number|\(number)")
        }
        if let family = person.familyName.value, let given = person.givenNames.first,
            let born = person.birthDate.value
        {
            let name = "\(NameKey.whole(family))|\(NameKey.whole(given))"
            return context.hashes.keyedID("candidate", "name|\(name)|\(born.formatted)")
        }
        return context.hashes.keyedID("candidate", "visit|\(event.visit?.text ?? event.key)")
    }

    func candidateIdentity(
        _ notification: Notification, _ event: CaseEvent
    ) -> CandidateIdentity {
        let keys = BlockingKeys.of(notification.person, from: notification.sender)
        return CandidateIdentity(
            birthDate: notification.person.birthDate.value, marker: event.marker,
            ehcPlan: notification.kind == .school ? notification.detail["ehcp"]?.bool : nil,
            tokens: tokens(keys).map { IdentityHashes.hex($0) })
    }

    /// Keyed tokens of blocking keys: they tell nothing without the area's key.
    package func tokens(_ keys: [BlockingKey]) -> [[UInt8]] {
        keys.map { Array(context.hashes.keyed("blocking", $0.bytes).prefix(16)) }
    }
}

extension EncounterClass? {
    fileprivate var isInpatientOrUnstated: Bool { self == nil || self == .inpatient }
}

extension Decision {
    /// Adds to what is known of a candidate; what is known is never lost to a message that says
    /// less.
    mutating func meet(_ identity: CandidateIdentity) {
        guard let known = caseState.candidate else { return record(.candidate(identity)) }
        var merged = known
        merged.birthDate = identity.birthDate ?? known.birthDate
        merged.marker = known.marker || identity.marker
        merged.ehcPlan = identity.ehcPlan ?? known.ehcPlan
        merged.tokens += identity.tokens.filter { !known.tokens.contains($0) }
        if merged != known { record(.candidate(merged)) }
    }
}
