// SPDX-License-Identifier: Apache-2.0

/// What an ADT trigger means for a contact of a class (DOMAIN.md §3.2, CONTRACT.md §4).
struct HL7Event: Hashable {
    var name: EventName
    /// Why it is not ours, for `admission.other`.
    var reason: String?

    private init(_ name: EventName, reason: String? = nil) {
        self.name = name
        self.reason = reason
    }

    private static func notOurs(_ reason: String) -> HL7Event {
        HL7Event(.admissionOther, reason: reason)
    }

    /// The event of a message of that type and trigger.
    init(type: String, trigger: String, encounter: Encounter?) {
        guard type == "ADT" else {
            self = .notOurs("message-type")
            return
        }
        let sent = encounter?.encounterClass
        switch trigger {
        case "A01": self = HL7Event.admit(sent)
        case "A02": self = HL7Event.transfer(sent)
        case "A03": self = HL7Event.end(sent)
        case "A04": self = HL7Event.register(sent, bedKind: encounter?.bedKind ?? .unknown)
        case "A05", "A14": self.init(.admissionPlanned)
        case "A06", "A07": self.init(.admissionClassChanged)
        case "A08": self.init(.admissionUpdated)
        case "A11": self.init(.admissionStartCancelled)
        case "A12": self.init(.admissionTransferCancelled)
        case "A13": self.init(.admissionEndCancelled)
        case "A21": self.init(.admissionLeaveStarted)
        case "A22": self.init(.admissionLeaveEnded)
        case "A27", "A38": self.init(.admissionPlanCancelled)
        case "A28", "A31": self.init(.admissionPersonUpdated)
        default: self = .notOurs("trigger")
        }
    }

    /// A01: an admission, unless the class says that it is another contact. A class that is not
    /// told does not unsay the trigger.
    private static func admit(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .emergency: HL7Event(.admissionEmergencyAttended)
        case .preAdmission: HL7Event(.admissionPlanned)
        case .outpatient: notOurs("outpatient")
        case .community: notOurs("community")
        case .inpatient, .day, .unknown, nil: HL7Event(.admissionStarted)
        }
    }

    /// A02: a move inside a stay; of any other contact it is only news of where the person is.
    private static func transfer(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .emergency, .preAdmission, .outpatient, .community: HL7Event(.admissionUpdated)
        case .inpatient, .day, .unknown, nil: HL7Event(.admissionTransferred)
        }
    }

    /// A03 ends in- and outpatient visits: only an inpatient one ends a stay.
    private static func end(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .emergency: HL7Event(.admissionEmergencyLeft)
        case .outpatient: notOurs("outpatient")
        case .community: notOurs("community")
        case .preAdmission: notOurs("pre-admission")
        case .inpatient, .day, .unknown, nil: HL7Event(.admissionEnded)
        }
    }

    /// A04 registers an outpatient or an emergency attendance and is never an admission; one that
    /// shows an inpatient is news of a stay.
    private static func register(_ sent: EncounterClass?, bedKind: BedKind) -> HL7Event {
        switch sent {
        case .emergency: HL7Event(.admissionEmergencyAttended)
        case .inpatient, .day: HL7Event(.admissionUpdated)
        case .preAdmission: HL7Event(.admissionPlanned)
        case .community: notOurs("community")
        case .unknown, nil:
            bedKind == .emergency ? HL7Event(.admissionEmergencyAttended) : notOurs("outpatient")
        case .outpatient: notOurs("outpatient")
        }
    }
}

extension EventName {
    /// Whether an event of this name without a class is about an inpatient (CONTRACT.md §4).
    package var impliesInpatient: Bool {
        self == .admissionStarted || self == .admissionTransferred || self == .admissionEnded
            || self == .admissionLeaveStarted || self == .admissionLeaveEnded
    }
}
