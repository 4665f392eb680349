// SPDX-License-Identifier: Apache-2.0

package import Casework
import Foundation

/// How facts and cases stand in the ledger: JSON with sorted names, so that the same content is
/// the same bytes. The first byte of every body is the form's version.
package enum JournalForm {
    /// The version of the form; a reader refuses what it does not know.
    static let version: UInt8 = 1

    /// The bytes of a frame's part.
    package static func encode(_ part: FramePartBody) throws -> [UInt8] {
        try encodeAny(part)
    }

    /// A frame's part from its bytes.
    package static func decodePart(_ bytes: [UInt8]) throws -> FramePartBody {
        try decodeAny(FramePartBody.self, bytes)
    }

    /// The bytes of a case.
    package static func encode(_ state: Case) throws -> [UInt8] {
        try encodeAny(state)
    }

    /// A case from its bytes.
    package static func decodeCase(_ bytes: [UInt8]) throws -> Case {
        try decodeAny(Case.self, bytes)
    }

    /// The bytes of a record that was set aside.
    static func encode(_ record: SetAsideRecord) throws -> [UInt8] {
        try encodeAny(record)
    }

    /// A record that was set aside, from its bytes. An earlier version kept the value alone, so
    /// what is in no form that is known is that value.
    package static func decodeSetAside(_ bytes: [UInt8]) -> SetAsideRecord {
        (try? decodeAny(SetAsideRecord.self, bytes)) ?? SetAsideRecord(value: bytes)
    }

    private static func encodeAny(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [version] + Array(try encoder.encode(value))
    }

    private static func decodeAny<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8]
    ) throws -> Value {
        guard bytes.first == version else { throw JournalError.unknownForm(bytes.first ?? 0) }
        return try JSONDecoder().decode(type, from: Data(bytes.dropFirst()))
    }
}

/// What a part of a frame says: the input's reason and the facts about one subject.
package struct FramePartBody: Codable, Equatable, Sendable {
    /// Whom the facts are about.
    package var subject: CaseSubject
    /// Why the input had its outcome, in a stable word.
    package var reason: String
    /// The facts, in the order in which they were decided.
    package var facts: [Fact]
}

/// A ledger that this version cannot read.
package enum JournalError: Error, Equatable {
    /// The form of a body is of another version.
    case unknownForm(UInt8)
}
