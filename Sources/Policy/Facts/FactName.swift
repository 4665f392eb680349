// SPDX-License-Identifier: Apache-2.0

/// The closed list of facts of which rules may speak; the raw value is the name in the rule files.
///
/// `person.*` is the person of the register entry or the candidate, `stay.*` the stay in hand (for
/// an event about an emergency attendance, that attendance's visit), `item.*` the item in hand,
/// `event.*` the event in hand.
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
    /// An admission to a bed in scope, or of unknown kind, is considered or planned, has neither
    /// begun nor been called off. Calling one visit off leaves the others.
    case personAdmissionPlanStands = "person.admissionPlanStands"

    /// Certainly known to have died: a message that says so, two that state the death, or a
    /// person's word; false again once that is taken back.
    case personDied = "person.died"
    /// One message states a death and no other confirms it, or its parts contradict each other.
    case personDeathUncertain = "person.deathUncertain"
    /// When the death became certain.
    case personDiedKnownAt = "person.diedKnownAt"
    /// When the entry last changed; where it came with the register, when that was.
    case personEntryChangedAt = "person.entryChangedAt"
    /// The answer to the question of being on the register.
    case personConsent = "person.consent"
    /// When that answer was given.
    case personConsentAt = "person.consentAt"
    /// The end of the day on which the entry says that it is to be asked again.
    case personConsentReviewOn = "person.consentReviewOn"
    /// The 16th birthday, where it is not before the person became a member; else unknown.
    case personTurns16At = "person.turns16At"
    /// The 18th birthday, likewise.
    case personTurns18At = "person.turns18At"
    /// The young person has answered in their own right since the 16th birthday.
    case personSpokeSince16 = "person.spokeSince16"
    /// The young person has answered in their own right since the 18th birthday.
    case personSpokeSince18 = "person.spokeSince18"
    /// When the keyworker of now was accepted.
    case personKeyworkerAcceptedAt = "person.keyworkerAcceptedAt"
    /// The last contact with the keyworker of now, else the acceptance.
    case personInTouchSince = "person.inTouchSince"
    /// The last contact face to face with the keyworker of now, else the acceptance.
    case personSeenSince = "person.seenSince"
    /// The young person has met the keyworker of now, in person or by video.
    case personMet = "person.met"
    /// A plan has been agreed in this case, whoever was keyworker then; an exit ends the case.
    case personPlanAgreed = "person.planAgreed"
    /// When the person left a school's roll and has neither joined another nor been given
    /// alternative provision since.
    case personLeftRollAt = "person.leftRollAt"
    /// When the EHC plan was last reviewed, else issued, as far as schools told.
    case personEhcReviewedAt = "person.ehcReviewedAt"
    /// When the person came home from the last stay in scope; unknown where they died, went on
    /// to another hospital or is in one again.
    case personHomeSince = "person.homeSince"
    /// A social worker is named, or the person is looked after.
    case personHasSocialWorker = "person.hasSocialWorker"
    /// The later of the last register review, the last review held and the rating.
    case personReviewedAt = "person.reviewedAt"
    /// A community review was held in the 28 calendar days before the event in hand, or after it.
    case personCommunityReviewRecent = "person.communityReviewRecent"
    /// A stay in scope began after, or went on at, the first of the events behind the obligation in
    /// hand, or the event in hand. A cancelled one never did.
    case personAdmittedSince = "person.admittedSince"
    /// A stay came into scope after the first of the events behind the obligation in hand, or after
    /// the event in hand; or news of one that goes on came after the obligation was opened.
    case personAdmittedMeanwhile = "person.admittedMeanwhile"
    /// When the last of the admissions behind the obligation in hand, or behind the event in hand,
    /// is expected; unknown where one of them does not say.
    case personAdmissionExpectedAt = "person.admissionExpectedAt"
    /// When the third crisis within 90 calendar days occurred, of the last such three; an
    /// attendance of which several messages tell counts once, one taken back not at all.
    case personThirdCrisisAt = "person.thirdCrisisAt"
    /// A crisis occurred in the last 14 calendar days.
    case personCrisis14d = "person.crisis14d"
    /// When the last emergency meeting was held; where nobody said, when its outcome came.
    case personProtocolHeldAt = "person.protocolHeldAt"
    /// The outcome of the last emergency meeting says whether the person was admitted: it does.
    case personProtocolAdmitted = "person.protocolAdmitted"
    /// The outcome of the last emergency meeting says who attended, how the person and family were
    /// involved, and what was decided.
    case personProtocolOutcomeComplete = "person.protocolOutcomeComplete"
    /// An admission to an in-scope bed began after the last emergency meeting.
    case personAdmittedSinceProtocol = "person.admittedSinceProtocol"
    /// When an admission to an in-scope bed began while a call was open and had no outcome yet.
    case personAdmittedDuringCallAt = "person.admittedDuringCallAt"
    /// When keyworking last ended by an exit that was complete (DUTIES.tsv D-099), also where it
    /// began again since.
    case personExitedAt = "person.exitedAt"
    /// Keyworking began again after that exit: reopened, or a keyworker was accepted.
    case personReopened = "person.reopened"
    /// The reason of that exit is that the person died or moved away.
    case personLeftForGood = "person.leftForGood"
    /// The level of support after the last step, 0 to 3; unknown where nothing was stepped down
    /// since keyworking began.
    case personSupportLevel = "person.supportLevel"
    /// The last step was down, and neither names a service that accepted nor has ongoing support
    /// been accepted.
    case personStepDownUnsupported = "person.stepDownUnsupported"
    /// How many people answer as keyworker; unknown without a known keyworking case
    /// (DUTIES.tsv §8).
    case personAccountableKeyworkers = "person.accountableKeyworkers"
    /// The keyworker whom the change behind the obligation in hand replaced is keyworker again.
    case personKeyworkerRestored = "person.keyworkerRestored"
    /// When the keyworking plan last moved: agreed, an item of it told, an outcome recorded.
    case personPlanMovedAt = "person.planMovedAt"
    /// When the earliest contact was that nobody has written a note of; a message needs none.
    case personNoteOwedSince = "person.noteOwedSince"
    /// Since when the entry has lacked something that the register must know (DUTIES.tsv D-006b).
    case personGapsSince = "person.gapsSince"
    /// The entry lacks something that a keyworker must find out (DUTIES.tsv D-061).
    case personDossierGaps = "person.dossierGaps"
    /// Since when an agency that has to do with the person has had nothing in the agreed plan.
    case personAgencyMissingSince = "person.agencyMissingSince"
    /// Something immediate or urgent about the person is owed.
    case personUrgentOpen = "person.urgentOpen"
    /// In an in-scope bed, liable to be detained, and the commissioner's view is formed: reviews
    /// are those that the Act requires, where it is in force.
    case personStatutoryReview = "person.statutoryReview"
    /// Of a candidate: when the first question was opened that nobody has decided.
    case personUndecidedSince = "person.undecidedSince"

    /// How many areas the area's rules name as responsible for the person: the code `one`, `none`
    /// or `several`; one where the entry names a commissioner.
    case personResponsibility = "person.responsibility"
    /// Since when the person has been rated green with no signal, crisis or stay in hospital;
    /// unknown while not.
    case personSteadySince = "person.steadySince"
    /// Outcomes are recorded, and the last word on each is that it is met.
    case personOutcomesMet = "person.outcomesMet"
    /// A service has accepted to receive the person.
    case personReceiverAccepted = "person.receiverAccepted"
    /// Since when an agency that the agreed plan names has had nobody named as its contact.
    case personContactMissingSince = "person.contactMissingSince"

    /// As of when a provider's last list has the person on it, who is in no hospital as far as is
    /// known.
    case personListedWithoutStaySince = "person.listedWithoutStaySince"

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
    /// The end contradicts itself: method 8 (it goes on), no time of the end, or a hospital as
    /// destination with a method of death.
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

    /// Since when the person has been ready to go home; unknown while not.
    case stayReadySince = "stay.readySince"
    /// Since when the legal status of now has held; not before the stay came into scope.
    case stayLegalStatusSince = "stay.legalStatusSince"
    /// The legal status is one of detention (02, 03, 07-18, 31, 37, 38).
    case stayDetained = "stay.detained"
    /// Since when the person has been liable to be detained without a break.
    case stayDetainedSince = "stay.detainedSince"
    /// Since when somebody under 18 has been on the adult ward of now; unknown elsewhere.
    case stayAdultWardSince = "stay.adultWardSince"
    /// When the level of security last changed, if it rose then.
    case staySecurityRaisedAt = "stay.securityRaisedAt"
    /// The level of security of the ward, 0 to 3.
    case staySecurity = "stay.security"
    /// The last visit by the commissioner during the stay.
    case stayVisitedAt = "stay.visitedAt"
    /// The last review of this stay: post-admission or in hospital, never an emergency meeting.
    case stayReviewedAt = "stay.reviewedAt"
    /// It began within 30 calendar days of the end of a former stay in scope, and is no part of it.
    case stayReadmission = "stay.readmission"
    /// When the person last came to another unit in this stay; unknown where there was one only.
    case stayUnitChangedAt = "stay.unitChangedAt"
    /// When the commissioner's view was formed that the person has a learning disability or
    /// autism; where the entry said so before the stay, the admission.
    case stayViewFormedAt = "stay.viewFormedAt"

    /// Since when the stay has been known from people alone; unknown once a hospital told of it.
    case stayReportedOnlySince = "stay.reportedOnlySince"

    /// The rating of the unit of now, by the directory or by what was heard since.
    case stayUnitRating = "stay.unitRating"
    /// The unit of now stands in another area that is known here.
    case stayInAnotherArea = "stay.inAnotherArea"

    /// As of when the provider's last list is, which has the person not on it.
    case stayMissingFromListSince = "stay.missingFromListSince"

    /// What the item in hand is.
    case itemKind = "item.kind"
    /// Which change a transition is; of everything else the word with which it was raised, or
    /// `other`.
    case itemType = "item.type"
    /// Neither done nor dropped; of a transition: always.
    case itemOpen = "item.open"
    /// When it comes, or is due: the end of that day, where an hour is not said.
    case itemAt = "item.at"
    /// When it was raised; unknown of what follows from the entry.
    case itemSince = "item.since"
    /// When anything was last told of it; unknown of what follows from the entry.
    case itemToldAt = "item.toldAt"
    /// The agency that it is for.
    case itemAgency = "item.agency"
    /// A person is named who owes it.
    case itemPersonNamed = "item.personNamed"
    /// What it is, by when, and which agency owes it are said.
    case itemComplete = "item.complete"

    /// The name of the event in hand.
    case eventName = "event.name"
    /// The event is a crisis (DUTIES.tsv §8).
    case eventCrisis = "event.crisis"
    /// The event is a crisis that a hospital or a crisis service reports.
    case eventHealthCrisis = "event.healthCrisis"
    /// The event is a risk of admission (DUTIES.tsv §8), or calls a plan off that was one.
    case eventRiskOfAdmission = "event.riskOfAdmission"
    /// An emergency attendance with a stated reason, neither mental health nor self-harm.
    case eventOtherEmergencyReason = "event.otherEmergencyReason"
    /// The event is a signal (DUTIES.tsv §8).
    case eventSignal = "event.signal"
    /// Received outside the working hours of the area's calendar.
    case eventOutOfHours = "event.outOfHours"
    /// Occurred more than 24 hours before its receipt.
    case eventOlderThan24h = "event.olderThan24h"
    /// The admission is expected before a panel can meet: before the booked review, else before the
    /// close of the second working day after receipt.
    case eventBeforePanel = "event.beforePanel"
    /// When the admission is expected.
    case eventExpectedAt = "event.expectedAt"
    /// When the review or meeting was held; a bare date is its local midnight.
    case eventHeldAt = "event.heldAt"
    /// The agency that sent the event.
    case eventAgency = "event.agency"
    /// The agency that the event names in its `agency`.
    case eventAgencyNamed = "event.agencyNamed"
    /// A handover that says when both meet, and overlaps 28 calendar days or more.
    case eventHandoverGradual = "event.handoverGradual"
    /// Of a handover: whoever hands over was recorded as absent.
    case eventFormerAbsent = "event.formerAbsent"
    /// It names another keyworker than the one of now, or of before the entry changed, and no
    /// handover to that person, and no absence of the former, was recorded in the 12 weeks before.
    case eventKeyworkerReplaced = "event.keyworkerReplaced"
    /// When the event occurred.
    case eventOccurredAt = "event.occurredAt"
    /// When what the event says took effect: of news of the register's rating the rating's own
    /// time, else when it occurred.
    case eventEffectiveAt = "event.effectiveAt"
    /// When the event was received.
    case eventReceivedAt = "event.receivedAt"
    /// As an anchor: when the input was received that opened the obligation.
    case receipt

    /// Of an ending: the instant from which the open obligation counts.
    case anchor

    /// Of an ending: when the open obligation was opened.
    case opening

    /// How many people the rule in hand counts; only its own `count` asks it.
    case countPeople = "count.people"
    /// An obligation needs a role or rung that nobody fills.
    case areaRoleGap = "area.roleGap"
}
