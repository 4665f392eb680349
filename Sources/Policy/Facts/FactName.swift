// SPDX-License-Identifier: Apache-2.0

/// The closed list of facts of which rules may speak; the raw value is the name in the rule files.
///
/// `person.*` is the person of the register entry or the candidate, `stay.*` the stay in hand (for
/// an event about an emergency attendance, that attendance's visit), `event.*` the event in hand.
/// `event.*` and `receipt` have values while an event is decided and unknown otherwise, except
/// that `receipt` as the anchor of a clock is the receipt of the input that opened the obligation.
package enum FactName: String, CaseIterable, Sendable {
    /// A register entry matches whose status is active or stepping-down and which is not sealed.
    case personMember = "person.member"
    /// A register entry matches whose status is closed and which is not sealed.
    case personFormer = "person.former"
    /// A register entry matches whose register consent is refused or withdrawn.
    case personSealed = "person.sealed"
    /// A register entry matches, whatever its status.
    case personKnown = "person.known"
    /// The colour of the entry's rating; unknown where the entry has none.
    case personRating = "person.rating"
    /// Since when the rating holds (`rating.at`).
    case personRatingAt = "person.ratingAt"
    /// Under eighteen on the local date of the step; unknown where no birth date decides it.
    case personUnder18 = "person.under18"
    /// Whether the birth date decides if the person is under eighteen.
    case personAgeKnown = "person.ageKnown"
    /// Under 25, or 25 with an EHC plan until 31 August of that academic year; age unknown: true.
    case personEligible = "person.eligible"
    /// A confirmed learning disability or autism code, or a counted EHC plan or SEN type.
    case personMarker = "person.marker"
    /// An EHC plan is in force; unknown where nobody said.
    case personEhcPlan = "person.ehcPlan"
    /// Which review the person is owed; unknown for a candidate of unknown age. For an open stay a
    /// birthday after its first day changes nothing, because a birthday never lengthens a clock.
    case personReviewType = "person.reviewType"
    /// Somebody is named as keyworker and has accepted; a team alone does not count.
    case personKeyworkerNamed = "person.keyworkerNamed"
    /// Since when nobody has been named and accepted as keyworker; unknown while somebody is.
    case personUnnamedSince = "person.unnamedSince"
    /// Since when a keyworker is owed: with a stay in scope its `inScopeSince` (for a red rating
    /// the earlier of that and `ratingAt`), else `ratingAt` of a red, amber or blue rating.
    case personKeyworkerNeededSince = "person.keyworkerNeededSince"
    /// Looked after by a council, or adopted.
    case personLookedAfter = "person.lookedAfter"
    /// Any stay of the person is in scope now.
    case personStayInScope = "person.stayInScope"
    /// An emergency meeting has been called for the person and has neither outcome nor end.
    case personEmergencyCallOpen = "person.emergencyCallOpen"
    /// How many agencies sent a signal about the person that occurred in the last 14 days.
    case personSignals14dAgencies = "person.signals14dAgencies"

    /// Of the signals behind the open obligation at least one has not been withdrawn.
    case personSignalStands = "person.signalStands"
    /// An admission is considered or planned, and has neither started nor been called off.
    case personAdmissionPlanStands = "person.admissionPlanStands"

    /// What identification came to for the event or stay in hand.
    case matchOutcome = "match.outcome"
    /// The outcome is review for no other reason than the status sent with the NHS number.
    case matchStatusAlone = "match.statusAlone"

    /// Begun, neither ended nor cancelled, whatever the bed.
    case stayOpen = "stay.open"
    /// Open and in a mental-health or learning-disability bed.
    case stayInScope = "stay.inScope"
    /// At some time, not cancelled since, in such a bed; stays true after the discharge.
    case stayEverInScope = "stay.everInScope"
    /// Discharged, and the discharge is not cancelled.
    case stayEnded = "stay.ended"
    /// Its start was cancelled: it never was.
    case stayCancelled = "stay.cancelled"
    /// The class of the hospital contact.
    case stayClass = "stay.class"
    /// The kind of bed now, or at the end; the code `unknown` where no message tells.
    case stayBedKind = "stay.bedKind"
    /// The admission method, if stated, is an emergency one (21-25, 2A, 2B, 2D, 28).
    case stayEmergencyMethod = "stay.emergencyMethod"
    /// An admission method is stated.
    case stayMethodStated = "stay.methodStated"
    /// The stay's stated reason or a diagnosis is of mental health or self-harm.
    case stayMentalHealthReason = "stay.mentalHealthReason"
    /// The two-digit legal status code now, as sent.
    case stayLegalStatus = "stay.legalStatus"
    /// The end's destination is another hospital (48-50, 53, 84, 87).
    case stayOnwardTransfer = "stay.onwardTransfer"
    /// The stay ended by death, or the person is known to have died.
    case stayDied = "stay.died"
    /// The end contradicts itself (method 8, or a hospital as destination with a method of death).
    case stayEndMethodContradictory = "stay.endMethodContradictory"
    /// The end was more than 14 calendar days old when it was received.
    case stayEndedLongAgoOnReceipt = "stay.endedLongAgoOnReceipt"
    /// The bed was in scope when the stay ended.
    case stayWasInScopeAtEnd = "stay.wasInScopeAtEnd"
    /// A later stay in scope of the same person began after this one ended, and is not cancelled.
    case stayReadmitted = "stay.readmitted"
    /// The person became a member only after this stay had ended.
    case stayEndedBeforeMembership = "stay.endedBeforeMembership"
    /// A community review was held within the area's `community-cetr-counts-for` before the stay.
    case stayCommunityReviewCounts = "stay.communityReviewCounts"
    /// The instant of admission.
    case stayAdmittedAt = "stay.admittedAt"
    /// Since when the stay has been in scope (DUTIES.tsv §8); kept after the end.
    case stayInScopeSince = "stay.inScopeSince"
    /// The instant of discharge; unknown while not ended.
    case stayEndedAt = "stay.endedAt"

    /// The name of the event in hand.
    case eventName = "event.name"
    /// The event is a crisis (DUTIES.tsv §8).
    case eventCrisis = "event.crisis"
    /// The event is a crisis that a hospital or a crisis service reports.
    case eventHealthCrisis = "event.healthCrisis"
    /// The event is a risk of admission (DUTIES.tsv §8).
    case eventRiskOfAdmission = "event.riskOfAdmission"
    /// An emergency attendance with a stated reason, neither mental health nor self-harm.
    case eventOtherEmergencyReason = "event.otherEmergencyReason"
    /// The event is a signal (DUTIES.tsv §8).
    case eventSignal = "event.signal"
    /// Received outside the working hours of the area's calendar.
    case eventOutOfHours = "event.outOfHours"
    /// Occurred more than 24 hours before its receipt.
    case eventOlderThan24h = "event.olderThan24h"
    /// The agency that sent the event.
    case eventAgency = "event.agency"
    /// When the event occurred.
    case eventOccurredAt = "event.occurredAt"
    /// When the event was received.
    case eventReceivedAt = "event.receivedAt"
    /// As an anchor: when the input was received that opened the obligation.
    case receipt

    /// An obligation needs a role or rung that nobody fills.
    case areaRoleGap = "area.roleGap"
}
