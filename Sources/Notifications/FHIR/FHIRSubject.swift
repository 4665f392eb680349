// SPDX-License-Identifier: Apache-2.0

/// Whom an Encounter is about: a Patient of the value, or what the reference itself says.
struct FHIRSubject {
    var patient: FHIRResource?
    var person = Person()
    /// What has no member of its own in the canonical form.
    var detail: [JSONValue.Member] = []

    /// Whether anything says who it is.
    var isTold: Bool { patient != nil || person != Person() }
}

extension FHIRReader {
    /// The subject of an Encounter.
    ///
    /// Where it names none and the value has one Patient only, that is taken, with a warning:
    /// converters from HL7 v2 leave the reference out.
    mutating func subject(
        _ encounter: FHIRResource, facility: String?, cache: inout FHIRPersonCache
    ) throws(FHIRFault) -> FHIRSubject {
        let place = encounter.node.path + ["subject"]
        guard let reference = try encounter.node.object("subject") else {
            guard references.patients.count == 1, let only = references.patients.first else {
                warn(WarningCode.noPatient, encounter.node.path)
                return FHIRSubject()
            }
            warn(WarningCode.subjectAssumed, encounter.node.path)
            return try subject(patient: only, facility: facility, cache: &cache)
        }
        if let patient = try resolve(reference, "Patient", from: encounter) {
            return try subject(patient: patient, facility: facility, cache: &cache)
        }
        warn(WarningCode.referenceUnresolved, place)
        var subject = FHIRSubject()
        var named: [FHIRIdentifier] = []
        if let sent = try identifier(reference.object("identifier"), from: encounter) {
            named.append(sent)
        }
        if let text = try reference.text("reference") {
            named += FHIRReader.identifier(ofReference: text, base: encounter.base, path: place)
        }
        readIdentifiers(named, facility: facility, into: &subject.person)
        return subject
    }

    /// The person of a Patient, read once however many Encounters are about it.
    mutating func subject(
        patient: FHIRResource, facility: String?, cache: inout FHIRPersonCache
    ) throws(FHIRFault) -> FHIRSubject {
        let key = FHIRPersonCache.Key(patient: patient.key, facility: facility)
        if let known = cache.subjects[key] {
            warnings += known.warnings
            return known.subject
        }
        var reader = FHIRReader(zone: zone, references: references)
        var subject = FHIRSubject(patient: patient)
        subject.person = try reader.person(patient, facility: facility)
        subject.detail = try FHIRReader.detail(ofPatient: patient.node)
        cache.subjects[key] = (subject, reader.warnings)
        warnings += reader.warnings
        return subject
    }

    /// What a reference to a Patient elsewhere identifies: `Patient?identifier=system|value` a
    /// business identifier, `Patient/123` a resource of that server.
    private static func identifier(
        ofReference text: String, base: String?, path: [String]
    ) -> [FHIRIdentifier] {
        if let query = text.split(separator: "?").last, query != text[...] {
            for part in query.split(separator: "&") where part.hasPrefix("identifier=") {
                let token = part.dropFirst("identifier=".utf8.count).split(
                    separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
                guard token.count == 2, !token[1].isEmpty else { continue }
                return [
                    FHIRIdentifier(
                        value: String(token[1]), system: String(token[0]).nonEmpty, path: path)
                ]
            }
            return []
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let index = parts.lastIndex(of: "Patient"), index + 1 < parts.count,
            !parts[index + 1].isEmpty
        else { return [] }
        let server = parts[..<index].joined(separator: "/").nonEmpty.map { $0 + "/" }
        return [
            // RI is v2-0203's code for the identifier of a resource on a server.
            FHIRIdentifier(
                value: String(parts[index + 1]), system: server ?? base, type: "RI", path: path)
        ]
    }

    /// Whether the record is in use, hidden, or replaced by another (DOMAIN.md §4.1).
    private static func detail(ofPatient node: FHIRNode) throws(FHIRFault) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if node.member("active") == .bool(false) {
            members.append(JSONValue.Member("active", .bool(false)))
        }
        for label in try node.object("meta")?.objects("security") ?? [] {
            let code = try label.text("code")
            guard code == "R" || code == "V" else { continue }
            members.append(JSONValue.Member("shielded", .bool(true)))
            break
        }
        for link in try node.objects("link") {
            guard try link.text("type") == "replaced-by",
                let other = try link.object("other")?.text("reference")
            else { continue }
            members.append(JSONValue.Member("replacedBy", .string(other)))
            break
        }
        return members
    }
}

/// The persons of a value that were read already.
struct FHIRPersonCache {
    struct Key: Hashable {
        var patient: String
        var facility: String?
    }

    var subjects: [Key: (subject: FHIRSubject, warnings: [FHIRWarning])] = [:]
}
