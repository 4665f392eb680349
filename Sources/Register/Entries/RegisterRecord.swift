// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What one record of the register topic says (CONTRACT.md §3: key = register id, value = the
/// entry, null = removal).
package enum RegisterRecord: Hashable, Sendable {
    /// The entry as it now stands, and what in it could not be read.
    case upsert(RegisterEntry, warnings: [EntryFault])
    /// The entry of this register id is gone.
    case removal(String)
    /// A record that cannot be taken; what stood before stands.
    case rejected(EntryFault)
}

extension EntryDecoder {
    /// Reads one record of the register topic. An empty value is a removal as well: producers
    /// that cannot send null send nothing.
    package func record(key: [UInt8]?, value: [UInt8]?) -> RegisterRecord {
        guard let key, !key.isEmpty else {
            return .rejected(EntryFault(.keyMissing, at: "key", expected: "the register id"))
        }
        guard let id = String(validating: key, as: UTF8.self) else {
            return .rejected(EntryFault(.keyUnreadable, at: "key", expected: "UTF-8 text"))
        }
        do {
            try EntryDecoder.check(id: id)
            guard let value, !value.isEmpty else { return .removal(id) }
            let (entry, warnings) = try entry(JSONValue.parsed(value))
            guard entry.registerId == id else {
                return .rejected(
                    EntryFault(.keyMismatch, at: "registerId", expected: "the record's key"))
            }
            return .upsert(entry, warnings: warnings)
        } catch {
            switch error {
            case .refused(let fault): return .rejected(fault)
            }
        }
    }
}

extension JSONValue {
    /// Parses JSON for the register.
    ///
    /// - Throws: `RegisterError.refused` with the byte position of the fault in words.
    static func parsed(_ bytes: [UInt8]) throws(RegisterError) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .refused(
                EntryFault(.notJSON, at: "", expected: "JSON (fault at byte \(error.position))"))
        }
    }
}
