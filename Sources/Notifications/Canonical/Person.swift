// SPDX-License-Identifier: Apache-2.0

/// A field of a message that can be said, unsaid, or deleted.
///
/// HL7's `""` deletes the stored value and JSON's `null` is its canonical form; an empty field
/// says nothing (DOMAIN.md §3.3).
package enum Stated<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The message says nothing: what is known stays as it is.
    case absent
    /// The message deletes what is known.
    case deleted
    /// The message states this value.
    case value(Value)

    /// The stated value, if there is one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

/// How far a sent NHS number may be trusted (CONTRACT.md §4, DOMAIN.md §3.5).
package enum NHSNumberStatus: String, Sendable, Codable, CaseIterable {
    /// Traced: status 01.
    case verified
    /// Sent without a trace, or with status 02 or 03.
    case presentUnverified = "present-unverified"
    /// Status 04 or 05: evidence only, never a link.
    case conflicting
    /// Sent, but not a number that can have been issued.
    case invalid
    /// Not sent, or sent with a status that says so.
    case absent
}

/// An identifier that means something only inside its authority.
package struct LocalIdentifier: Hashable, Sendable, Codable {
    /// The identifier as sent.
    package var value: String
    /// Who issued it; the sender's facility where the message does not say.
    package var authority: String?
    /// The type code as sent (`MR`, `PI` …).
    package var type: String?

    /// An identifier as sent, with whatever the message says of its issuer and type.
    package init(value: String, authority: String?, type: String?) {
        self.value = value
        self.authority = authority
        self.type = type
    }
}

/// Administrative sex in its canonical form.
package enum Sex: String, Sendable, Codable, CaseIterable {
    /// Male.
    case male
    /// Female.
    case female
    /// Neither of the two.
    case other
    /// Not known, or not stated.
    case unknown
}

/// What a message says of the person whom it is about. Personal data: never logged.
package struct Person: Hashable, Sendable {
    /// Ten digits, Modulus 11 valid, not all alike; nil unless the message states one.
    package var nhsNumber: String?
    /// The trace status of the number.
    package var nhsNumberStatus: NHSNumberStatus = .absent
    /// Identifiers issued by hospitals, schools and councils.
    package var localIds: [LocalIdentifier] = []
    /// The usual family name.
    package var familyName: Stated<String> = .absent
    /// The usual given names, in order.
    package var givenNames: [String] = []
    /// Every other name that the message carries (known as, previous, maiden), as one text each,
    /// given names before the family name.
    package var otherNames: [String] = []
    /// The date of birth, as precise as given.
    package var birthDate: Stated<PartialDate> = .absent
    /// Administrative sex.
    package var sex: Stated<Sex> = .absent
    /// Postcode in upper case with one space.
    package var postcode: Stated<String> = .absent
    /// Address lines without the postcode.
    package var addressLines: [String] = []
    /// Telephone numbers as sent.
    package var phone: [String] = []
    /// Whether, and if stated when, the person died.
    package var deceased: Deceased?
    /// The school's code, where a school sends.
    package var school: String?
    /// Unique pupil number: 13 characters with a valid check letter.
    package var upn: String?

    /// A person of whom nothing is said yet.
    package init() {}
}

/// What a message says of a death.
package enum Deceased: Hashable, Sendable {
    /// Dead, at a time not stated.
    case yes
    /// Dead at this instant.
    case at(Instant)
}
