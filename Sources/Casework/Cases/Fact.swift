// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy
package import Register

/// One thing that was decided. A frame holds all the facts of one input; `Case.apply` is the only
/// way in which they change a case.
package enum Fact: Equatable, Sendable, Codable {
    /// The register's entry is now this.
    case entry(RegisterEntry)
    /// The entry was removed from the register.
    case entryRemoved
    /// What is known of the candidate is now this.
    case candidate(CandidateIdentity)
    /// An event was taken into the case.
    case event(CaseEvent)
    /// An event waits for a person's decision.
    case pending(PendingMatch)
    /// A person decided whether the waiting event is about this person.
    case decided(eventKey: String, same: Bool)
    /// Messages that were taken to be about this person were about somebody else.
    case disowned(DisownedMessages)
    /// An obligation is now this, by this change.
    case obligation(ObligationChange, Obligation)
    /// A rule has had its n-th occasion.
    case occasion(RuleID, Int)
    /// Something is to be published.
    case published(Publication)
    /// A rule did not act, and why.
    case notActed(NonAction)
    /// A rule's conditions held: each test with the value seen, in the order of the rule's text.
    case held(rule: RuleID, seen: [String])
    /// The case is looked at again at this instant, or no more.
    case reconsider(Instant?)
    /// These rules wait for working hours before they open; nil: none does any more.
    case waiting(WaitingRules?)
    /// A policy of this version is in force from now on.
    case policy(String)
    /// People are matched by weights and costs of this version from now on.
    case matching(String)
    /// An open obligation keeps this of an earlier policy; it takes the place of what it kept.
    case kept(KeptTerms)
    /// The obligation of this id keeps nothing of an earlier policy any more.
    case released(obligation: String)
    /// The person counts across the area for this and for nothing else.
    case counted([Counted])
    /// So many people of the area count for something; it takes the place of what was known.
    case tallied(Tally)
}

extension Fact {
    /// Whether it tells what the register's entry is now.
    var isEntry: Bool {
        switch self {
        case .entry, .entryRemoved: true
        default: false
        }
    }

    /// Whether a clock of the case may run otherwise after it than before.
    var movesClocks: Bool {
        switch self {
        case .obligation, .reconsider: true
        default: false
        }
    }
}

/// What happened to an obligation.
package enum ObligationChange: Hashable, Sendable, Codable {
    /// Opened; also when restored, re-assigned or re-dated.
    case opened
    /// Another event of the same occasion was added.
    case added
    /// Its owner was reminded; `overdue` after the due.
    case reminded(overdue: Bool, late: Bool)
    /// The next rung was told.
    case escalated(rung: Int, clock: ClockKind, to: [Addressee], late: Bool)
    /// Declined with a reason; the next rung was told.
    case declined(by: String, reason: String, rung: Int, to: [Addressee])
    /// Acknowledged or accepted.
    case acknowledged
    /// Done.
    case closed
    /// Withdrawn.
    case withdrawn
}

/// Which of an obligation's two clocks.
package enum ClockKind: String, Hashable, Sendable, Codable {
    /// Until somebody answers.
    case answer
    /// Until it is done.
    case completion
}

/// A rule that could have acted and did not.
package struct NonAction: Hashable, Sendable, Codable {
    /// The rule; nil when the whole input led to nothing.
    package var rule: RuleID?
    /// A stable word: `condition-false`, `unless`, `already-open`, `already-done`, `duplicate` …
    package var reason: String
    /// The conditions and the values seen, in the order in which they were tried.
    package var seen: [String]
}
