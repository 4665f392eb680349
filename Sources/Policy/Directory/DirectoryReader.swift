// SPDX-License-Identifier: Apache-2.0

extension Directory {
    /// Reads a directory.
    ///
    /// - Throws: `PolicyError.invalid` with every fault of the file.
    package static func load(_ file: ConfigurationFile) throws(PolicyError) -> Directory {
        let reader = YAMLReader(FaultList())
        let directory = reader.document(file).flatMap(DirectoryReader(reader: reader).directory)
        try reader.faults.throwIfAny()
        guard let directory else { throw .unreadable(path: file.path) }
        return directory
    }
}

/// Reads the directory's file, and the edits that scenarios make to it.
struct DirectoryReader {
    let reader: YAMLReader

    func directory(_ document: YAMLValue) -> Directory? {
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
            holders[role] = reader.oneOrMore(value).compactMap { personId($0, known) }
        }
        var onCall: [Role: Role] = [:]
        byRole(mapping.optional("on-call")) { onCall[$0] = reader.word($1, "role") }
        var managers: [Role: [Role]] = [:]
        byRole(mapping.optional("managers")) { role, value in
            managers[role] = reader.oneOrMore(value).compactMap { reader.word($0, "role") }
        }
        var agencies: [Role: Agency] = [:]
        byRole(mapping.optional("agencies")) { agencies[$0] = reader.word($1, "agency") }
        mapping.finish()
        return area.map {
            Directory(
                area: $0, persons: persons, holders: holders, onCallRoles: onCall,
                managers: managers, agencies: agencies, places: places, source: mapping.place)
        }
    }

    /// `{ vacant: [role…], fill: [{ role, personId, name, agency }] }`.
    func edits(_ value: YAMLValue) -> [DirectoryEdit] {
        guard let mapping = reader.mapping(value) else { return [] }
        let vacant: [Role] = mapping.words("vacant", "role")
        let fills = mapping.optional("fill").map(reader.oneOrMore) ?? []
        mapping.finish()
        return vacant.map { .vacant($0) } + fills.compactMap(fill)
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
