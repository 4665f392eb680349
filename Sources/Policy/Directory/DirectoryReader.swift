// SPDX-License-Identifier: Apache-2.0

extension Directory {
    /// Reads a directory, and whose responsibility people are.
    ///
    /// - Parameter jurisdiction: `jurisdiction.yaml`; nil: everybody is of the directory's area.
    /// - Throws: `PolicyError.invalid` with every fault of the files.
    package static func load(
        _ file: ConfigurationFile, jurisdiction: ConfigurationFile? = nil
    ) throws(PolicyError) -> Directory {
        let reader = YAMLReader(FaultList())
        let directory = reader.document(file).flatMap {
            DirectoryReader(reader: reader).directory($0, jurisdiction: jurisdiction)
        }
        try reader.faults.throwIfAny()
        guard let directory else { throw .unreadable(path: file.path) }
        return directory
    }
}

/// Reads the directory's file, and the edits that scenarios make to it.
struct DirectoryReader {
    let reader: YAMLReader

    func directory(_ document: YAMLValue, jurisdiction file: ConfigurationFile?) -> Directory? {
        guard let mapping = reader.mapping(document) else { return nil }
        let area = mapping.text("area")
        let people = mapping.required("people").flatMap(reader.list) ?? []
        var persons: [DirectoryPerson] = []
        for value in people {
            guard let person = person(value) else { continue }
            if persons.contains(where: { $0.id == person.id }) {
                reader.faults.add(
                    .duplicatePerson, at: value.place, "'\(person.id)' is in the list already")
            } else {
                persons.append(person)
            }
        }
        let known = persons.map(\.id)
        var holders: [Role: [String]] = [:]
        var places: [Role: SourceLocation] = [:]
        byRole(mapping.required("roles")) { role, value in
            places[role] = value.place
            holders[role] = reader.anyNumber(value).compactMap { personId($0, known) }
        }
        var onCall: [Role: Role] = [:]
        byRole(mapping.optional("on-call")) { onCall[$0] = reader.word($1, "role") }
        var managers: [Role: [Role]] = [:]
        byRole(mapping.optional("managers")) { role, value in
            managers[role] = reader.oneOrMore(value).compactMap { reader.word($0, "role") }
        }
        var agencies: [Role: Agency] = [:]
        byRole(mapping.optional("agencies")) { agencies[$0] = reader.word($1, "agency") }
        let units = (mapping.optional("units").flatMap(reader.list) ?? []).compactMap(unit)
        mapping.finish()
        guard let area else { return nil }
        let jurisdiction = file.flatMap(reader.document).flatMap {
            JurisdictionReader(reader: reader, people: known, ownArea: area).jurisdiction($0)
        }
        return Directory(
            area: area, persons: persons, holders: holders, onCallRoles: onCall,
            managers: managers, agencies: agencies, units: units, jurisdiction: jurisdiction,
            placesVersion: DirectoryReader.version(units, file), places: places,
            source: mapping.place)
    }

    private func unit(_ value: YAMLValue) -> InpatientUnit? {
        guard let mapping = reader.mapping(value) else { return nil }
        let code = mapping.text("code")
        // For whoever reads the file; what is decided goes by the code.
        _ = mapping.optionalText("name")
        let area = mapping.optionalText("area")
        let rating: UnitRating? = mapping.optionalWord("rating", "rating")
        mapping.finish()
        return code.map { InpatientUnit(code: $0, area: area, rating: rating) }
    }

    private static func version(_ units: [InpatientUnit], _ file: ConfigurationFile?) -> String {
        guard !units.isEmpty || file != nil else { return "" }
        var version = ContentVersion()
        for unit in units {
            for text in [unit.code, unit.area ?? "", unit.rating?.rawValue ?? ""] {
                version.add(Array(text.utf8))
            }
        }
        version.add(Array((file?.text ?? "").utf8))
        return version.text
    }

    /// `{ vacant: [role…], fill: [{ role, personId, name, agency }], units: […],
    /// jurisdiction: {…} }`.
    func edits(_ value: YAMLValue) -> [DirectoryEdit] {
        guard let mapping = reader.mapping(value) else { return [] }
        let vacant: [Role] = mapping.words("vacant", "role")
        let fills = mapping.optional("fill").map(reader.anyNumber) ?? []
        var places: [DirectoryEdit] = []
        if let list = mapping.optional("units").flatMap(reader.list) {
            let units = list.compactMap(unit)
            places.append(.units(units, version: DirectoryReader.version(units, nil)))
        }
        if let value = mapping.optional("jurisdiction"),
            let rules = JurisdictionReader(reader: reader, people: nil, ownArea: nil)
                .jurisdiction(value)
        {
            places.append(.jurisdiction(rules, version: "\(value.place.line)"))
        }
        mapping.finish()
        return vacant.map { .vacant($0) } + fills.compactMap(fill) + places
    }

    private func fill(_ value: YAMLValue) -> DirectoryEdit? {
        guard let mapping = reader.mapping(value) else { return nil }
        let role: Role? = mapping.word("role", "role")
        let id = mapping.text("personId")
        let name = mapping.optionalText("name")
        let agency: Agency? = mapping.optionalWord("agency", "agency")
        mapping.finish()
        guard let role, let id else { return nil }
        return .fill(role: role, person: DirectoryPerson(id: id, name: name, agency: agency))
    }

    private func person(_ value: YAMLValue) -> DirectoryPerson? {
        guard let mapping = reader.mapping(value) else { return nil }
        let id = mapping.text("id")
        let name = mapping.optionalText("name")
        let agency: Agency? = mapping.optionalWord("agency", "agency")
        mapping.finish()
        return id.map { DirectoryPerson(id: $0, name: name, agency: agency) }
    }

    private func personId(_ value: YAMLValue, _ known: [String]) -> String? {
        guard let id = reader.text(value) else { return nil }
        if known.contains(id) { return id }
        let hint = NearestName.hint(for: id, among: known)
        reader.faults.add(
            .unknownPerson, at: value.place, "'\(id)' is not among the people\(hint)")
        return nil
    }

    private func byRole(_ value: YAMLValue?, _ body: (Role, YAMLValue) -> Void) {
        guard let value, let mapping = reader.mapping(value) else { return }
        for entry in mapping.rest {
            let role: Role? = reader.word(entry.key, at: entry.place, "role")
            if let role { body(role, entry.value) }
        }
    }
}
