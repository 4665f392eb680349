// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Writes the rows of the projections in the transaction under way.
struct ProjectionRows {
    private let sealing: ProjectionSealing
    private let dataKeys: DataKeys

    init(_ opening: Opening) {
        sealing = opening.sealing
        dataKeys = opening.dataKeys
    }

    func write(_ row: CaseWrite, _ db: Database) throws {
        let token = dataKeys.token(of: row.subject)
        guard let body = row.body else {
            return try db.run("DELETE FROM cases WHERE key = ?", [token.blob])
        }
        let sealed = try sealing.seal(body, table: "cases", key: token.bytes)
        try db.run(
            """
            INSERT INTO cases (key, next_due, body) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET next_due = excluded.next_due, body = excluded.body
            """, [token.blob, row.nextDue, sealed.blob])
    }

    func write(_ row: Position, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO positions (topic, partition, next_offset, cluster, last_hash)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset,
              cluster = excluded.cluster, last_hash = excluded.last_hash
            """,
            [
                Int64(row.topic), Int64(row.partition), row.nextOffset, row.cluster,
                row.lastHash?.blob,
            ])
    }

    func write(_ row: StubDraft, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO stubs (topic, partition, offset, idx, occurred_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, partition, offset, idx) DO NOTHING
            """, row.input.arguments + [row.occurredAt, row.expiresAt])
        guard db.changesCount > 0 else { return }
        let id = db.lastInsertedRowID
        for token in row.tokens {
            try db.run(
                "INSERT INTO stub_tokens (token, stub) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [token.blob, id])
        }
    }

    func removeStub(_ id: Int64, _ db: Database) throws {
        try db.run("DELETE FROM stub_tokens WHERE stub = ?", [id])
        try db.run("DELETE FROM stubs WHERE id = ?", [id])
    }

    func write(_ row: DeadLetter, _ db: Database) throws {
        let sealed = try sealing.seal(row.body, table: "dead_letters", key: row.input.encoded)
        try db.run(
            """
            INSERT INTO dead_letters
              (topic, partition, offset, idx, at, expires_at, code, position, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (topic, partition, offset, idx) DO UPDATE SET at = excluded.at,
              expires_at = excluded.expires_at, code = excluded.code,
              position = excluded.position, body = excluded.body
            """,
            row.input.arguments + [row.at, row.expiresAt, row.code, row.position, sealed.blob])
    }

    func removeDeadLetter(_ input: InputReference, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM dead_letters
            WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?
            """, input.arguments)
    }

    func write(_ row: RelayCursor, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO relay (name, frame, idx) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET frame = excluded.frame, idx = excluded.idx
            """, [row.name, row.frame, row.index])
    }

    func write(_ row: RelayOffset, _ db: Database) throws {
        try db.run(
            """
            INSERT INTO relay_offsets (topic, partition, offset) VALUES (?, ?, ?)
            ON CONFLICT (topic, partition) DO UPDATE SET offset = excluded.offset
            """, [Int64(row.topic), Int64(row.partition), row.offset])
    }

    /// The case row is sealed under the area's key, so it must go with the subject's key.
    func erase(_ erasure: Erasure, _ db: Database) throws {
        let token = dataKeys.token(of: erasure.subject)
        try dataKeys.destroy(token, at: erasure.at, db)
        try db.run("DELETE FROM cases WHERE key = ?", [token.blob])
    }

    func expire(before instant: Int64, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM stub_tokens
            WHERE stub IN (SELECT id FROM stubs WHERE expires_at <= ?)
            """, [instant])
        try db.run("DELETE FROM stubs WHERE expires_at <= ?", [instant])
        try db.run("DELETE FROM dead_letters WHERE expires_at <= ?", [instant])
    }
}
