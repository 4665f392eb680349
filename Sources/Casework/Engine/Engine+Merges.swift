// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// A hospital finds that two of its records are one person's, or that they are not: a young person
/// who came in under no name, and is known by the morning.
extension Engine {
    /// Takes to heart that what is known under retired identifiers is about a person of the
    /// register (HL7 A40 and the like): whatever came and comes under them is the person's, until
    /// the hospital parts them again. Nil where a message says no such thing.
    ///
    /// - Returns: What is remembered, and the tokens of the messages to be looked at again.
    mutating func merge(
        _ notification: Notification, _ event: CaseEvent, into subject: CaseSubject
    ) throws -> (part: EngineFrame.Part, revisitTokens: [[UInt8]])? {
        guard event.event == .admissionPersonMerged,
            ["person", "identifier"].contains(notification.detail["scope"]?.string)
        else { return nil }
        // What another entry of the register knows as its own is a question for people.
        let retired = people(notification, "mergedFrom").filter { person in
            let found = identity.match(person, from: notification.sender)
            return ([found.registerId] + found.runnersUp.map { $0.registerId }).allSatisfy {
                $0 == nil || $0 == subject.id
            }
        }
        let aliases = retired.flatMap { retiredAliases($0, notification.sender) }
        guard let first = aliases.first else { return nil }
        var candidate = CandidateIdentity(marker: false, tokens: [])
        candidate.aliases = aliases
        let merged = PendingMatch(
            event: event, candidateID: first, candidate: candidate,
            match: MatchSummary(outcome: "match", weight: 0, reason: PendingMatch.merge),
            byStatusAlone: false, obligation: nil, same: true)
        let part = try decide(subject, inputID: "merged|\(event.key)") {
            $0.record(.pending(merged))
        }
        let revisitTokens = retired.flatMap {
            tokens(BlockingKeys.of($0, from: notification.sender))
        }
        return (part, revisitTokens)
    }

    /// Takes such a merge back (HL7 A37): what came by it is about somebody else.
    mutating func unmerge(
        _ notification: Notification, _ event: CaseEvent, from subject: CaseSubject
    ) throws -> [EngineFrame.Part] {
        guard event.event == .admissionPersonUnmerged else { return [] }
        let aliases = people(notification, "unlinkedFrom").flatMap {
            retiredAliases($0, notification.sender)
        }
        var rejected: [PendingMatch] = []
        let part = try decide(subject, inputID: "unmerged|\(event.key)") {
            rejected = $0.part(from: aliases, because: event)
        }
        return try [part] + receive(rejected: rejected)
    }

    /// The ids that lead to somebody whom a hospital may have merged with another: those of a
    /// candidate, and where anybody was merged the hospital's own number.
    func decidedAliases(_ person: Person, _ visits: [VisitKey], _ sender: Sender) -> [String] {
        candidateAliases(person, visits)
            + (hasMerges ? localAliases(person, sender) : [])
    }

    private func retiredAliases(_ person: Person, _ sender: Sender) -> [String] {
        candidateAliases(person, []) + localAliases(person, sender)
    }

    private func localAliases(_ person: Person, _ sender: Sender) -> [String] {
        person.localIds.compactMap { id in
            guard let authority = id.authority ?? sender.facility else { return nil }
            return context.hashes.keyedID("candidate", "local|\(authority)|\(id.value)")
        }
    }

    /// The people of whom a merge or its end tells, by their identifiers.
    private func people(_ notification: Notification, _ member: String) -> [Person] {
        (notification.detail[member]?.elements ?? []).map { side in
            var person = Person()
            if let number = side["nhsNumber"]?.string, NHSNumber.isValid(number) {
                person.nhsNumber = number
                person.nhsNumberStatus = .presentUnverified
            }
            person.localIds = (side["localIds"]?.elements ?? []).compactMap { id in
                id["value"]?.string.map {
                    LocalIdentifier(
                        value: $0, authority: id["authority"]?.string, type: id["type"]?.string)
                }
            }
            return person
        }
    }
}

extension Decision {
    /// Finds of what was merged with this person, under any of those ids, that it is somebody
    /// else's. Returns what came by it, as it would have waited.
    mutating func part(from aliases: [String], because event: CaseEvent) -> [PendingMatch] {
        let merges = caseState.pending.filter {
            $0.isMerge && $0.same ?? false
                && $0.candidate.aliases.contains(where: aliases.contains)
        }
        guard !merges.isEmpty else { return [] }
        let strangers = merges.map(\.candidateID)
        let linked = caseState.pending.filter {
            strangers.contains($0.candidateID) && $0.obligation == nil && $0.same ?? false
        }
        for match in linked { record(.decided(eventKey: match.event.key, same: false)) }
        let came = linked.filter { !$0.isMerge }
        let visits = came.filter { !$0.isDisagreement }.compactMap { $0.event.visit }
            .filter(\.isNumbered)
        return disown(because: event) { message in
            came.contains { $0.event.key == message.key }
                || message.visit.map(visits.contains) ?? false
        }.map { disowned($0, came) }
    }
}
