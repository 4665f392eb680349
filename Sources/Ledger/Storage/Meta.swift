// SPDX-License-Identifier: Apache-2.0
import GRDB

/// What a ledger says of itself, in clear.
package struct LedgerFacts: Equatable, Sendable {
    /// The format version of the file.
    package let format: Int64
    /// The area that the ledger belongs to.
    package let area: String
    /// 16 random bytes that tell this ledger from every other.
    package let id: Bytes
    /// When it was created (ms since 1970).
    package let createdAt: Int64
    /// The ciphers that it is sealed with.
    package let suite: String
}

/// The `meta` table: names and values.
enum Meta {
    static let suite = "AES-256-GCM,AES-256-SIV,HKDF-SHA256,SHA-256"
    private static let head = "head"
    private static let checkpoint = "checkpoint"

    static func create(
        _ db: Database, area: String, at: Int64, id: Bytes, keys: AreaKeys
    ) throws {
        let origin = try ChainPoint.origin(ledgerID: id, area: area)
        try set(db, "format", Limits.format)
        try set(db, "area", area)
        try set(db, "id", id.blob)
        try set(db, "created_at", at)
        try set(db, "suite", suite)
        try set(db, "key_check", try keys.check(ledgerID: id).blob)
        try setHead(db, origin, keys: keys)
        try setCheckpoint(db, origin, keys: keys)
    }

    /// Reads the facts, refusing a newer format before anything else is believed.
    static func facts(_ db: Database, path: String) throws -> LedgerFacts {
        guard try db.one("PRAGMA application_id")?.integer(0) == Limits.applicationID,
            let format = try value(db, "format")?.integer(0)
        else {
            throw LedgerError.notALedger(
                path: path, verdict: "it is an SQLite database of another program")
        }
        guard format <= Limits.format else {
            throw LedgerError.newerFormat(path: path, found: format, supported: Limits.format)
        }
        let suite = try required(db, "suite").text(0)
        guard suite == Self.suite else { throw RowFault("meta: unknown cipher suite") }
        return LedgerFacts(
            format: format, area: try required(db, "area").text(0),
            id: try required(db, "id").blob(0),
            createdAt: try required(db, "created_at").integer(0), suite: suite)
    }

    static func isKey(_ keys: AreaKeys, _ db: Database, _ facts: LedgerFacts) throws -> Bool {
        KeyedHash.isEqual(
            try required(db, "key_check").blob(0), try keys.check(ledgerID: facts.id))
    }

    static func setHead(_ db: Database, _ point: ChainPoint, keys: AreaKeys) throws {
        try set(db, head, try point.signed(head, keys: keys).blob)
    }

    static func setCheckpoint(_ db: Database, _ point: ChainPoint, keys: AreaKeys) throws {
        try set(db, checkpoint, try point.signed(checkpoint, keys: keys).blob)
    }

    /// The end of the chain as last committed; nil when unsigned or altered.
    static func head(_ db: Database, keys: AreaKeys?) throws -> ChainPoint? {
        let bytes = try required(db, head).blob(0)
        return try ChainPoint(signed: bytes, label: head, keys: keys)
    }

    /// The last point up to which this ledger's writer vouches for the chain; nil when altered.
    static func checkpoint(_ db: Database, keys: AreaKeys?) throws -> ChainPoint? {
        let bytes = try required(db, checkpoint).blob(0)
        return try ChainPoint(signed: bytes, label: checkpoint, keys: keys)
    }

    private static func set(
        _ db: Database, _ name: String, _ value: some DatabaseValueConvertible
    ) throws {
        try db.run(
            """
            INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [name, value])
    }

    private static func value(_ db: Database, _ name: String) throws -> Row? {
        try db.one("SELECT value FROM meta WHERE name = ?", [name])
    }

    private static func required(_ db: Database, _ name: String) throws -> Row {
        guard let row = try value(db, name) else { throw RowFault("meta: no \(name)") }
        return row
    }
}
