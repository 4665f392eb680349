// SPDX-License-Identifier: Apache-2.0

/// What became of one message of a value.
package enum DecodedItem: Hashable, Sendable {
    /// It was read.
    case notification(Notification)
    /// It could not be read.
    case rejected(Rejected)
}

/// A message that could not be read, and what its sender must be told. Holds no personal data.
package struct Rejected: Hashable, Sendable {
    /// Why.
    package var code: RejectionCode
    /// The byte of the value at which it was noticed.
    package var position: Int
    /// The field concerned, by its name in the standard or the contract, never by its value.
    package var field: String?
    /// The format, as far as recognised.
    package var format: WireFormat?
    /// The sender, as far as read.
    package var sender: Sender?

    /// A rejection at a byte position.
    package init(
        code: RejectionCode, position: Int, field: String? = nil, format: WireFormat? = nil,
        sender: Sender? = nil
    ) {
        self.code = code
        self.position = position
        self.field = field
        self.format = format
        self.sender = sender
    }

    /// The line that `keywatch decode` prints: `{"error":{code,position,message}}`.
    package var errorJSON: JSONValue {
        let message = field.map { "\($0): \(code.advice)" } ?? code.advice
        return .object([
            JSONValue.Member(
                "error",
                .object([
                    JSONValue.Member("code", .string(code.rawValue)),
                    JSONValue.Member("position", .number(String(position))),
                    JSONValue.Member("message", .string(message)),
                ]))
        ])
    }
}

/// The warnings that decoders give; the codes are stable. Each comment ends with what to tell the
/// sender. Those of HL7 v2 alone stand with its decoder.
package enum WarningCode {
    /// A local time that the clock showed twice (in October): the earlier was taken. *Send an
    /// offset.*
    static let timeAmbiguous = "time.ambiguous"
    /// A local time that the clock never showed (in March): moved forward by the gap. *Send an
    /// offset; look at the clock of the system.*
    static let timeSkipped = "time.skipped"
    /// A date where an instant is expected: midnight was taken. *Send the time of day.*
    static let timeDateOnly = "time.date-only"
    /// Not a time; read as if it were empty. *Send `YYYYMMDDHHMMSS` with an offset, or ISO 8601
    /// where the format asks for it.*
    static let timeInvalid = "time.invalid"
    /// Neither a time of recording nor one of sending: the record's own was taken. *Fill EVN-2 or
    /// MSH-7, or the event's `time`.*
    static let timeMissing = "time.missing"
    /// A time understood though it is not of the form that the format asks for. *Send that form.*
    static let timeFormat = "time.format"
    /// No message id: a name was made from the content. *Fill MSH-10 with an id that is used
    /// once.*
    static let idMissing = "id.missing"
    /// The bytes are not the UTF-8 that they should be, and were read as Windows-1252. *Declare in
    /// MSH-18 what is sent.*
    static let charsetFallback = "charset.windows-1252"
    /// MSH-18 names a set that is not read here: UTF-8 or Windows-1252 was taken. *Send UNICODE
    /// UTF-8.*
    static let charsetUnknown = "charset.unknown"
    /// MSH-2 was usable only with a correction, or has fewer than four characters. *Send `^~\&`.*
    static let separatorsOdd = "hl7v2.separators"
    /// A line that is no segment was read as part of the one before. *Escape line ends in text, as
    /// `\.br\`.*
    static let lineContinued = "hl7v2.line-continued"
    /// More people than the trigger is about: each is a notification. *Send a message a person.*
    static let severalPatients = "hl7v2.several-patients"
    /// A trailer counts less than is there, or has no count. *Count messages in BTS-1, batches in
    /// FTS-1.*
    static let batchCount = "hl7v2.batch-count"
    /// No PID: nothing is known of the person. *Send PID.*
    static let noPatient = "person.missing"
    /// Sent as an NHS number and none that can have been issued. *Correct it at the source.*
    static let numberInvalid = "nhs-number.invalid"
    /// A valid NHS number of which nobody says that it is one. *Send its authority, NHS.*
    static let numberUndeclared = "nhs-number.undeclared"
    /// Two different NHS numbers for one person: evidence only. *Say which is the person's.*
    static let numberSeveral = "nhs-number.several"
    /// A trace status that says there is no number, or that is not known. *Send NSTS01 … NSTS08.*
    static let numberStatus = "nhs-number.status"
    /// Not a date of birth; read as if it were empty. *Send YYYYMMDD, or as much as is known.*
    static let birthDate = "birth-date.invalid"
    /// Nobody alive was born then. *Correct it at the source.*
    static let birthDateImplausible = "birth-date.implausible"
    /// Not a code for sex; read as unknown. *Send M, F, O or U.*
    static let sex = "sex.unrecognised"
    /// Not the shape of a postcode; kept as sent. *Correct it at the source.*
    static let postcode = "postcode.unrecognised"
    /// Not a unique pupil number; left out. *Correct it at the source.*
    static let upn = "upn.invalid"
    /// Not a class that is known; read as unknown. *Send I, O, E or P, or have the word added to
    /// the dialect's `classes`.*
    static let encounterClass = "class.unrecognised"
    /// A time of death, and the word that the person lives: nothing was concluded. *Correct PID-29
    /// or PID-30.*
    package static let deceased = "deceased.contradictory"
    static let encounterStatus = "status.unrecognised"
    static let statusContradictory = "status.contradictory"
    static let diagnosisUnconfirmed = "diagnosis.unconfirmed"
    static let codeOfAnotherNation = "code.another-nation"
    static let referenceUnresolved = "fhir.reference-unresolved"
    static let subjectAssumed = "fhir.subject-assumed"
    static let fhirVersion = "fhir.version"
    static let fhirBundleType = "fhir.bundle-type"
}
