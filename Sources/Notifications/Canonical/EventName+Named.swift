// SPDX-License-Identifier: Apache-2.0

/// Names that code itself speaks of; policy speaks of the others.
extension EventName {
    /// An emergency or planned admission is weighed.
    package static let admissionConsidered = EventName(listed: "admission.considered")
    /// An admission is planned.
    package static let admissionPlanned = EventName(listed: "admission.planned")
    /// A planned admission was called off.
    package static let admissionPlanCancelled = EventName(listed: "admission.plan-cancelled")
    /// Admitted.
    package static let admissionStarted = EventName(listed: "admission.started")
    /// Moved to another ward, unit or bed.
    package static let admissionTransferred = EventName(listed: "admission.transferred")
    /// Changed from outpatient to inpatient or back.
    package static let admissionClassChanged = EventName(listed: "admission.class-changed")
    /// Anything about the stay was corrected or filled in.
    package static let admissionUpdated = EventName(listed: "admission.updated")
    /// Discharged.
    package static let admissionEnded = EventName(listed: "admission.ended")
    /// The admission never happened.
    package static let admissionStartCancelled = EventName(listed: "admission.start-cancelled")
    /// The transfer never happened.
    package static let admissionTransferCancelled = EventName(
        listed: "admission.transfer-cancelled")
    /// The discharge never happened.
    package static let admissionEndCancelled = EventName(listed: "admission.end-cancelled")
    /// On leave; not a discharge.
    package static let admissionLeaveStarted = EventName(listed: "admission.leave-started")
    /// Back from leave.
    package static let admissionLeaveEnded = EventName(listed: "admission.leave-ended")
    /// Absent without leave.
    package static let admissionAbsent = EventName(listed: "admission.absent")
    /// In an emergency department.
    package static let admissionEmergencyAttended = EventName(
        listed: "admission.emergency-attended")
    /// Left the emergency department.
    package static let admissionEmergencyLeft = EventName(listed: "admission.emergency-left")
    /// The person's particulars changed.
    package static let admissionPersonUpdated = EventName(listed: "admission.person-updated")
    /// Identifiers of people, records or visits were joined or changed; `detail` says which.
    package static let admissionPersonMerged = EventName(listed: "admission.person-merged")
    /// Records that had been joined are apart again.
    package static let admissionPersonUnmerged = EventName(listed: "admission.person-unmerged")
    /// Well-formed, and not ours to act on.
    package static let admissionOther = EventName(listed: "admission.other")
    /// Somebody acknowledged an obligation.
    package static let escalationAcknowledged = EventName(listed: "escalation.acknowledged")
    /// Somebody accepted an obligation.
    package static let escalationAccepted = EventName(listed: "escalation.accepted")
    /// Somebody did what was asked.
    package static let escalationCompleted = EventName(listed: "escalation.completed")
    /// Somebody declined, with a reason.
    package static let escalationDeclined = EventName(listed: "escalation.declined")
    /// An obligation was given to another person.
    package static let escalationReassigned = EventName(listed: "escalation.reassigned")
    /// A review was held.
    package static let reviewHeld = EventName(listed: "review.held")
    /// A person decided a possible match.
    package static let identityDecided = EventName(listed: "identity.decided")
    /// The emergency protocol was called.
    package static let emergencyProtocolCalled = EventName(listed: "emergency-protocol.called")
    /// The emergency meeting was held.
    package static let emergencyProtocolHeld = EventName(listed: "emergency-protocol.held")
    /// The emergency meeting's outcome was recorded.
    package static let emergencyProtocolOutcome = EventName(listed: "emergency-protocol.outcome")
    /// A keyworker accepted the case.
    package static let keyworkerAccepted = EventName(listed: "keyworker.accepted")
    /// A keyworker was in touch with the person.
    package static let keyworkerContact = EventName(listed: "keyworker.contact")
    /// A person came onto the register.
    package static let registerAdded = EventName(listed: "register.added")
    /// A gap was reported: in provision, or in who is there to be told.
    package static let gapReported = EventName(listed: "gap.reported")
    /// Somebody turned to a crisis service.
    package static let crisisContact = EventName(listed: "crisis.contact")
    /// Brought to a place of safety by the police.
    package static let crisisSection136 = EventName(listed: "crisis.section-136")
    /// An assessment under the Mental Health Act was asked for.
    package static let crisisAssessmentRequested = EventName(
        listed: "crisis.mha-assessment-requested")
    /// Somebody told of a crisis.
    package static let crisisReported = EventName(listed: "crisis.reported")
    /// Excluded from school for some days.
    package static let schoolSuspended = EventName(listed: "school.suspended")
    /// Excluded from school for good.
    package static let schoolPermanentlyExcluded = EventName(listed: "school.permanently-excluded")
    /// An exclusion or suspension was taken back.
    package static let schoolExclusionWithdrawn = EventName(listed: "school.exclusion-withdrawn")
    /// Absent from school more than a share of the time.
    package static let schoolAbsenceThreshold = EventName(listed: "school.absence-threshold")
    /// At school for a part of the day only.
    package static let schoolPartTimeTimetable = EventName(listed: "school.part-time-timetable")
    /// An EHC plan was issued.
    package static let schoolEhcPlanIssued = EventName(listed: "school.ehc-plan-issued")
    /// An EHC plan was reviewed.
    package static let schoolEhcAnnualReview = EventName(listed: "school.ehc-annual-review")
    /// An EHC plan ended.
    package static let schoolEhcCeased = EventName(listed: "school.ehc-ceased")
    /// On the roll of a school.
    package static let schoolJoinedRoll = EventName(listed: "school.joined-roll")
    /// Off the roll of a school.
    package static let schoolLeftRoll = EventName(listed: "school.left-roll")
    /// Taught elsewhere than in a school.
    package static let schoolAlternativeProvision = EventName(
        listed: "school.alternative-provision")
    /// An enquiry under section 47 was begun.
    package static let socialCareSection47Started = EventName(
        listed: "social-care.section-47-started")
    /// A child protection plan was begun.
    package static let socialCareProtectionPlanStarted = EventName(
        listed: "social-care.protection-plan-started")
    /// Looked after by the local authority.
    package static let socialCareCareStarted = EventName(listed: "social-care.care-started")
    /// No longer looked after.
    package static let socialCareCareEnded = EventName(listed: "social-care.care-ended")
    /// Missing from care or home.
    package static let socialCareMissing = EventName(listed: "social-care.missing")
    /// Placed elsewhere.
    package static let socialCarePlacementChanged = EventName(
        listed: "social-care.placement-changed")
    /// News of the youth justice system.
    package static let socialCareYouthJustice = EventName(listed: "social-care.youth-justice")
    /// The legal status of a stay was recorded.
    package static let stayLegalStatus = EventName(listed: "stay.legal-status")
    /// Ready to go home.
    package static let stayReady = EventName(listed: "stay.ready")
    /// Visited in hospital.
    package static let visitHeld = EventName(listed: "visit.held")
    /// The commissioner holds that the person has a learning disability or autism.
    package static let commissionerViewFormed = EventName(listed: "commissioner.view-formed")
    /// An answer about consent was recorded.
    package static let consentRecorded = EventName(listed: "consent.recorded")
    /// A consent changed in the register.
    package static let registerConsentChanged = EventName(listed: "register.consent-changed")
    /// A keyworker was named.
    package static let keyworkerAssigned = EventName(listed: "keyworker.assigned")
    /// A keyworker met the person for the first time.
    package static let keyworkerFirstContact = EventName(listed: "keyworker.first-contact")
    /// A plan was agreed with the keyworker.
    package static let keyworkerPlanAgreed = EventName(listed: "keyworker.plan-agreed")
    /// A keyworker handed over to another.
    package static let keyworkerHandedOver = EventName(listed: "keyworker.handed-over")
    /// Keyworking ended.
    package static let keyworkerExited = EventName(listed: "keyworker.exited")
    /// A review was booked.
    package static let reviewBooked = EventName(listed: "review.booked")
    /// Died in hospital.
    package static let admissionDied = EventName(listed: "admission.died")
    /// The register was looked through.
    package static let registerReviewed = EventName(listed: "register.reviewed")
    /// A decision of a review became an action.
    package static let reviewActionAdded = EventName(listed: "review.action-added")
    /// An action changed.
    package static let reviewActionUpdated = EventName(listed: "review.action-updated")
    /// Something stands in the way.
    package static let barrierRaised = EventName(listed: "barrier.raised")
    /// It stands in the way no more.
    package static let barrierRemoved = EventName(listed: "barrier.removed")
    /// An agency is asked for something.
    package static let requestRaised = EventName(listed: "request.raised")
    /// It was granted.
    package static let requestAccepted = EventName(listed: "request.accepted")
    /// It was answered.
    package static let requestAnswered = EventName(listed: "request.answered")
    /// It was refused.
    package static let requestRefused = EventName(listed: "request.refused")
    /// An assessment was opened.
    package static let assessmentOpened = EventName(listed: "assessment.opened")
    /// An assessment was completed.
    package static let assessmentCompleted = EventName(listed: "assessment.completed")
    /// A meeting was arranged.
    package static let meetingArranged = EventName(listed: "meeting.arranged")
    /// A meeting was held.
    package static let meetingHeld = EventName(listed: "meeting.held")
    /// The keyworking plan got an item.
    package static let planItemAdded = EventName(listed: "plan.item-added")
    /// An item of the plan changed.
    package static let planItemUpdated = EventName(listed: "plan.item-updated")
    /// How far the plan has come was recorded.
    package static let outcomeRecorded = EventName(listed: "outcome.recorded")
    /// A change of life was planned for.
    package static let transitionPlanned = EventName(listed: "transition.planned")
    /// It was decided what happens at a change of life.
    package static let transitionDecided = EventName(listed: "transition.decided")
    /// The rating of an inpatient unit changed.
    package static let unitRatingChanged = EventName(listed: "unit.rating-changed")
    /// A provider's list of the people in its care.
    package static let censusReceived = EventName(listed: "census.received")
    /// A case goes to another area, or comes from one.
    package static let caseTransferred = EventName(listed: "case.transferred")
    /// Who is in the team around a person changed.
    package static let teamChanged = EventName(listed: "team.changed")
    /// A note was written.
    package static let noteRecorded = EventName(listed: "note.recorded")
    /// The keyworker is away, or has left.
    package static let keyworkerAbsent = EventName(listed: "keyworker.absent")
    /// Keyworking gives more or less support than before.
    package static let keyworkerSteppedDown = EventName(listed: "keyworker.stepped-down")
    /// Keyworking began again.
    package static let keyworkerReopened = EventName(listed: "keyworker.reopened")
    /// A keyworker or manager challenges what an agency does.
    package static let escalationRaised = EventName(listed: "escalation.raised")
    /// Told by a person: who, where, since when.
    package static let admissionReported = EventName(listed: "admission.reported")
    /// An entry changed.
    package static let registerChanged = EventName(listed: "register.changed")
    /// An entry was taken off the register.
    package static let registerRemoved = EventName(listed: "register.removed")
    /// A death was confirmed.
    package static let deathConfirmed = EventName(listed: "death.confirmed")
    /// The news of a death was an error.
    package static let deathWithdrawn = EventName(listed: "death.withdrawn")
}
