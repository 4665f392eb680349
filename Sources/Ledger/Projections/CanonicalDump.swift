// SPDX-License-Identifier: Apache-2.0
import GRDB

/// A table that holds no truth of its own class of frames, and can be compared row by row.
package enum ProjectionTable: String, CaseIterable, Sendable {
    /// State of each case, sealed.
    case cases
    /// How far each partition was read.
    case positions
    /// The outcome of each input.
    case inputs
    /// The number of inputs by outcome.
    case outcomeCounts = "outcome_counts"
    /// Discarded inputs.
    case stubs
    /// The tokens of stubs.
    case stubTokens = "stub_tokens"
    /// Undecodable inputs, sealed.
    case deadLetters = "dead_letters"
    /// How far relays have got.
    case relay
    /// Confirmed output offsets.
    case relayOffsets = "relay_offsets"

    /// The order of the rows: the primary key.
    var primaryKey: String {
        switch self {
        case .cases: "key"
        case .positions, .relayOffsets: "topic, partition"
        case .inputs, .deadLetters: "topic, partition, offset, idx"
        case .outcomeCounts: "topic, outcome"
        case .stubs: "id"
        case .stubTokens: "token, stub"
        case .relay: "name"
        }
    }
}

extension LedgerReads {
    /// Writes a table in its canonical form: a line for each row in the order of the primary key,
    /// `column=value` in the order of the column names, separated by tabs. Bytes as `x'…'`, text
    /// as its UTF-8 bytes `t'…'`, NULL as `null`. Sealed columns stay sealed.
    package func canonicalDump(
        _ table: ProjectionTable, to sink: (String) throws -> Void
    ) throws(LedgerError) {
        try withConnection { try CanonicalDump.lines(of: table, $0.db, to: sink) }
    }

    /// SHA-256 of every table's canonical dump: two ledgers of the same rows, sealed with the same
    /// area key, have the same digests, whatever way the rows came in.
    package func canonicalDigests() throws(LedgerError) -> [ProjectionTable: Bytes] {
        let stream = try SHA256Stream()
        return try withConnection { connection in
            var digests: [ProjectionTable: Bytes] = [:]
            for table in ProjectionTable.allCases {
                try CanonicalDump.lines(of: table, connection.db) { line in
                    try stream.update(Bytes(line.utf8))
                    try stream.update([10])
                }
                digests[table] = try stream.finish()
            }
            return digests
        }
    }
}

/// The text form of rows.
enum CanonicalDump {
    static func lines(
        of table: ProjectionTable, _ db: Database, to sink: (String) throws -> Void
    ) throws {
        let columns = try db.columns(in: table.rawValue).map(\.name).sorted()
        let quoted = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let sql = "SELECT \(quoted) FROM \(table.rawValue) ORDER BY \(table.primaryKey)"
        try db.each(sql) { row in
            let fields = zip(columns, row.databaseValues).map { "\($0)=\(text($1))" }
            try sink(fields.joined(separator: "\t"))
        }
    }

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "null"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): "t'\(Bytes(text.utf8).hexadecimal)'"
        case .blob(let data): "x'\(Bytes(data).hexadecimal)'"
        }
    }
}
