// SPDX-License-Identifier: Apache-2.0

/// The status of an Encounter, R5's words read as R4's.
enum FHIREncounterStatus: String {
    case planned
    case arrived
    case triaged
    case inProgress = "in-progress"
    case onLeave = "onleave"
    case finished
    case cancelled
    case enteredInError = "entered-in-error"
    case unknown

    /// The status of that word; nil when neither R4 nor R5 has it.
    init?(sent text: String) {
        switch text {
        case "on-hold": self = .onLeave
        case "completed", "discharged", "discontinued": self = .finished
        default: self.init(rawValue: text)
        }
    }
}

/// What an Encounter means (DOMAIN.md §4.1): its status and class, and the event of the message
/// that brings it.
struct FHIREvent: Hashable {
    var name: EventName
    /// Why it is not ours, for `admission.other`.
    var reason: String?
    /// Whether the message's event and the Encounter's status contradict each other.
    var isContradictory = false

    init(_ name: EventName, reason: String? = nil) {
        self.name = name
        self.reason = reason
    }

    static func notOurs(_ reason: String) -> FHIREvent {
        FHIREvent(.admissionOther, reason: reason)
    }

    /// What is known of an Encounter when its event is told.
    struct Signs {
        var status: FHIREncounterStatus
        /// The status that its history names last before the present one.
        var formerStatus: FHIREncounterStatus?
        var encounter: Encounter
        /// Whether something other than the class says that this is a hospital stay.
        var isStay: Bool

        /// The class, where nothing is told of it that of a stay.
        var encounterClass: EncounterClass? {
            let sent = encounter.encounterClass
            return (sent == nil || sent == .unknown) && isStay ? .inpatient : sent
        }
    }

    init(_ signs: Signs, message: FHIRMessageEvent.Meaning) {
        switch (signs.status, message) {
        case (_, .notOurs(let reason)): self = .notOurs(reason)
        case (.enteredInError, _): self = FHIREvent.withdrawn(signs)
        case (.cancelled, .trigger(let trigger)) where FHIREvent.cancelling.contains(trigger):
            self = FHIREvent.told(message, signs)
        case (.cancelled, _): self = FHIREvent.withdrawn(signs)
        case (.planned, .trigger("A01")):
            self.init(.admissionPlanned)
            isContradictory = true
        case (.finished, .trigger("A01")):
            self = FHIREvent.told(message, signs)
            isContradictory = true
        case (let status, .trigger("A03")):
            self = FHIREvent.told(message, signs)
            isContradictory = status != .finished && status != .unknown
        case (_, .trigger): self = FHIREvent.told(message, signs)
        case (_, .untold): self = FHIREvent.byStatus(signs)
        }
    }

    /// Triggers that say themselves what is cancelled.
    private static let cancelling: Set<String> = [
        "A11", "A12", "A13", "A25", "A26", "A27", "A38", "A52", "A53",
    ]

    /// The event of the trigger, as the same HL7 v2 message would tell it.
    private static func told(_ message: FHIRMessageEvent.Meaning, _ signs: Signs) -> FHIREvent {
        guard case .trigger(let trigger) = message else { return byStatus(signs) }
        let event = HL7Event(type: "ADT", trigger: trigger, encounter: signs.encounter)
        return FHIREvent(event.name, reason: event.reason)
    }

    /// An Encounter that did not take place, or that was never meant.
    private static func withdrawn(_ signs: Signs) -> FHIREvent {
        switch signs.encounterClass {
        case .outpatient: return notOurs("outpatient")
        case .community: return notOurs("community")
        case .preAdmission: return FHIREvent(.admissionPlanCancelled)
        case .inpatient, .day, .emergency, .unknown, nil:
            return FHIREvent(
                signs.formerStatus == .planned ? .admissionPlanCancelled : .admissionStartCancelled)
        }
    }

    private static func byStatus(_ signs: Signs) -> FHIREvent {
        switch signs.encounterClass {
        case .outpatient: notOurs("outpatient")
        case .community: notOurs("community")
        case .preAdmission:
            signs.status == .finished ? notOurs("pre-admission") : FHIREvent(.admissionPlanned)
        case .emergency: emergency(signs.status)
        case .inpatient, .day: stay(signs)
        case .unknown, nil:
            switch signs.status {
            case .planned: FHIREvent(.admissionPlanned)
            case .onLeave: FHIREvent(.admissionLeaveStarted)
            default: FHIREvent(.admissionUpdated)
            }
        }
    }

    private static func emergency(_ status: FHIREncounterStatus) -> FHIREvent {
        switch status {
        case .arrived, .triaged, .inProgress: FHIREvent(.admissionEmergencyAttended)
        case .finished: FHIREvent(.admissionEmergencyLeft)
        case .planned: FHIREvent(.admissionPlanned)
        default: FHIREvent(.admissionUpdated)
        }
    }

    private static func stay(_ signs: Signs) -> FHIREvent {
        switch signs.status {
        case .planned: FHIREvent(.admissionPlanned)
        case .arrived, .triaged, .inProgress:
            FHIREvent(
                signs.formerStatus == .onLeave ? .admissionLeaveEnded : .admissionStarted)
        case .onLeave: FHIREvent(.admissionLeaveStarted)
        case .finished: FHIREvent(.admissionEnded)
        default: FHIREvent(.admissionUpdated)
        }
    }
}
