// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Reads entries of the register from JSON.
///
/// What is missing is absent, what is unknown is kept. A member that cannot be read is treated as
/// absent, kept as it was sent, and warned of; only where a wrong guess would harm somebody
/// (status, rating, diagnoses, consent) is the entry refused, so that the one before it stands
/// until a person has looked. In a list, an element of the wrong type is warned of and left out.
package struct EntryDecoder: Sendable {
    private let zone: TimeZoneRules

    /// A decoder whose bare dates and local times are those of `zone`.
    package init(zone: TimeZoneRules) {
        self.zone = zone
    }

    /// Reads one entry.
    ///
    /// - Throws: `RegisterError.refused` with the first fault for which it cannot be taken.
    package func entry(
        _ json: JSONValue
    ) throws(RegisterError) -> (entry: RegisterEntry, warnings: [EntryFault]) {
        guard case .object(let members) = json else {
            throw .refused(EntryFault(.notObject, at: "", expected: "an object"))
        }
        var reader = MemberReader(members, at: "", zone: zone)
        guard let id = reader.text("registerId") else {
            throw .refused(EntryFault(.missing, at: "registerId", expected: "a text"))
        }
        try EntryDecoder.check(id: id)
        var entry = RegisterEntry(registerId: id)
        EntryDecoder.readIdentity(&reader, into: &entry)
        try EntryDecoder.readStanding(&reader, into: &entry)
        try EntryDecoder.readSupport(&reader, into: &entry)
        entry.extra = reader.rest
        return (entry, reader.warnings)
    }

    /// Refuses an id that would carry an identifier of the person onto topics, keys and logs.
    static func check(id: String) throws(RegisterError) {
        guard NHSNumber.issued(id) == nil, UPN.normalised(id) == nil else {
            throw .refused(
                EntryFault(
                    .idIsIdentifier, at: "registerId",
                    expected: "an id of the register's own, not an NHS number or UPN"))
        }
    }

    private static func readIdentity(_ reader: inout MemberReader, into entry: inout RegisterEntry)
    {
        entry.area = reader.text("area")
        if let sent = reader.text("nhsNumber") {
            entry.nhsNumber = NHSNumber.issued(sent)
            if entry.nhsNumber == nil {
                reader.warn(
                    .nhsNumberInvalid, "nhsNumber", expected: "ten digits with their check digit")
            }
        }
        entry.familyName = reader.text("familyName")
        entry.givenNames = reader.texts("givenNames")
        entry.otherNames = reader.texts("otherNames")
        entry.birthDate = reader.partialDate("birthDate")
        entry.sex = reader.text("sex").flatMap { sent in
            let sex = Sex(sent: sent)
            if sex == nil {
                reader.warn(.value, "sex", expected: "male, female, other or unknown")
            }
            return sex
        }
        entry.ethnicity = reader.text("ethnicity")
        entry.postcode = reader.text("postcode").map { Postcode.normalised($0) ?? $0 }
        entry.addressLines = reader.texts("addressLines")
        entry.phone = reader.texts("phone")
        entry.localIds = reader.values(
            "localIds", expected: "an object with a value", keptUnless: { $0.jsonValue() },
            localId)
        if let sent = reader.text("upn") {
            entry.upn = UPN.normalised(sent)
            if entry.upn == nil {
                reader.warn(.upnInvalid, "upn", expected: "13 characters with their check letter")
            }
        }
        entry.noLink = reader.values(
            "noLink", expected: "an identifier", keptUnless: { $0.jsonValue() },
            { NoLink(json: $0) })
        entry.version = reader.integer("version")
    }

    private static func readStanding(
        _ reader: inout MemberReader, into entry: inout RegisterEntry
    ) throws(RegisterError) {
        entry.status = try reader.vitalWord("status", EntryStatus.self) ?? .active
        entry.diagnoses =
            try reader.object("diagnoses") { reader throws(RegisterError) in
                var diagnoses = Diagnoses(
                    learningDisability: try reader.vitalWord(
                        "learningDisability", DiagnosisFlag.self),
                    autism: try reader.vitalWord("autism", DiagnosisFlag.self),
                    viewFormedOn: reader.date("viewFormedOn"))
                diagnoses.extra = reader.rest
                return diagnoses
            } ?? Diagnoses()
        entry.rating = try reader.object("rating") { reader throws(RegisterError) -> Rating? in
            guard let value = try reader.vitalWord("value", RatingValue.self) else {
                reader.warn(.missing, "value", expected: "a colour")
                return nil
            }
            var rating = Rating(value: value, at: reader.instant("at"))
            rating.extra = reader.rest
            return rating
        }
        entry.consent =
            try reader.object("consent") { reader throws(RegisterError) in
                var table = ConsentTable()
                for flag in ConsentFlag.allCases {
                    table[flag] = try reader.object(flag.rawValue) {
                        reader throws(RegisterError) in try consent(&reader)
                    }
                }
                table.extra = reader.rest
                return table
            } ?? ConsentTable()
    }

    private static func consent(
        _ reader: inout MemberReader
    ) throws(RegisterError) -> Consent? {
        guard let status = try reader.vitalWord("status", ConsentStatus.self) else {
            throw .refused(
                EntryFault(
                    .missing, at: reader.path(of: "status"), expected: "the status of a consent"))
        }
        var consent = Consent(
            status, by: reader.text("by"), at: reader.instant("at"),
            reviewOn: reader.date("reviewOn"))
        consent.extra = reader.rest
        return consent
    }
}
