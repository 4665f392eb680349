// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy
package import Register

/// A duty that somebody owes. A case keeps all that there ever were, and a decision looks at them
/// again and again.
package typealias Obligation = Shared<ObligationContent>

/// What an obligation says: what, about whom, owed by which role, due when, reminded how,
/// escalated to whom, ended by what (DESIGN.md, DUTIES.tsv §3).
package struct ObligationContent: Hashable, Sendable, Codable {
    /// Where the obligation stands.
    package enum State: Hashable, Sendable, Codable {
        /// Owed.
        case open
        /// Done, or its condition ended in a way that needs no withdrawal.
        case closed(Ending)
        /// It should never have been, or is no longer, owed; everybody told is told.
        case withdrawn(Ending)
    }

    /// `H(area, rule family, subject, occasion)`; never a message id or a policy version.
    package internal(set) var id: String
    /// The rule family.
    package let rule: RuleID
    /// The rows of DUTIES.tsv that it carries.
    package internal(set) var covers: [String]
    /// Alert, task, emergency, review or notice.
    package let kind: ObligationKind
    /// Whom it is about.
    package let about: CaseSubject
    /// The stay, the item, or the n-th time: what makes it this obligation and not the next.
    package internal(set) var occasion: String
    /// The version of the policy that opened it.
    package internal(set) var policyVersion: String
    /// What is asked, in plain English.
    package let title: String
    /// Why an emergency was called.
    package let why: String?
    /// The role that owes it.
    package var owner: Role
    /// The role that the rule chose as owner; nil where it names but one.
    package var chosenOwner: Role?
    /// Everybody to whom it was opened: owner, stand-ins, on-call, also.
    package var to: [Addressee]
    /// The person to whom it was given by name in the owner's place.
    package var assignedTo: String?
    /// At least this; raised, never lowered.
    package var priority: Priority
    /// How it climbs.
    package var ladder: LadderName
    /// The only role to which it climbs; nil where the ladder says it.
    package var climbsOnlyTo: Role?
    /// Obligations opened by one decision for one recipient.
    package var bundle: String
    /// The events that opened it or added to it.
    package var because: [Because]
    /// How sure it is that the message was about this person.
    package var match: MatchSummary?
    /// When it was opened.
    package var openedAt: Instant
    /// The instant from which its due counts.
    package var anchor: Instant?
    /// The deadline; nil when it has no completion clock.
    package var due: Instant?
    /// The clock that gave the due, as rules write it; nil without a due.
    package var clock: String?
    /// Whether the due had passed when it was opened.
    package var breachedOnReceipt = false
    /// Whether it stands again after an end was taken back.
    package var restored = false
    /// The obligation whose place it takes, when a date moved.
    package var supersedes: String?
    /// How often its date moved.
    package var moves = 0
    /// The answer clock; nil for a notice.
    package var answer: AnswerClock?
    /// The completion clock; nil without a due.
    package var completion: CompletionClock?
    /// Where it stands.
    package var state: State = .open

    /// Whether it is owed.
    package var isOpen: Bool { if case .open = state { true } else { false } }

    /// Whether it ended because what it stood for no longer held, and nothing took its place.
    var hasEndedByCondition: Bool {
        switch state {
        case .open: false
        case .closed(let ending), .withdrawn(let ending):
            ending.isByCondition && ending.reason != Ending.superseded
        }
    }

    /// Whether it ended because nothing about the person was to be told any more.
    var hasEndedWithThePerson: Bool {
        switch state {
        case .open: false
        case .closed(let ending), .withdrawn(let ending):
            [Ending.entryRemoved, Ending.died, Ending.consent].contains(ending.reason)
        }
    }

    /// Whether somebody who may has acknowledged or accepted it.
    package var isAnswered: Bool { answer?.answered != nil }

    /// The stay of which its occasion tells: the occasion, without the date that tells one
    /// obligation of a stay from the next. Only a stay's id says whether it is one.
    var stayOfOccasion: String { ObligationContent.stay(of: occasion) }

    /// Whether an occasion tells of a date besides the stay.
    static func hasDate(_ occasion: String) -> Bool { occasion.utf8.contains(UInt8(ascii: "/")) }

    /// The stay of which an occasion tells.
    static func stay(of occasion: String) -> String {
        occasion.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(occasion[..<$0]) } ?? occasion
    }

    /// The next instant at which one of its clocks does something; nil when none runs.
    package var nextDue: Instant? {
        guard isOpen else { return nil }
        let answerDue = isAnswered ? nil : answer?.next
        return Instant.earliest(answerDue, completion?.next)
    }
}

/// A person who is told, in the role in which they are told.
package struct Addressee: Hashable, Sendable, Codable {
    /// The role.
    package var role: Role
    /// The person of the directory.
    package var personId: String

    /// A person in a role.
    package init(role: Role, personId: String) {
        self.role = role
        self.personId = personId
    }
}

/// An event that led to an obligation.
package struct Because: Hashable, Sendable, Codable {
    /// The event.
    package var event: EventName
    /// When it happened.
    package var occurredAt: Instant
    /// The sending organisation.
    package var sender: String?
    /// The visit that it is about, where it has a number: two visits of one minute are two reasons.
    package var visit: VisitKey?

    /// Whether both are the same event; where one does not know its visit, by the rest: neither an
    /// earlier version of the ledger nor every sender tells it.
    package static func == (left: Because, right: Because) -> Bool {
        left.event == right.event && left.occurredAt == right.occurredAt
            && left.sender == right.sender
            && (left.visit == right.visit || left.visit == nil || right.visit == nil)
    }

    /// Hashes what two equal ones have in common: all but the visit.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(event)
        hasher.combine(occurredAt)
        hasher.combine(sender)
    }
}

/// How a message was linked to a person.
package struct MatchSummary: Hashable, Sendable, Codable {
    /// `match` or `review`.
    package var outcome: String
    /// The weight of the evidence, in bits.
    package var weight: Double
    /// The matcher's reason.
    package var reason: String
    /// What each field said for or against it; nil where nobody was compared.
    package var evidence: [Evidence]?
}

extension MatchSummary {
    /// Reads a summary. Evidence that this version does not know is left out, as that of earlier
    /// ones is: it explains, and no duty may be lost for it.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        outcome = try values.decode(String.self, forKey: .outcome)
        weight = try values.decode(Double.self, forKey: .weight)
        reason = try values.decode(String.self, forKey: .reason)
        evidence = try? values.decodeIfPresent([Evidence].self, forKey: .evidence)
    }
}

/// The clock that climbs until somebody who may answers (DUTIES.tsv §3).
package struct AnswerClock: Hashable, Sendable, Codable {
    /// The rung reached; 1 is the owner.
    package var rung: Int
    /// When the next rung is told; nil when there is none.
    package var next: Instant?
    /// Everybody told so far by this clock.
    package var told: [Addressee]
    /// The answer, once there is one.
    package var answered: Answer?
}

/// An answer to an obligation.
package struct Answer: Hashable, Sendable, Codable {
    /// `acknowledged` or `accepted`, or of an emergency `convened`.
    package var kind: String
    /// The person who answered.
    package var by: String
    /// When.
    package var at: Instant
}

extension Answer {
    /// The meeting was held.
    static let convened = "convened"
}

/// The clock that runs to the due whoever acknowledged (DUTIES.tsv §3).
package struct CompletionClock: Hashable, Sendable, Codable {
    /// Reminders still to be sent, in order.
    package var reminders: [Instant]
    /// When the owner is told that the due has passed; nil once told.
    package var overdueAt: Instant?
    /// The rung reached after the due passed; 1 until then.
    package var rung: Int
    /// When the next rung is told after the due; nil before the due or when there is none.
    package var nextRung: Instant?

    /// The next instant at which it does something.
    package var next: Instant? {
        Instant.earliest(Instant.earliest(reminders.first, overdueAt), nextRung)
    }
}

extension Instant {
    /// The earlier of two that may not be known.
    fileprivate static func earliest(_ left: Instant?, _ right: Instant?) -> Instant? {
        guard let left, let right else { return left ?? right }
        return Swift.min(left, right)
    }
}
