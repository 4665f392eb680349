// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy
package import Register

/// Everything known about one subject: the state that `step` decides on and `apply` changes.
package struct Case: Equatable, Sendable, Codable {
    /// Whom it is about.
    package let subject: CaseSubject
    /// The register entry, for a person of the register.
    package var entry: Shared<RegisterEntry>?
    /// Since when nobody has been named as keyworker; nil when that was so from the beginning.
    package var unnamedSince: Instant?
    /// Since when the person has been known to be a member; kept when the entry ends.
    package var memberSince: Instant?
    /// Whether the entry was removed from the register.
    package var isRemoved = false
    /// For a candidate: what is known of who it is.
    package var candidate: CandidateIdentity?
    /// The events, in order of receipt.
    package var events: [CaseEvent] = []
    /// Events that a person must first say are about this person.
    package var pending: [PendingMatch] = []
    /// Every obligation, also ended ones: what a person completed stays completed.
    package var obligations: [Obligation] = []
    /// The last `kwsequence` per topic and subject.
    package var sequences: [String: Int64] = [:]
    /// How many occasions of a rule there were, for those that are counted.
    package var occasions: [String: Int] = [:]
    /// When a condition about this person can next become true by time alone.
    package var reconsiderAt: Instant?
    /// Since when the entry has had its colour, for a rating that does not say when it was given.
    package var ratedSince: Instant?
    /// Since when the entry has said that a learning disability or autism is confirmed.
    package var confirmedSince: Instant?
    /// Since when the entry has lacked something that the register must know.
    package var gapsSince: Instant?
    /// When the entry last changed in anything but its version.
    package var entryChangedAt: Instant?
    /// Rules whose condition was true before the first input and that wait for working hours.
    package var waiting: WaitingRules?
    /// What was found to be about somebody else; nil when nothing was.
    package var disowned: [DisownedMessages]?
    /// What open obligations keep of an earlier policy; nil when none keeps anything.
    package var kept: [KeptTerms]?
    /// Of the area: the version of the policy in force.
    package var policyVersion: String?
    /// Of the area: the version of the weights and costs by which people are matched.
    package var matchingVersion: String?
    /// What is counted across the area; nil for nearly every case.
    package var counts: Shared<Counts>?

    /// An empty case.
    package init(subject: CaseSubject) {
        self.subject = subject
    }

    /// The person's stays, folded from all events.
    package func stays(_ stayID: (VisitKey) -> String) -> [Stay] {
        StayJourneys.stays(of: events, id: stayID)
    }

    /// The next instant at which anything about this case is due; nil when nothing is.
    package var nextDue: Instant? {
        obligations.compactMap { $0.nextDue }.min().map { due in
            reconsiderAt.map { Swift.min($0, due) } ?? due
        } ?? reconsiderAt
    }

    /// Whether there is nothing that must be kept.
    package var isEmpty: Bool {
        entry == nil && !isRemoved && events.isEmpty && pending.isEmpty && obligations.isEmpty
            && sequences.isEmpty && policyVersion == nil && matchingVersion == nil
    }
}

/// Rules whose conditions were true already when a rehearsal began: they open at the next opening
/// of working hours and not by whatever message comes first (DUTIES.tsv §11).
package struct WaitingRules: Hashable, Sendable, Codable {
    /// The rules.
    package var rules: [RuleID]
    /// When they open.
    package var until: Instant
}

/// What is known of a candidate; personal data, sealed with the case.
package struct CandidateIdentity: Hashable, Sendable, Codable {
    /// The date of birth, as precise as known.
    package var birthDate: PartialDate?
    /// Whether a message marked the person (DUTIES.tsv §8, "marker").
    package var marker: Bool
    /// Whether an EHC plan is known to be in force.
    package var ehcPlan: Bool?
    /// Keyed tokens of the blocking keys by which a register entry can be found to be this person.
    package var tokens: [String]
    /// Keyed hash of the NHS number, to tell that a message is about somebody else.
    package var numberHash: String?
    /// Keyed hash of the family name, for the same.
    package var familyNameHash: String?
    /// Where the person lives, as far as it tells whose responsibility the person is.
    package var postcode: String?
    /// The local authority in whose care the person is, where it tells of the person.
    package var authority: String?
    /// Every id that messages about this person lead to: by number, by name and birth date, by
    /// visit.
    package var aliases: [String] = []
}

/// An event that may be about this person, held until a person has decided.
package struct PendingMatch: Hashable, Sendable, Codable {
    /// The event.
    package var event: CaseEvent
    /// The candidate whom it would be about if it is not this person.
    package var candidateID: String
    /// What is known of that candidate.
    package var candidate: CandidateIdentity
    /// How the matcher saw it.
    package var match: MatchSummary
    /// Whether nothing but the number's trace status stands in the way (X-10a).
    package var byStatusAlone: Bool
    /// The review obligation that asks.
    package var obligation: String?
    /// The decision, once there is one: whether it is the same person.
    package var same: Bool?

    /// Whether it is no question: a hospital said that somebody of its own is this person.
    var isMerge: Bool { match.reason == PendingMatch.merge }

    /// The reason of a link by such a word.
    static let merge = "merged"

    /// Whether it names a visit of this person and says otherwise who that is: no other message
    /// about the visit can tell whose it is.
    var isDisagreement: Bool { match.reason == PendingMatch.disagreement }

    /// The reason of such a doubt.
    static let disagreement = "known-visit-disagrees"
}
