// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Notifications
package import Policy

/// Something that came out of the engine: what an expectation is held against (CONTRACT.md §7).
package struct Emission: Hashable, Sendable {
    /// When.
    package var at: Instant
    /// The step in whose window it came, counted from 0.
    package var step: Int
    /// What happened to the obligation.
    package var verb: ExpectedVerb
    /// The kind of obligation.
    package var kind: ObligationKind
    /// The rule that it came from.
    package var rule: RuleID?
    /// The rows that it carries.
    package var covers: [String]
    /// Whom it was told.
    package var to: [Addressee]
    /// Whom it is about.
    package var about: CaseSubject
    /// Its priority.
    package var priority: Priority
    /// `dueAt` of a task, `conveneBy` of an emergency, `acknowledgeBy` of an alert.
    package var by: Instant?
    /// The rung told, or reached.
    package var rung: Int
    /// Why an emergency was called.
    package var why: String?
    /// The area.
    package var area: String
    /// What each of those told does not see.
    package var disclosed: [DisclosedForm] = []
    /// Marks for the reader: late, overdue, restored, superseded, and the reason of an end.
    package var marks: [String] = []
    /// The obligation; nil for a notice about somebody who may not answer.
    package var obligation: String?
    /// How the obligation ended; nil while it stands.
    package var ending: Ending?
}

extension Emission {
    /// The emission that a change of an obligation is; nil for a change that nobody is told.
    package init?(
        _ change: ObligationChange, _ obligation: Obligation, at: Instant, step: Int, area: String
    ) {
        guard let verb = ExpectedVerb(change, of: obligation.kind) else { return nil }
        let rung = change.rung ?? obligation.rung
        let answerBy = obligation.isAnswered ? nil : obligation.answer?.next
        self.init(
            at: at, step: step, verb: verb, kind: obligation.kind, rule: obligation.rule,
            covers: obligation.covers, to: change.told(obligation), about: obligation.about,
            priority: obligation.priority, by: obligation.due ?? answerBy, rung: rung,
            why: obligation.why, area: area)
        self.obligation = obligation.id
        if change.isLate { marks.append("late") }
        if case .reminded(true, _) = change { marks.append("overdue") }
        if obligation.breachedOnReceipt { marks.append("breached-on-receipt") }
        if obligation.restored { marks.append("restored") }
        if verb == .open, obligation.supersedes != nil { marks.append("supersedes") }
        switch obligation.state {
        case .open: break
        case .closed(let ending), .withdrawn(let ending):
            self.ending = ending
            marks.append(ending.reason)
        }
    }

    /// The notice that tells an addressee that somebody else tried to answer; nil for every other
    /// publication, which says what an obligation's change says already.
    package init?(_ publication: Publication, at: Instant, step: Int, area: String) {
        let data = publication.data
        guard publication.topic == .notices,
            data["kind"]?.string != ObligationKind.notice.rawValue,
            let subject = CaseSubject(text: publication.subject)
        else { return nil }
        let people = data["to"]?.elements ?? []
        self.init(
            at: at, step: step, verb: .open, kind: .notice, rule: nil,
            covers: data["covers"]?.elements.compactMap(\.string) ?? [],
            to: people.compactMap { person in
                guard let role = person["role"]?.string.flatMap(Role.init(rawValue:)),
                    let id = person["personId"]?.string
                else { return nil }
                return Addressee(role: role, personId: id)
            },
            about: subject,
            priority: data["priority"]?.string.flatMap(Priority.init(rawValue:)) ?? .routine,
            by: nil, rung: 1, why: nil, area: area)
        marks = ["somebody-else-tried-to-answer"]
    }

    /// One line for the author of a scenario.
    package var line: String {
        var parts = ["\(at.formatted) \(verb.rawValue) \(kind.rawValue)"]
        parts.append("[\(covers.joined(separator: " "))]")
        if let rule { parts.append(rule.text) }
        let people = to.map { "\($0.role.rawValue) \($0.personId)" }
        parts.append("to \(people.isEmpty ? "nobody" : people.joined(separator: ", "))")
        parts.append("about \(about.text)")
        parts.append(priority.rawValue)
        if let by { parts.append("by \(by.formatted)") }
        parts.append("rung \(rung)")
        if let why { parts.append("why \(why)") }
        if !marks.isEmpty { parts.append("(\(marks.joined(separator: ", ")))") }
        return parts.joined(separator: " ")
    }
}

extension ExpectedVerb {
    /// The verb of a change; nil for a change that is not emitted (CONTRACT.md §3: declined is
    /// emitted as escalated, reassigned as opened).
    init?(_ change: ObligationChange, of kind: ObligationKind) {
        if kind == .notice, change != .opened { return nil }
        switch change {
        case .opened: self = .open
        case .added: return nil
        case .reminded: self = .remind
        case .escalated, .declined: self = .escalate
        case .acknowledged: self = .acknowledge
        case .closed: self = .close
        case .withdrawn: self = .withdraw
        }
    }
}
