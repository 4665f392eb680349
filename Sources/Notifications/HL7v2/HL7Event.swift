// SPDX-License-Identifier: Apache-2.0

/// What a trigger means for a contact of a class (DOMAIN.md §3.2, CONTRACT.md §4).
struct HL7Event: Hashable {
    var name: EventName
    /// Why it is not ours, for `admission.other`: `message-type`, `trigger`, `outpatient`,
    /// `community`, `pre-admission`, `no-patient`, `record-deleted`, `bed-status`, `query`,
    /// `allergy`.
    var reason: String?
    /// The trigger that it cancels, where the event's name does not say that it cancels.
    var cancels: String?

    init(_ name: EventName, cancels: String? = nil) {
        self.name = name
        self.cancels = cancels
    }

    /// Well-formed, and nothing to act on.
    static func notOurs(_ reason: String) -> HL7Event {
        var event = HL7Event(.admissionOther)
        event.reason = reason
        return event
    }

    /// The event of a message of that type and trigger: as the sender's dialect says, else as the
    /// standard does.
    init(
        type: String, trigger: String, encounter: Encounter?,
        dialect: PreparedDialect = .standard
    ) {
        let sent = encounter?.encounterClass
        if type == "ADT", let name = dialect.event(trigger: trigger, sent) {
            self.init(name)
            if name.isOther { reason = "dialect" }
            return
        }
        guard type == "ADT" else {
            self = .notOurs("message-type")
            return
        }
        let bedKind = encounter?.bedKind ?? .unknown
        self =
            HL7Event.ofStay(trigger, sent, bedKind) ?? HL7Event.ofPerson(trigger)
            ?? .notOurs("trigger")
    }

    /// Triggers about a hospital contact. A09, A10, A32 and A33 track the person, A54, A55,
    /// A61 and A62 who treats: news of the contact. A15, A16, A25 and A26 are of plans.
    private static func ofStay(
        _ trigger: String, _ sent: EncounterClass?, _ bedKind: BedKind
    ) -> HL7Event? {
        switch ShortCode(of: trigger) {
        case "A01": admit(sent)
        case "A02", "A17": transfer(sent)
        case "A03": end(sent)
        case "A04": register(sent, bedKind: bedKind)
        case "A05", "A14": HL7Event(.admissionPlanned)
        case "A06", "A07": HL7Event(.admissionClassChanged)
        case "A08", "A09", "A10", "A15", "A16", "A54", "A61": HL7Event(.admissionUpdated)
        case "A11": cancelAdmit(sent)
        case "A12": cancelTransfer(sent)
        case "A13": cancelEnd(sent)
        case "A21": HL7Event(.admissionLeaveStarted)
        case "A22": HL7Event(.admissionLeaveEnded)
        case "A25": HL7Event(.admissionUpdated, cancels: "A16")
        case "A26": HL7Event(.admissionUpdated, cancels: "A15")
        case "A27", "A38": HL7Event(.admissionPlanCancelled)
        case "A32": HL7Event(.admissionUpdated, cancels: "A10")
        case "A33": HL7Event(.admissionUpdated, cancels: "A09")
        // Leave that never was has ended; a return that never was is leave.
        case "A52": HL7Event(.admissionLeaveEnded, cancels: "A21")
        case "A53": HL7Event(.admissionLeaveStarted, cancels: "A22")
        case "A55": HL7Event(.admissionUpdated, cancels: "A54")
        case "A62": HL7Event(.admissionUpdated, cancels: "A61")
        default: nil
        }
    }

    /// Triggers about a person, and those that are about nobody's care.
    private static func ofPerson(_ trigger: String) -> HL7Event? {
        if let people = HL7People(trigger: trigger) { return HL7Event(people.event) }
        return switch ShortCode(of: trigger) {
        case "A28", "A31": HL7Event(.admissionPersonUpdated)
        case "A19": notOurs("query")
        case "A20": notOurs("bed-status")
        // What a hospital deletes from its archive is not undone by it.
        case "A23", "A29": notOurs("record-deleted")
        case "A60": notOurs("allergy")
        default: nil
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

    /// A02, A17: a move inside a stay; of any other contact it is only news of where the person
    /// is.
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

    /// A11 cancels A01 and A04, whatever these meant for the class.
    private static func cancelAdmit(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .preAdmission: HL7Event(.admissionPlanCancelled)
        case .outpatient: notOurs("outpatient")
        case .community: notOurs("community")
        case .emergency, .inpatient, .day, .unknown, nil: HL7Event(.admissionStartCancelled)
        }
    }

    private static func cancelTransfer(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .emergency, .preAdmission, .outpatient, .community:
            HL7Event(.admissionUpdated, cancels: "A02")
        case .inpatient, .day, .unknown, nil: HL7Event(.admissionTransferCancelled)
        }
    }

    /// A13: the person has not left. An emergency attendance that goes on is not a new one.
    private static func cancelEnd(_ sent: EncounterClass?) -> HL7Event {
        switch sent {
        case .emergency: HL7Event(.admissionUpdated, cancels: "A03")
        case .outpatient: notOurs("outpatient")
        case .community: notOurs("community")
        case .preAdmission: notOurs("pre-admission")
        case .inpatient, .day, .unknown, nil: HL7Event(.admissionEndCancelled)
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
