// SPDX-License-Identifier: Apache-2.0

/// Whether the person of a message is on the register.
package enum MatchOutcome: Hashable, Sendable {
    /// Surely the entry of this register id.
    case match(String)
    /// Possibly one of the candidates: a person must decide.
    case review
    /// Nobody of the register.
    case none
}

/// Why a message was matched, or not: a stable code for explanations and counters.
package enum MatchReason: String, Sendable, CaseIterable {
    /// Traced NHS number, and birth date or family name agree.
    case numberVerified = "number-verified"
    /// Untraced NHS number, and birth date and a name agree.
    case numberCorroborated = "number-corroborated"
    /// NHS number agrees, and what would have to agree with it does not.
    case numberUnconfirmed = "number-unconfirmed"
    /// Everything else agrees, and the NHS numbers are two.
    case numberDiffers = "number-differs"
    /// Unique pupil number, birth date and a name agree.
    case pupilNumber = "pupil-number"
    /// Unique pupil number agrees, and not both birth date and a name.
    case pupilNumberUnconfirmed = "pupil-number-unconfirmed"
    /// Local identifier, birth date and a name agree.
    case localId = "local-id"
    /// Local identifier agrees, and not both birth date and a name.
    case localIdUnconfirmed = "local-id-unconfirmed"
    /// Family name, given name, birth date and postcode are the same.
    case namesBirthDateAndPostcode = "names-birth-date-postcode"
    /// Family name, given name and birth date are the same; the postcode is not.
    case namesAndBirthDate = "names-birth-date"
    /// Names agree, and the birth date is one that social care writes for an unknown day.
    case placeholderBirthDate = "placeholder-birth-date"
    /// So much agrees, the person's own given name, birth date and place among it, that nobody
    /// needs to be asked.
    case weight
    /// Alike enough to be looked at.
    case likeness
    /// The identifier is one entry's, the name and birth date another's.
    case twoCandidates = "two-candidates"
    /// More than one entry would be a sure match.
    case severalSure = "several-sure"
    /// The entry may never be linked with this person.
    case noLink = "no-link"
    /// What agrees is too little.
    case weak
    /// No entry shares anything that could find it.
    case unknown
}

/// Another entry that was thought of.
package struct RunnerUp: Hashable, Sendable {
    /// The entry.
    package var registerId: String
    /// Its weight, prior included.
    package var weight: Double
}

/// What the index says of one person of one message, with everything that explains it.
package struct MatchResult: Hashable, Sendable {
    /// Match, review or none.
    package var outcome: MatchOutcome
    /// The matched entry, or the one of a review that is likeliest; nil when there is none.
    package var registerId: String?
    /// log₂ odds, prior included, of the best entry; the prior alone when nothing was compared.
    package var weight: Double
    /// The same as a probability, 0…1.
    package var probability: Double
    /// What each field of the best entry says; also of one that was found too weak.
    package var evidence: [Evidence]
    /// The other possible entries, best first, at most `IdentityIndex.runnersUpMax`.
    package var runnersUp: [RunnerUp]
    /// Why.
    package var reason: MatchReason
    /// Whether a review would have been a match had the NHS number been traced (DUTIES.tsv X-10a).
    package var isDoubtByNumberStatusAlone: Bool
}
