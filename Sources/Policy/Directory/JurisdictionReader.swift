// SPDX-License-Identifier: Apache-2.0

/// Reads `jurisdiction.yaml`.
struct JurisdictionReader {
    let reader: YAMLReader
    /// The people of the directory; nil: in a story, whose directory is not at hand.
    let people: [String]?
    /// The area whose directory it is; nil: in a story.
    let ownArea: String?

    func jurisdiction(_ document: YAMLValue) -> Jurisdiction? {
        guard let mapping = reader.mapping(document) else { return nil }
        let list = mapping.required("areas").flatMap(reader.list) ?? []
        var areas: [Jurisdiction.Area] = []
        for value in list {
            guard let area = area(value) else { continue }
            if areas.contains(where: { $0.name == area.name }) {
                reader.faults.add(.conflictingKeys, at: value.place, "'\(area.name)' stands twice")
            }
            areas.append(area)
        }
        let otherwise = mapping.optional("otherwise").flatMap { name($0, among: areas) }
        if let ownArea, !list.isEmpty, !areas.contains(where: { $0.name == ownArea }) {
            reader.faults.add(
                .missingKey, at: mapping.place,
                "the directory's own area '\(ownArea)' is not among the areas")
        }
        mapping.finish()
        guard let ownArea, areas.isEmpty else {
            return Jurisdiction(areas: areas, otherwise: otherwise)
        }
        return Jurisdiction(ownArea: ownArea)
    }

    private func area(_ value: YAMLValue) -> Jurisdiction.Area? {
        guard let mapping = reader.mapping(value) else { return nil }
        let name = mapping.text("area")
        let commissioner = mapping.optional("commissioner")
        let id = commissioner.flatMap(reader.text)
        if let id, let commissioner, let people, !people.contains(id) {
            let hint = NearestName.hint(for: id, among: people)
            reader.faults.add(
                .unknownPerson, at: commissioner.place, "'\(id)' is not among the people\(hint)")
        }
        let authorities = mapping.textsOrNone("authorities")
        let postcodes = mapping.textsOrNone("postcodes")
        mapping.finish()
        return name.map {
            Jurisdiction.Area(
                name: $0, commissioner: id, authorities: authorities, postcodes: postcodes)
        }
    }

    private func name(_ value: YAMLValue, among areas: [Jurisdiction.Area]) -> String? {
        guard let name = reader.text(value) else { return nil }
        let names = areas.map(\.name)
        if names.contains(name) { return name }
        let hint = NearestName.hint(for: name, among: names)
        reader.faults.add(
            .unknownWord, at: value.place, "'\(name)' is none of the areas\(hint)")
        return nil
    }
}
