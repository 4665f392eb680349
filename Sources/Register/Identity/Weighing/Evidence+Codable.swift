// SPDX-License-Identifier: Apache-2.0

/// One short text, `birth-date exact 12.5`, for it stands in every obligation of a ledger; no value
/// of the two people is in it.
extension Evidence: Codable {
    /// Reads what `encode` wrote; a field or a level of another version is a fault.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3,
            let field = EvidenceField.allCases.first(where: { $0.name == words[0] }),
            let level = EvidenceLevel.allCases.first(where: { $0.name == words[1] }),
            let weight = Double(words[2])
        else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no evidence"))
        }
        self.init(field: field, level: level, weight: weight)
    }

    /// Writes the names and the weight.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(field.name) \(level.name) \(weight)")
    }
}
