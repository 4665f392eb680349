// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Which facts a rule can count on: they are never unknown where the rule is judged.
struct FactKnowledge {
    /// What the rule is about.
    let about: SubjectKind
    /// Whether the rule is judged with an event in hand.
    let hasEvent: Bool
    /// The events with one of which in hand it is judged; none: any.
    private var events: [EventName] = []

    init(_ rule: Rule) {
        about = rule.about
        switch rule.trigger {
        case .level: hasEvent = false
        case .event(let patterns, _):
            hasEvent = true
            events = patterns.map(\.event)
        }
    }

    init(about: SubjectKind, hasEvent: Bool) {
        self.about = about
        self.hasEvent = hasEvent
    }

    /// With a stay and an event in hand.
    static let withAllInHand = FactKnowledge(about: .stay, hasEvent: true)

    /// Whether the fact always has a value. A fact of a stay has one only with a stay in hand; an
    /// event rule about a person may be judged with an attendance, or with nothing, in hand.
    func isAlwaysKnown(_ fact: FactName) -> Bool {
        if FactKnowledge.ofAnybody.contains(fact) { return true }
        if FactKnowledge.ofAnyEvent.contains(fact) { return hasEvent }
        if let known = FactKnowledge.ofEvents[fact], !events.isEmpty {
            return events.allSatisfy(known.contains)
        }
        let hasStay = about == .stay || about == .candidate && !hasEvent
        if FactKnowledge.ofAnyStay.contains(fact) { return hasStay }
        if FactKnowledge.ofAnyItem.contains(fact) { return about == .item }
        if fact == .countPeople { return about == .area }
        // Of a candidate of unknown age nobody can say which review is owed.
        return fact == .personReviewType && about == .stay
    }

    private static let ofAnybody: Set<FactName> = [
        .personMember, .personFormer, .personSealed, .personKnown, .personAgeKnown,
        .personEligible, .personMarker, .personKeyworkerNamed, .personLookedAfter,
        .personStayInScope, .personEmergencyCallOpen, .personSignals14dAgencies,
        .personAdmissionPlanStands, .personDied, .personDeathUncertain, .personSpokeSince16,
        .personSpokeSince18, .personMet, .personPlanAgreed, .personHasSocialWorker,
        .personCommunityReviewRecent, .personAdmittedSince, .personAdmittedMeanwhile,
        .personCrisis14d,
        .personProtocolOutcomeComplete, .personAdmittedSinceProtocol, .personStatutoryReview,
        .personReopened, .personLeftForGood, .personStepDownUnsupported,
        .personKeyworkerRestored, .personDossierGaps, .personUrgentOpen,
        .personResponsibility, .personOutcomesMet, .personReceiverAccepted,
        .matchOutcome, .matchStatusAlone, .areaRoleGap,
    ]

    private static let ofAnyStay: Set<FactName> = [
        .stayOpen, .stayInScope, .stayEverInScope, .stayEnded, .stayCancelled, .stayClass,
        .stayBedKind, .stayMethodStated, .stayWasInScopeAtEnd, .stayEndedBeforeMembership,
        .stayCommunityReviewCounts, .stayAdmittedAt, .stayDetained, .stayReadmission,
        .stayOnwardTransfer, .stayDied, .stayReadmitted, .stayEndMethodContradictory,
    ]

    private static let ofAnyItem: Set<FactName> = [
        .itemKind, .itemType, .itemOpen, .itemPersonNamed, .itemComplete,
    ]

    /// Facts that have a value for these events and for no others.
    private static let ofEvents: [FactName: Set<EventName>] = [
        .eventKeyworkerReplaced: [.registerChanged, .keyworkerAssigned],
        .eventHandoverGradual: [.keyworkerHandedOver],
    ]

    private static let ofAnyEvent: Set<FactName> = [
        .eventName, .eventCrisis, .eventHealthCrisis, .eventRiskOfAdmission,
        .eventOtherEmergencyReason, .eventSignal, .eventOutOfHours, .eventOlderThan24h,
        .eventAgency, .eventOccurredAt, .eventEffectiveAt, .eventHeldAt, .eventReceivedAt,
        .receipt, .eventFormerAbsent,
    ]
}
