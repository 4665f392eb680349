// SPDX-License-Identifier: Apache-2.0

/// Who sent a message. Organisations are not personal data and may be logged.
package struct Sender: Hashable, Sendable, Codable {
    /// Sending application (MSH-3; FHIR source; CloudEvent source).
    package var application: String?
    /// Sending facility (MSH-4).
    package var facility: String?
    /// Organisation named by the message itself.
    package var organisation: String?

    /// A sender by the names that its messages carry.
    package init(application: String? = nil, facility: String? = nil, organisation: String? = nil) {
        self.application = application
        self.facility = facility
        self.organisation = organisation
    }
}

/// The wire format in which a notification came.
package enum WireFormat: String, Sendable, Codable, CaseIterable {
    /// HL7 v2, pipes and hats.
    case hl7v2
    /// HL7 FHIR R4 JSON.
    case fhir
    /// CloudEvents 1.0.
    case cloudevents
}

/// What family of sender a notification belongs to (CONTRACT.md §4).
package enum NotificationKind: String, Sendable, Codable, CaseIterable {
    /// A hospital.
    case admission
    /// A school or other education setting.
    case school
    /// A council's social care.
    case socialCare = "social-care"
    /// The dynamic support register.
    case register
    /// A person's or system's answer.
    case response
}

/// A coded diagnosis; `system` is ICD10, SNOMED, or as sent.
package struct Diagnosis: Hashable, Sendable, Codable {
    /// The code as sent.
    package var code: String
    /// ICD10, SNOMED, or as sent.
    package var system: String?
    /// The code's text as sent.
    package var text: String?

    /// A diagnosis as sent.
    package init(code: String, system: String?, text: String?) {
        self.code = code
        self.system = system
        self.text = text
    }
}

/// Something suspicious in a message that was read all the same.
package struct DecodeWarning: Hashable, Sendable, Codable {
    /// A stable code such as `time.ambiguous`.
    package var code: String
    /// Byte position in the value, where there is one.
    package var position: Int?

    /// A warning by its stable code.
    package init(code: String, position: Int? = nil) {
        self.code = code
        self.position = position
    }
}

/// What a response says of its subject and its author (CONTRACT.md §4, "On the wire").
package struct ResponseReference: Hashable, Sendable {
    /// The obligation answered, by alert id.
    package var alertId: String?
    /// The obligation answered, by task id.
    package var taskId: String?
    /// The person of the register whom the response is about.
    package var registerId: String?
    /// The person of the directory, or the system principal, who answers.
    package var by: String?

    /// A reference that names nothing yet.
    package init() {}
}

/// The canonical notification: one message about one person, whatever its wire format
/// (CONTRACT.md §4). Personal data: never logged.
package struct Notification: Hashable, Sendable {
    /// The event's family.
    package var kind: NotificationKind
    /// The event: one of the known names, or `<family>.other`.
    package var event: EventName
    /// MSH-10, Bundle or resource id, CloudEvent id.
    package var id: String
    /// When the thing happened (EVN-6, else PV1-44/45, else `recordedAt`).
    package var occurredAt: Instant
    /// When the sender recorded it (EVN-2, else MSH-7).
    package var recordedAt: Instant
    /// When the message was sent (MSH-7, CloudEvent time), for ordering.
    package var sentAt: Instant
    /// Who sent it.
    package var sender: Sender
    /// The person whom it is about.
    package var person: Person
    /// The hospital contact, if it is about one.
    package var encounter: Encounter?
    /// Coded diagnoses.
    package var diagnoses: [Diagnosis] = []
    /// Event-specific members, as sent (a JSON object).
    package var detail: JSONValue = .object([])
    /// Whom a response answers and who gives it; nil in everything that is not a response.
    package var response: ResponseReference?
    /// The wire format.
    package var format: WireFormat
    /// The wire format's own trigger (`A01`).
    package var trigger: String?
    /// Whether the sender marks the message as production (MSH-11 is P or empty).
    package var isProduction = true
    /// What was suspicious.
    package var warnings: [DecodeWarning] = []

    /// A notification with its obligatory members.
    package init(
        kind: NotificationKind, event: EventName, id: String, occurredAt: Instant,
        recordedAt: Instant, sentAt: Instant, sender: Sender, person: Person, format: WireFormat
    ) {
        self.kind = kind
        self.event = event
        self.id = id
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.sentAt = sentAt
        self.sender = sender
        self.person = person
        self.format = format
    }
}
