// SPDX-License-Identifier: Apache-2.0

import Casework
import Ledger
import Notifications

/// Reads publications out of frames, and ids out of records of output topics.
enum PublicationReader {
    /// The publications of a frame, in order. A part whose key was destroyed publishes nothing.
    static func publications(of frame: Ledger.Frame) throws -> [Publication] {
        var result: [Publication] = []
        for part in frame.parts {
            guard case .opened(let bytes) = part.content else { continue }
            for fact in try JournalForm.decodePart(bytes).facts {
                if case .published(let publication) = fact { result.append(publication) }
            }
        }
        return result
    }

    /// The id of a CloudEvent, or nil when the value is none.
    static func id(of value: [UInt8]?) -> String? { member("id", of: value) }

    /// The source of a CloudEvent, or nil when the value is none.
    static func source(of value: [UInt8]?) -> String? { member("source", of: value) }

    private static func member(_ name: String, of value: [UInt8]?) -> String? {
        guard let value, let json = try? JSONValue(parsing: value) else { return nil }
        return json[name]?.string
    }
}
