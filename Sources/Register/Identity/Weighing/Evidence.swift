// SPDX-License-Identifier: Apache-2.0

/// What two people are compared by.
package enum EvidenceField: UInt8, Sendable, CaseIterable {
    /// NHS number, with the status that the message gives it.
    case nhsNumber
    /// Unique pupil number.
    case upn
    /// Identifiers of hospitals, schools and councils, within one authority.
    case localId
    /// Family name.
    case familyName
    /// Given names.
    case givenNames
    /// The second given name, where the first agrees: what a namesake or a twin does not share.
    case secondGivenName
    /// Date of birth.
    case birthDate
    /// Sex.
    case sex
    /// Postcode.
    case postcode
    /// The words of the address, without numbers and postcode.
    case address
    /// The numbers of the address: of houses and flats.
    case houseNumber
    /// Telephone.
    case phone
    /// A correction: people of one household share these, so together they prove little.
    case household

    /// The name in answers, explanations and configuration.
    package var name: String {
        switch self {
        case .nhsNumber: "nhs-number"
        case .upn: "upn"
        case .localId: "local-id"
        case .familyName: "family-name"
        case .givenNames: "given-names"
        case .secondGivenName: "second-given-name"
        case .birthDate: "birth-date"
        case .sex: "sex"
        case .postcode: "postcode"
        case .address: "address"
        case .houseNumber: "house-number"
        case .phone: "phone"
        case .household: "household"
        }
    }
}

/// How far two values agree.
package enum EvidenceLevel: UInt8, Sendable, CaseIterable {
    /// The same.
    case exact
    /// The same number, traced.
    case verified
    /// The same number, not traced.
    case unverified
    /// The same number, with a status that says it may be somebody else's.
    case conflicting
    /// The same names in the other order, or day and month exchanged.
    case swapped
    /// The same as a name recorded otherwise: known as, previous, middle.
    case alternative
    /// One of several parts is the same and another is not.
    case part
    /// A slip of the pen away.
    case close
    /// Alike and no more: two slips between dates or addresses, one between very short names.
    case alike
    /// Another form of the same name: a short form, a pet name, another language's.
    case variant
    /// Written otherwise and sounding alike.
    case sounds
    /// One is the beginning of the other.
    case short
    /// One is the other's first letter.
    case initial
    /// The same as far as the less precise one says.
    case partial
    /// The same, but a day that stands for an unknown one.
    case placeholder
    /// The same, and 1 January, which is written for many unknown days.
    case newYear
    /// The same only in its rough part: the year, or the month of a day that stands for an
    /// unknown one.
    case rough
    /// The same sector of the postcode.
    case sector
    /// The same, of which the postcode says most already.
    case confirmed
    /// Shared evidence counted at most this far.
    case capped
    /// Not the same.
    case differs
    /// A generation apart.
    case generation
    /// One of the two does not say.
    case absent

    /// The name in answers, explanations and configuration.
    package var name: String {
        switch self {
        case .exact: "exact"
        case .verified: "verified"
        case .unverified: "unverified"
        case .conflicting: "conflicting"
        case .swapped: "swapped"
        case .alternative: "alternative"
        case .part: "part"
        case .close: "close"
        case .alike: "alike"
        case .variant: "variant"
        case .sounds: "sounds"
        case .short: "short"
        case .initial: "initial"
        case .partial: "partial"
        case .placeholder: "placeholder"
        case .newYear: "new-year"
        case .rough: "rough"
        case .sector: "sector"
        case .confirmed: "confirmed"
        case .capped: "capped"
        case .differs: "differs"
        case .generation: "generation"
        case .absent: "absent"
        }
    }
}

/// What one field says for or against two being the same person.
package struct Evidence: Hashable, Sendable {
    /// The field.
    package var field: EvidenceField
    /// How far it agrees.
    package var level: EvidenceLevel
    /// log₂ of how much likelier this is for the same person than for two; negative speaks
    /// against.
    package var weight: Double

    /// A piece of evidence with its weight.
    package init(field: EvidenceField, level: EvidenceLevel, weight: Double) {
        self.field = field
        self.level = level
        self.weight = weight
    }

    /// `birth-date exact 12.5`, for a terminal; no value of the two people is in it.
    package var text: String {
        "\(field.name) \(level.name) \(FixedText.decimal(weight, digits: 1))"
    }
}
