// SPDX-License-Identifier: Apache-2.0

import Notifications

extension FactName {
    /// What values the fact can have; a rule that compares it with anything else is refused.
    package var type: FactType {
        switch self {
        case .personRating: .code(["red", "amber", "green", "blue"])
        case .personReviewType: .code(["cetr", "ctr"])
        case .matchOutcome: .code(["match", "review", "none"])
        case .stayClass: .code(EncounterClass.allCases.map(\.rawValue))
        case .stayBedKind: .code(BedKind.allCases.map(\.rawValue))
        case .stayLegalStatus: .code(FactName.legalStatusCodes)
        case .eventAgency: .code(Agency.allCases.map(\.rawValue))
        case .eventName: .code(EventName.all.map(\.text))
        case .personConsent: .code(FactName.consentCodes)
        case .eventAgencyNamed, .itemAgency: .code(Agency.allCases.map(\.rawValue))
        case .itemKind: .code(ItemKind.allCases.map(\.rawValue))
        case .itemType: .code(ItemKind.types)
        case .personResponsibility: .code(["one", "none", "several"])
        case .stayUnitRating: .code(UnitRating.allCases.map(\.rawValue))
        case .personSignals14dAgencies, .staySecurity, .personSupportLevel,
            .personAccountableKeyworkers, .countPeople:
            .number
        case .personRatingAt, .personUnnamedSince, .personKeyworkerNeededSince, .stayAdmittedAt,
            .stayInScopeSince, .stayEndedAt, .eventOccurredAt, .eventReceivedAt, .receipt,
            .anchor, .personDiedKnownAt, .personEntryChangedAt, .personConsentAt,
            .personConsentReviewOn, .personTurns16At, .personTurns18At,
            .personKeyworkerAcceptedAt, .personInTouchSince, .personSeenSince, .personReviewedAt,
            .personProtocolHeldAt, .personThirdCrisisAt, .personAdmittedDuringCallAt,
            .personUndecidedSince, .personAdmissionExpectedAt,
            .personLeftRollAt, .personEhcReviewedAt, .personHomeSince, .opening,
            .staySecurityRaisedAt, .stayUnitChangedAt,
            .stayReadySince, .stayLegalStatusSince, .stayDetainedSince, .stayAdultWardSince,
            .stayVisitedAt, .stayReviewedAt, .stayViewFormedAt, .eventExpectedAt, .eventHeldAt,
            .eventEffectiveAt, .personExitedAt, .personPlanMovedAt, .personNoteOwedSince,
            .personGapsSince, .personAgencyMissingSince, .stayReportedOnlySince, .itemAt,
            .itemSince, .itemToldAt, .personSteadySince, .personContactMissingSince,
            .personListedWithoutStaySince, .stayMissingFromListSince:
            .instant
        default: .bool
        }
    }

    /// What the fact is about: the part of its name before the full stop.
    var topic: Substring { rawValue.prefix { $0 != "." } }

    private static let consentCodes = [
        "given", "refused", "withdrawn", "best-interests", "not-asked", "lapsed",
    ]

    /// NHS Data Dictionary, Mental Health Act legal status classification code (DOMAIN.md §5.3).
    private static let legalStatusCodes =
        (1...20).map { $0 < 10 ? "0\($0)" : "\($0)" }
        + ["31", "32", "34", "35", "36", "37", "38", "98", "99"]
}
