// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
package import Register

extension Engine {
    /// Decides a message about somebody whom no entry of the register matches: a candidate when
    /// a rule about people not on the register has something to say, else nobody here. Either way
    /// a stub is left, so that a person added tomorrow is found in what came yesterday.
    mutating func receiveUnmatched(
        _ notification: Notification, _ event: CaseEvent, _ position: InputPosition?
    ) throws -> EngineFrame {
        let tokens = stubTokens(notification, event)
        let mayOpen = mayConcernCandidate(event)
        var result: EngineFrame
        if !mayOpen, !hasCandidates {
            result = try finish(.notification, position, .noMatch, "no-match", [])
            result.stubTokens = tokens
            result.occurredAt = notification.occurredAt
            return result
        }
        let known = try currentCase(.candidate(candidateID(notification, event)))
        if known.isEmpty, !mayOpen {
            result = try finish(.notification, position, .noMatch, "no-match", [])
        } else {
            let visit = visitToken(event, newTo: known.subject)
            result = try receive(
                event, candidateIdentity(notification, event), known.subject, position)
            // Earlier messages about the same person said too little to be kept: a cancel that
            // came before its admission is one.
            if known.isEmpty { result.revisitTokens = tokens }
            result.revisitTokens += visit
        }
        result.stubTokens = tokens
        result.occurredAt = notification.occurredAt
        return result
    }

    /// Takes an event into a candidate's case.
    mutating func receive(
        _ event: CaseEvent, _ identity: CandidateIdentity, _ subject: CaseSubject,
        _ position: InputPosition?
    ) throws -> EngineFrame {
        var reception = Decision.Reception.taken
        let part = try decide(subject, inputID: event.key) { decision in
            decision.meet(identity)
            reception = decision.take(event, match: nil)
        }
        switch reception {
        case .taken: return try finish(.notification, position, .acted, "candidate", [part])
        case .duplicate:
            return try finish(.notification, position, .duplicate, reception.rawValue, [part])
        }
    }

    /// Whether a rule about people who are not on the register could ever speak of this event:
    /// an inpatient contact, or a person whom a marker or a crisis brings into view.
    private func mayConcernCandidate(_ event: CaseEvent) -> Bool {
        guard let encounter = event.encounter else { return event.marker }
        if encounter.bedKind.isInScope { return encounter.encounterClass.isInpatientOrUnstated }
        return event.marker
    }

    /// The candidate whom a message is about: one who is known already under any of the ids that
    /// it leads to and with whom nothing in it disagrees, else a new one.
    mutating func candidateID(_ notification: Notification, _ event: CaseEvent) -> String {
        let aliases = candidateAliases(notification, event)
        for alias in aliases {
            guard let known = candidate(ofAlias: alias),
                let identity = try? currentCase(.candidate(known)).candidate,
                !disagrees(notification.person, with: identity)
            else { continue }
            return known
        }
        return aliases.first ?? ""
    }

    /// Keyed hashes of the number, of name and birth date, and of the visit, as far as they are
    /// sent. The same person sent again is the same candidate.
    func candidateAliases(
        _ notification: Notification, _ event: CaseEvent
    ) -> [String] {
        var visits: [VisitKey] = []
        if let visit = event.visit { visits.append(visit) }
        let aliases = candidateAliases(notification.person, visits)
        return aliases.isEmpty
            ? [context.hashes.keyedID("candidate", "event|\(event.key)")] : aliases
    }

    /// The ids that lead from a person and visits to a candidate.
    func candidateAliases(_ person: Person, _ visits: [VisitKey]) -> [String] {
        var aliases: [String] = []
        if let number = person.trustedNumber {
            aliases.append(context.hashes.keyedID("candidate", "number|\(number)"))
        }
        if let family = person.familyName.value, let given = person.givenNames.first,
            let born = person.birthDate.value
        {
            let name = "\(NameKey.whole(family))|\(NameKey.whole(given))"
            aliases.append(context.hashes.keyedID("candidate", "name|\(name)|\(born.formatted)"))
        }
        for visit in visits where visit.isNumbered {
            aliases.append(context.hashes.keyedID("candidate", "visit|\(visit.text)"))
        }
        return aliases
    }

    func candidateIdentity(
        _ notification: Notification, _ event: CaseEvent
    ) -> CandidateIdentity {
        let person = notification.person
        let keys = BlockingKeys.of(person, from: notification.sender)
        var identity = CandidateIdentity(
            birthDate: person.birthDate.value, marker: event.marker,
            ehcPlan: notification.kind == .school ? notification.detail["ehcp"]?.saysYes : nil,
            tokens: tokens(keys).map { IdentityHashes.hex($0) })
        // The sector is enough, and is nobody's address.
        identity.postcode = person.postcode.value.map { String($0.dropLast(2)) }
        if notification.kind == .socialCare {
            identity.authority = notification.sender.organisation ?? notification.sender.facility
        }
        identity.numberHash = numberHash(person)
        identity.familyNameHash = familyNameHash(person)
        identity.aliases = candidateAliases(notification, event)
        return identity
    }

    /// Whether a message states something that is known otherwise of a candidate.
    func disagrees(_ person: Person, with known: CandidateIdentity) -> Bool {
        if let number = numberHash(person), let own = known.numberHash, number != own {
            return true
        }
        if let born = person.birthDate.value, let own = known.birthDate, !born.agrees(with: own) {
            return true
        }
        if let name = familyNameHash(person), let own = known.familyNameHash, name != own {
            return true
        }
        return false
    }

    private func numberHash(_ person: Person) -> String? {
        person.trustedNumber.map { context.hashes.keyedID("candidate-number", $0) }
    }

    private func familyNameHash(_ person: Person) -> String? {
        person.familyName.value.map {
            context.hashes.keyedID("candidate-name", NameKey.whole($0))
        }
    }

    /// The tokens by which a message is found again once it is known whom it is about: those of the
    /// person whom it names, else that of its visit.
    func stubTokens(_ notification: Notification, _ event: CaseEvent) -> [[UInt8]] {
        let named = tokens(BlockingKeys.of(notification.person, from: notification.sender))
        guard named.isEmpty, let visit = event.visit, visit.isNumbered else { return named }
        return [visitToken(visit)]
    }

    /// The token of a visit that is not known as this one's yet: what came of it before and named
    /// nobody is looked at again. None for one that is.
    func visitToken(_ event: CaseEvent, newTo subject: CaseSubject) -> [[UInt8]] {
        guard let visit = event.visit, visit.isNumbered, !isRevisiting,
            self.subject(ofVisit: visit) != subject
        else { return [] }
        return [visitToken(visit)]
    }

    private func visitToken(_ visit: VisitKey) -> [UInt8] {
        Array(context.hashes.keyed("visit", Array(visit.text.utf8)).prefix(16))
    }

    /// Keyed tokens of blocking keys: they tell nothing without the area's key.
    package func tokens(_ keys: [BlockingKey]) -> [[UInt8]] {
        keys.map { Array(context.hashes.keyed("blocking", $0.bytes).prefix(16)) }
    }
}

extension Person {
    /// The NHS number, unless its status says that it is none to go by.
    fileprivate var trustedNumber: String? {
        nhsNumberStatus == .verified || nhsNumberStatus == .presentUnverified ? nhsNumber : nil
    }
}

extension EncounterClass? {
    fileprivate var isInpatientOrUnstated: Bool {
        self == nil || self == .inpatient || self == .unknown
    }
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
        merged.postcode = identity.postcode ?? known.postcode
        merged.authority = identity.authority ?? known.authority
        merged.numberHash = identity.numberHash ?? known.numberHash
        merged.familyNameHash = identity.familyNameHash ?? known.familyNameHash
        merged.tokens += identity.tokens.filter { !known.tokens.contains($0) }
        merged.aliases += identity.aliases.filter { !known.aliases.contains($0) }
        if merged != known { record(.candidate(merged)) }
    }
}
