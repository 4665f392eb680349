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

/// The warnings that decoders give; the codes are stable.
enum WarningCode {
    static let timeAmbiguous = "time.ambiguous"
    static let timeSkipped = "time.skipped"
    static let timeDateOnly = "time.date-only"
    static let timeInvalid = "time.invalid"
    static let timeMissing = "time.missing"
    static let timeFormat = "time.format"
    static let idMissing = "id.missing"
    static let charsetFallback = "charset.windows-1252"
    static let charsetUnknown = "charset.unknown"
    static let separatorsOdd = "hl7v2.separators"
    static let lineContinued = "hl7v2.line-continued"
    static let segmentUnreadable = "hl7v2.segment-unreadable"
    static let severalPatients = "hl7v2.several-patients"
    static let batchCount = "hl7v2.batch-count"
    static let noPatient = "person.missing"
    static let numberInvalid = "nhs-number.invalid"
    static let numberUndeclared = "nhs-number.undeclared"
    static let numberSeveral = "nhs-number.several"
    static let numberStatus = "nhs-number.status"
    static let birthDate = "birth-date.invalid"
    static let birthDateImplausible = "birth-date.implausible"
    static let sex = "sex.unrecognised"
    static let postcode = "postcode.unrecognised"
    static let upn = "upn.invalid"
    static let encounterClass = "class.unrecognised"
    static let deceased = "deceased.contradictory"
}
