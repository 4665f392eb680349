// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register

/// Says facts of the journal in plain English.
struct FactStory {
    let context: DecisionContext
    let time: LocalTime

    init(_ context: DecisionContext) {
        self.context = context
        time = LocalTime(zone: context.calendar.zone)
    }

    /// The sentences of one fact; `state` is the case just before it.
    func sentences(of fact: Fact, on state: Case) -> [String] {
        switch fact {
        case .entry(let entry):
            return ["The register entry is now: \(known(of: entry))."]
        case .entryRemoved:
            return ["The entry was removed from the register."]
        case .candidate(let identity):
            let marker = identity.marker ? "with" : "without"
            return ["Kept as somebody whom no entry matches, \(marker) a diagnosis marker."]
        case .event(let event):
            return ["Took in \(text(of: event))."]
        case .pending(let match):
            return [
                "Held until a person decides: \(text(of: match.event)). "
                    + "It may be about this person (\(text(of: match.match)))."
            ]
        case .decided(_, let same):
            return ["A person decided: it is \(same ? "" : "not ")about this person."]
        case .disowned(let messages):
            let count = messages.keys.count
            return [
                "\(count) message\(count == 1 ? " was" : "s were") about somebody else, and "
                    + "\(count == 1 ? "is" : "are") out of this case."
            ]
        case .obligation(let change, let obligation):
            return ObligationStory(self).sentences(of: change, obligation, on: state)
        case .occasion(let rule, let count):
            return count > 1 ? ["It is occasion \(count) of rule \(rule)."] : []
        case .published(let publication):
            return text(of: publication)
        case .notActed(let action):
            return [text(of: action)]
        case .held(let rule, let seen):
            guard !seen.isEmpty else { return [] }
            return ["What rule \(rule) asks for held: \(seen.joined(separator: ", "))."]
        case .policy(let version):
            return ["The policy \(version) is in force."]
        case .matching(let version):
            return ["People are matched by the weights \(version)."]
        case .kept(let terms):
            return [text(of: terms)]
        case .released(let obligation):
            return ["\(obligation) goes by the policy in force."]
        case .counted(let counted):
            return CountStory(time: time).sentences(of: counted)
        case .tallied(let tally):
            return [CountStory(time: time).sentence(of: tally)]
        case .waiting(let rules):
            guard let rules else { return ["No rule waits for working hours any more."] }
            let names = rules.rules.map(\.text).joined(separator: ", ")
            return ["What held before the beginning opens \(time.text(rules.until)): \(names)."]
        case .reconsider(let instant):
            return instant.map { ["Will be looked at again on \(time.text($0))."] } ?? []
        }
    }

    /// What an obligation keeps of an earlier policy.
    private func text(of terms: KeptTerms) -> String {
        var parts: [String] = []
        if let clock = terms.insteadOf { parts.append("keeps its clock in place of \(clock)") }
        if !terms.waived.isEmpty {
            parts.append("is not asked for \(terms.waived.joined(separator: ", "))")
        }
        if terms.waivesDone { parts.append("is not done by what had been done before") }
        if parts.isEmpty { parts.append("stands as it is") }
        return "\(terms.obligation) \(parts.joined(separator: ", and ")) until a person adopts "
            + "\(terms.policyVersion)."
    }

    /// A person in a role: `kw-1 (keyworker, Robin Ashdown)`.
    func text(of addressee: Addressee) -> String {
        let name = context.directory.person(addressee.personId)?.name
        return "\(addressee.personId) (\(addressee.role.rawValue)"
            + (name.map { ", \($0)" } ?? "") + ")"
    }

    /// People in roles, in order; `nobody` for none.
    func text(of addressees: [Addressee]) -> String {
        addressees.isEmpty ? "nobody" : addressees.map(text(of:)).joined(separator: ", ")
    }

    /// How a message was linked.
    func text(of match: MatchSummary) -> String {
        "\(match.outcome), weight \(FactStory.bits(match.weight)) bits, \(match.reason)"
            + evidence(of: match)
    }

    private func evidence(of match: MatchSummary) -> String {
        guard let evidence = match.evidence, !evidence.isEmpty else { return "" }
        let prior = match.weight - evidence.reduce(0) { $0 + $1.weight }
        return " (\(FactStory.bits(prior)) before anything was compared, "
            + "\(evidence.map(\.text).joined(separator: ", ")))"
    }

    private static func bits(_ weight: Double) -> Double { (weight * 10).rounded() / 10 }

    /// What a register entry says that rules look at; no name, number or date of birth.
    func known(of entry: RegisterEntry) -> String {
        var parts = ["status \(entry.status.rawValue)"]
        if let rating = entry.rating {
            let since = rating.at.map { " since \(time.text($0))" } ?? ""
            parts.append("rated \(rating.value.rawValue)\(since)")
        } else {
            parts.append("not rated")
        }
        if let keyworker = entry.keyworker {
            let accepted = keyworker.acceptedAt.map { "accepted \(time.text($0))" }
            parts.append("keyworker \(keyworker.personId), \(accepted ?? "not accepted")")
        } else {
            parts.append("no keyworker")
        }
        parts.append("register consent \(entry.consent.status(.register).rawValue)")
        if let version = entry.version { parts.append("version \(version)") }
        return parts.joined(separator: "; ")
    }

    private func text(of event: CaseEvent) -> String {
        let sender =
            event.sender.organisation ?? event.sender.facility ?? event.sender.application
        var text = "\(event.event.text), which happened \(time.text(event.occurredAt))"
        if let sender { text += ", from \(sender)" }
        if let position = event.position { text += ", message \(position.text)" }
        if let by = event.by { text += ", given by \(by)" }
        return text
    }

    private func text(of publication: Publication) -> [String] {
        guard publication.topic != .dashboard else {
            return ["Published for area boards, without saying who it is about."]
        }
        let told = publication.data["to"]?.elements.compactMap { $0["personId"]?.string } ?? []
        return [
            "Published \(publication.type) on \(publication.topic.rawValue), number "
                + "\(publication.sequence) about \(publication.subject)"
                + (told.isEmpty ? "" : ", telling " + told.joined(separator: ", ")) + "."
        ]
    }

    /// Why a rule did not act.
    func text(of action: NonAction) -> String {
        let what = action.rule.map { "Rule \($0) did not act" } ?? "Nothing was opened"
        let seen = action.seen.isEmpty ? "" : "; seen: " + action.seen.joined(separator: ", ")
        return "\(what): \(FactStory.plain(action.reason))\(seen)."
    }

    /// A stable word of the journal in plain English, with the word itself behind it.
    static func plain(_ word: String) -> String {
        let text: String? =
            switch word {
            case "already-done": "what it asks for was already done"
            case "already-opened": "it was opened for this occasion before"
            case "already-ended": "what would end it had already happened"
            case "unknown-author": "nobody of the directory gave the answer"
            case "unless": "its exception applies"
            case "condition-false": "what it asks for did not hold"
            case "duplicate": "the same message had come before"
            case "reused": "its id had come before with another content"
            case "not-entitled": "the person may not answer it"
            case "declined-without-reason": "a decline needs a reason"
            case "completed-without-what-is-asked": "its rule asks for more than was said"
            case "reassigned-without-person": "it was given to nobody"
            default: nil
            }
        return text.map { "\($0) (\(word))" } ?? word
    }
}
