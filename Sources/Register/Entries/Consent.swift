// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// What a consent is about. Each is asked, given and withdrawn on its own (DOMAIN.md §1.4).
package enum ConsentFlag: String, Sendable, CaseIterable {
    /// To be on the register at all.
    case register
    /// To a care (education) and treatment review.
    case cetr
    /// To the keyworking service.
    case keyworker
    /// To sharing with education.
    case sharingEducation = "sharing.education"
    /// To sharing with health.
    case sharingHealth = "sharing.health"
    /// To sharing with social care.
    case sharingSocialCare = "sharing.social-care"
}

/// The answer to a consent question.
package enum ConsentStatus: String, Sendable, CaseIterable {
    /// Agreed to.
    case given
    /// Said no.
    case refused
    /// Agreed to once, no longer.
    case withdrawn
    /// Decided for somebody who could not decide, in that person's best interests.
    case bestInterests = "best-interests"
    /// Nobody has asked yet.
    case notAsked = "not-asked"
    /// Agreed to once, and not asked again in time.
    case lapsed
}

/// One consent, as last recorded.
package struct Consent: Hashable, Sendable {
    /// The answer.
    package var status: ConsentStatus
    /// Who gave it: self, a person with parental responsibility, a court …
    package var by: String?
    /// When it was given.
    package var at: Instant?
    /// When it is to be asked again.
    package var reviewOn: LocalDate?
    /// Members that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    /// A consent with as much of its history as is known.
    package init(
        _ status: ConsentStatus, by: String? = nil, at: Instant? = nil, reviewOn: LocalDate? = nil
    ) {
        self.status = status
        self.by = by
        self.at = at
        self.reviewOn = reviewOn
    }
}

/// The consents of one entry, in the order of `ConsentFlag.allCases`.
package struct ConsentTable: Hashable, Sendable {
    /// Only the flags that are recorded, in the order of `ConsentFlag.allCases`, so that two
    /// tables with the same consents are equal and an entry without any costs one word.
    private var recorded: [Recorded] = []
    /// Flags that this program does not know, kept for writing back.
    package var extra: [JSONValue.Member] = []

    private struct Recorded: Hashable, Sendable {
        var flag: ConsentFlag
        var consent: Consent
    }

    /// No consent recorded.
    package init() {}

    /// The consent recorded for a flag; nil when none is.
    package subscript(flag: ConsentFlag) -> Consent? {
        get { recorded.first { $0.flag == flag }?.consent }
        set {
            recorded.removeAll { $0.flag == flag }
            guard let newValue else { return }
            let rank = ConsentTable.rank(flag)
            let place = recorded.firstIndex { ConsentTable.rank($0.flag) > rank }
            recorded.insert(Recorded(flag: flag, consent: newValue), at: place ?? recorded.count)
        }
    }

    /// The status of a flag; a flag that is not recorded was not asked.
    package func status(_ flag: ConsentFlag) -> ConsentStatus {
        self[flag]?.status ?? .notAsked
    }

    var isEmpty: Bool { recorded.isEmpty && extra.isEmpty }

    private static func rank(_ flag: ConsentFlag) -> Int {
        ConsentFlag.allCases.firstIndex(of: flag) ?? 0
    }
}
