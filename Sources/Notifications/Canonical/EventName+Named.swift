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
}
