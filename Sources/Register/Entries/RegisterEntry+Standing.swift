// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The words of DUTIES.tsv §8.
extension RegisterEntry {
    /// Whether the person's register consent is refused or withdrawn, whatever the status or the
    /// other flags. Not asked, lapsed, best interests and given do not seal.
    package var isSealed: Bool {
        switch consent.status(.register) {
        case .refused, .withdrawn: true
        case .given, .bestInterests, .notAsked, .lapsed: false
        }
    }

    /// Whether the person is on the register: active or stepping down, and not sealed.
    package var isMember: Bool {
        (status == .active || status == .steppingDown) && !isSealed
    }

    /// Whether the person was on the register: closed, and not sealed.
    package var isFormer: Bool { status == .closed && !isSealed }

    /// Whether a learning disability or autism is confirmed; suspected never counts.
    package var hasConfirmedMarker: Bool {
        diagnoses.learningDisability == .confirmed || diagnoses.autism == .confirmed
    }

    /// Whether somebody is named as keyworker; a team alone is nobody.
    package var hasNamedKeyworker: Bool { keyworker.map { !$0.personId.isEmpty } ?? false }

    /// Whether a named keyworker was accepted.
    package var hasAcceptedKeyworker: Bool {
        hasNamedKeyworker && keyworker?.acceptedAt != nil
    }

    /// Whether a flag allows what it is about: given, or decided in best interests.
    package func consentGiven(_ flag: ConsentFlag) -> Bool {
        switch consent.status(flag) {
        case .given, .bestInterests: true
        case .refused, .withdrawn, .notAsked, .lapsed: false
        }
    }

    /// Whether the entry lists a circumstance of that name.
    package func hasCircumstance(_ name: String) -> Bool { circumstances.contains(name) }

    /// The birthday on which the person reaches an age in years; nil unless the date of birth is
    /// exact. Somebody born on 29 February reaches it on 1 March of a year without one: in England
    /// an age is reached at the beginning of the anniversary of birth, and that day is the first
    /// which is not before it.
    package func birthday(turning years: Int) -> LocalDate? {
        guard let born = birthDate?.exact, (0...150).contains(years) else { return nil }
        return LocalDate(year: born.year + years, month: born.month, day: born.day)
            ?? LocalDate(year: born.year + years, month: 3, day: 1)
    }

    /// The listed reviews that count as reviews: every kind but an emergency protocol.
    package var countedReviews: [RegisterReview] {
        reviews.filter { $0.reviewKind != .laep }
    }

    /// The newest day on which a review that counts was held; nil when none was.
    package var lastReviewHeldOn: LocalDate? {
        countedReviews.compactMap(\.heldOn).max()
    }

    /// What a scenario file leaves out (DUTIES.tsv §11, CONTRACT.md §7): consent given for
    /// register, reviews, keyworking and sharing with health, not asked for sharing with education
    /// and social care, area `demo`. What the entry does say stays. (An entry without a status is
    /// active in any case.)
    package func withScenarioDefaults() -> RegisterEntry {
        var entry = self
        for flag in ConsentFlag.allCases where entry.consent[flag] == nil {
            switch flag {
            case .register, .cetr, .keyworker, .sharingHealth:
                entry.consent[flag] = Consent(.given)
            case .sharingEducation, .sharingSocialCare:
                entry.consent[flag] = Consent(.notAsked)
            }
        }
        entry.area = entry.area ?? "demo"
        return entry
    }
}
