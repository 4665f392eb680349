// SPDX-License-Identifier: Apache-2.0

/// Why a value could not be read. The raw values are stable; each has its advice to the sender.
package enum RejectionCode: String, CaseIterable, Hashable, Sendable, Codable {
    /// The value is null or has no byte.
    case emptyValue = "empty-value"
    /// The value passes `Limits.valueBytesMax`.
    case valueTooLarge = "value-too-large"
    /// Neither HL7 v2 nor JSON, by header or content.
    case unknownFormat = "unknown-format"
    /// A format that is recognised and not read: XML, or an event in Avro or Protobuf.
    case formatNotSupported = "format-not-supported"

    /// MSH-1 and MSH-2 do not declare usable separators.
    case hl7Header = "hl7v2.header"
    /// MSH-9 is empty.
    case hl7MessageType = "hl7v2.message-type"
    /// A batch envelope without a message.
    case hl7EmptyBatch = "hl7v2.empty-batch"
    /// A trailer promises more than is there: BTS-1 more messages than the batch holds, or FTS-1
    /// more batches than the file. What is there was read.
    case hl7BatchCount = "hl7v2.batch-count"
    /// The message passes `Limits.messageBytesMax`, `messagesMax`, `segmentsMax`, `fieldsMax`,
    /// `repetitionsMax` or `personsMax`, or the value `itemsMax`.
    case hl7Limit = "hl7v2.limit"

    /// The JSON text ends too early.
    case jsonTruncated = "json.truncated"
    /// The JSON text is malformed.
    case jsonSyntax = "json.syntax"
    /// The text is not UTF-8.
    case jsonUTF8 = "json.invalid-utf8"
    /// A member name stands twice in one object.
    case jsonDuplicateMember = "json.duplicate-member"
    /// The JSON text is too deep, too large or has too many values.
    case jsonLimit = "json.limit"

    /// `specversion` is missing or not 1.0.
    case cloudEventsVersion = "cloudevents.specversion"
    /// A required attribute is missing or null.
    case cloudEventsAttributeMissing = "cloudevents.attribute-missing"
    /// An attribute has the wrong JSON type.
    case cloudEventsAttributeType = "cloudevents.attribute-type"
    /// An attribute's text is not what the specification allows.
    case cloudEventsAttributeInvalid = "cloudevents.attribute-invalid"
    /// An attribute's name has characters other than a…z and 0…9.
    case cloudEventsAttributeName = "cloudevents.attribute-name"
    /// Both `data` and `data_base64` stand in the event.
    case cloudEventsDataTwice = "cloudevents.data-twice"
    /// `data_base64` is not Base64.
    case cloudEventsBase64 = "cloudevents.base64"
    /// An attribute's header stands twice.
    case cloudEventsHeaderTwice = "cloudevents.header-twice"
    /// An event of ours has no `data`, or it is not a JSON object.
    case cloudEventsData = "cloudevents.data"

    /// A resource or element that is read has a `modifierExtension`, none of which is known here:
    /// FHIR forbids to process what an unknown modifier may turn into its opposite.
    case fhirModifierExtension = "fhir.modifier-extension"
    /// A resource has `implicitRules`, which may change the meaning of all that it says.
    case fhirImplicitRules = "fhir.implicit-rules"
    /// A Bundle passes `Limits.entriesMax`, `bundleDepthMax` or `messagesMax`, or an object or list
    /// that is read `fhirMembersMax` or `repetitionsMax`.
    case fhirLimit = "fhir.limit"

    /// A member has the wrong JSON type.
    case memberType = "member.type"
    /// A member's text is not a date, an instant, or one of the words allowed there.
    case memberInvalid = "member.invalid"
    /// A member that must be there is missing.
    case memberMissing = "member.missing"
    /// `event` is not the name of an event.
    case eventUnknown = "event.unknown"

    /// What to tell the sender. No personal data, no bytes of the message.
    package var advice: String {
        switch self {
        case .emptyValue: "The record has no value. Send the notification as the record's value."
        case .valueTooLarge: "The record is too large. Send attachments elsewhere, or split it."
        case .unknownFormat:
            "Neither HL7 v2 (begins with MSH, FHS or BHS) nor JSON. Send one of them; HL7 v2 in "
                + "UTF-8 or a single-byte character set."
        case .formatNotSupported:
            "This format is recognised and not read here. Send HL7 v2, FHIR JSON or CloudEvents "
                + "in JSON."
        default: hl7Advice ?? jsonAdvice ?? fhirAdvice ?? eventAdvice
        }
    }

    private var hl7Advice: String? {
        switch self {
        case .hl7Header:
            "MSH must be followed by a field separator and the encoding characters, as MSH|^~\\&|."
        case .hl7MessageType: "MSH-9 is empty. Send message type and trigger, as ADT^A01."
        case .hl7EmptyBatch: "The batch has no message. Send at least one, or nothing."
        case .hl7BatchCount:
            "The trailer promises more than is there. Send what is missing again; BTS-1 counts "
                + "messages, FTS-1 batches."
        case .hl7Limit:
            "The message has too many bytes, segments, fields, repetitions or people. Send less "
                + "in one message, and fewer messages in one value."
        default: nil
        }
    }

    private var jsonAdvice: String? {
        switch self {
        case .jsonTruncated: "The JSON text ends in the middle. Send it whole."
        case .jsonSyntax: "The text is not JSON by RFC 8259 at this position."
        case .jsonUTF8: "The text is not UTF-8 at this position. Encode it as UTF-8."
        case .jsonDuplicateMember:
            "An object has the same member name twice. Send each name once."
        case .jsonLimit: "The JSON text is too large, too deep, or has too many values."
        default: nil
        }
    }

    private var fhirAdvice: String? {
        switch self {
        case .fhirModifierExtension:
            "A modifierExtension that is not known here may change the meaning of what holds it. "
                + "Send the resource without it."
        case .fhirImplicitRules:
            "implicitRules may change the meaning of the whole resource. Send it without them."
        case .fhirLimit: "The Bundle has too many or too deep entries, or an element too many."
        default: nil
        }
    }

    private var eventAdvice: String {
        switch self {
        case .cloudEventsVersion: "specversion must be the string 1.0."
        case .cloudEventsAttributeMissing:
            "A CloudEvent needs id, source, type and specversion, each a text that is not empty."
        case .cloudEventsAttributeType:
            "An attribute must be a string; an extension a string, a boolean or a whole number."
        case .cloudEventsAttributeInvalid:
            "The attribute's text is not valid: time is RFC 3339 with seconds and offset, "
                + "datacontenttype a media type, and none may be empty."
        case .cloudEventsAttributeName: "Attribute names are lower-case letters and digits only."
        case .cloudEventsDataTwice: "Send data or data_base64, not both."
        case .cloudEventsBase64: "data_base64 is not Base64 (RFC 4648, with padding)."
        case .cloudEventsHeaderTwice: "A ce_ header stands twice. Send each attribute once."
        case .cloudEventsData: "data must be a JSON object as the contract describes it."
        case .memberType:
            "The member has the wrong JSON type; numbers and codes are sent as strings."
        case .memberInvalid: "The member's text is not a value that may stand there."
        case .memberMissing: "The member must be there."
        case .eventUnknown: "The event's name is not known. See the list of events."
        default: "The value cannot be read."
        }
    }

    /// The code for a fault of a JSON text.
    init(_ fault: JSONFault) {
        switch fault {
        case .truncated: self = .jsonTruncated
        case .syntax, .number, .string, .surrogate, .trailing: self = .jsonSyntax
        case .utf8: self = .jsonUTF8
        case .duplicateMember: self = .jsonDuplicateMember
        case .depth, .size, .count: self = .jsonLimit
        }
    }
}
