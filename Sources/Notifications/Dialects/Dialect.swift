// SPDX-License-Identifier: Apache-2.0

/// How one sender's HL7 v2 messages differ from the standard, and why (DOMAIN.md §3.1).
///
/// Everything left as it is here is read as the standard and ITK say.
package struct Dialect: Hashable, Sendable {
    /// MSH-3 of the messages; nil for any. Case does not matter.
    package var application: String?
    /// MSH-4 of the messages; nil for any. Case does not matter.
    package var facility: String?
    /// Who said so, or how it was found; for whoever reads the file in three years.
    package var reason: String
    /// Seconds east of UTC of times that carry no offset; nil for the decoder's zone.
    package var timeOffset: Int?
    /// The character set where MSH-18 declares none.
    package var charset: DialectCharset?
    /// Whether what MSH-18 declares is wrong, so that `charset` counts in its place.
    package var ignoresDeclaredCharset = false
    /// Where the sender keeps what the standard keeps elsewhere; the first path that says anything
    /// counts, and the standard's own are not asked.
    package var fields: [DialectField: [FieldPath]] = [:]
    /// Names of authorities that other senders use as well, besides the standard's: such an
    /// authority is read as `facility/authority`.
    package var sharedAuthorities: [String] = []
    /// Names of authority or identifier type under which NHS numbers come, besides the usual.
    package var nhsAuthorities: [String] = []
    /// Kinds of bed by ward. Case and space at the ends do not matter.
    package var wards: [String: BedKind] = [:]
    /// Words for the class of a contact (PV1-2), besides the usual.
    package var classes: [String: EncounterClass] = [:]
    /// What triggers mean that differ from the standard.
    package var triggers: [String: TriggerMeaning] = [:]
    /// Processing ids (MSH-11) besides P that this sender gives to live messages.
    package var productionIDs: [String] = []

    /// What a trigger means: by the class of the contact, else for any class; else as the standard
    /// says.
    package struct TriggerMeaning: Hashable, Sendable {
        /// The event for contacts of a class.
        package var byClass: [EncounterClass: EventName] = [:]
        /// The event for every other contact, and for messages without one.
        package var otherwise: EventName?

        /// A meaning that says nothing yet.
        package init() {}
    }

    /// A dialect without differences.
    package init(application: String?, facility: String?, reason: String) {
        self.application = application
        self.facility = facility
        self.reason = reason
    }

    /// No differences.
    static let standard = Dialect(application: nil, facility: nil, reason: "the standard")

    /// Whether two dialects are for the same messages.
    package func isForSameSender(as other: Dialect) -> Bool {
        Dialect.plain(application) == Dialect.plain(other.application)
            && Dialect.plain(facility) == Dialect.plain(other.facility)
    }

    static func plain(_ text: String?) -> String? { text?.trimmed.asciiUppercased.nonEmpty }
}

/// The character sets that a dialect can name. The raw value is the word of the dialects' file.
package enum DialectCharset: String, CaseIterable, Hashable, Sendable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// Windows-1252, and so ISO 8859-1.
    case windows1252 = "windows-1252"
    /// ISO 8859-15.
    case latin9 = "iso-8859-15"

    var charset: HL7Charset {
        switch self {
        case .utf8: .utf8
        case .windows1252: .windows1252
        case .latin9: .latin9
        }
    }
}
