// SPDX-License-Identifier: Apache-2.0

/// Whom or what a case is about (CONTRACT.md §3, `subject`). Never an NHS number.
package enum CaseSubject: Hashable, Sendable {
    /// A person of the register, by register id.
    case person(String)
    /// A person whom no entry matches, by keyed hash.
    case candidate(String)
    /// An area.
    case area(String)
    /// A sender of messages.
    case feed(String)

    /// The subject as it stands in events: `person:R1`.
    package var text: String {
        switch self {
        case .person(let id): "person:\(id)"
        case .candidate(let id): "candidate:\(id)"
        case .area(let id): "area:\(id)"
        case .feed(let id): "feed:\(id)"
        }
    }

    /// The kind alone: `person`, `candidate`, `area` or `feed`.
    package var kind: String {
        switch self {
        case .person: "person"
        case .candidate: "candidate"
        case .area: "area"
        case .feed: "feed"
        }
    }

    /// The id alone.
    package var id: String {
        switch self {
        case .person(let id), .candidate(let id), .area(let id), .feed(let id): id
        }
    }

    /// The subject of that text, or nil when it is none.
    package init?(text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let id = String(text[text.index(after: colon)...])
        guard !id.isEmpty else { return nil }
        switch text[..<colon] {
        case "person": self = .person(id)
        case "candidate": self = .candidate(id)
        case "area": self = .area(id)
        case "feed": self = .feed(id)
        default: return nil
        }
    }

    /// The bytes under which the ledger keeps this subject's case and data key.
    package var ledgerBytes: [UInt8] { Array(text.utf8) }
}

extension CaseSubject: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let subject = CaseSubject(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a subject")
        }
        self = subject
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
