// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Where a ledger is, and the keys that open it.
package struct LedgerLocation: Sendable {
    /// The path of the SQLite file. `-wal` and `-shm` files and `.lock` stand beside it.
    package let path: String
    /// The keys of its area.
    package let keys: AreaKeys

    /// A ledger at a path.
    package init(path: String, keys: AreaKeys) {
        self.path = path
        self.keys = keys
    }
}

/// Opening and creating the SQLite file.
enum LedgerFile {
    /// Creates the file under another name and renames it into place, so that a file with the
    /// ledger's name is always whole: an empty one was emptied, and is refused.
    static func create(_ location: LedgerLocation, area: String, at: Int64) throws(LedgerError) {
        let path = location.path
        guard FileSystem.size(of: path) == nil else { throw .alreadyExists(path: path) }
        let draft = path + ".creating"
        FileSystem.remove(draft)
        FileSystem.remove(draft + "-journal")
        do {
            let id = try LibcryptoRandom.bytes(16)
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA synchronous = EXTRA")
            }
            let queue = try DatabaseQueue(path: draft, configuration: configuration)
            try queue.inTransaction(.immediate) { db in
                try Schema.create(db)
                try Meta.create(db, area: area, at: at, id: id, keys: location.keys)
                return .commit
            }
            try queue.close()
        } catch {
            FileSystem.remove(draft)
            throw LedgerError(error, path: path, writing: true)
        }
        FileSystem.restrictToOwner(draft)
        guard FileSystem.rename(draft, to: path) else { throw .cannotWrite(.readOnly) }
        FileSystem.syncDirectory(of: path)
    }

    /// The one connection that writes and checkpoints.
    static func openForWriting(_ path: String) throws(LedgerError) -> DatabaseQueue {
        try checkSignature(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON;
                    PRAGMA trusted_schema = OFF;
                    """)
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw LedgerError(error, path: path, writing: true)
        }
    }

    /// A connection that cannot write.
    static func openForReading(_ path: String) throws(LedgerError) -> DatabaseQueue {
        try checkSignature(path)
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Limits.busySeconds)
        configuration.prepareDatabase { db in
            // What is read is read once and in order: SQLite would keep 2 MB of it.
            try db.execute(sql: "PRAGMA cache_size = -256")
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw LedgerError(error, path: path, writing: false)
        }
    }

    /// Checks what the file says of itself, its key, and that no part of it was cut off.
    static func inspect(_ db: Database, path: String, keys: AreaKeys?) throws -> LedgerFacts {
        let facts = try Meta.facts(db, path: path)
        if let keys {
            guard try Meta.isKey(keys, db, facts) else { throw LedgerError.wrongKey(path: path) }
        }
        try checkLength(db, path: path)
        return facts
    }

    /// SQLite takes an empty file for a new database and reads a torn last page as zeros.
    private static func checkSignature(_ path: String) throws(LedgerError) {
        guard let size = FileSystem.size(of: path) else { throw .missing(path: path) }
        guard size >= 512 else {
            throw .notALedger(
                path: path, verdict: "it has \(size) bytes, fewer than one database page")
        }
        guard let start = FileSystem.prefix(of: path, count: 16) else {
            throw .cannotRead(path: path, code: 0)
        }
        guard start == Bytes("SQLite format 3\0".utf8) else {
            throw .notALedger(path: path, verdict: "it does not begin as an SQLite database does")
        }
    }

    /// Once the write-ahead log is empty the file must be as long as its page count says.
    private static func checkLength(_ db: Database, path: String) throws {
        guard FileSystem.size(of: path + "-wal") ?? 0 == 0,
            let pages = try db.one("PRAGMA page_count")?.integer(0),
            let pageBytes = try db.one("PRAGMA page_size")?.integer(0),
            let size = FileSystem.size(of: path)
        else { return }
        guard size >= pages * pageBytes, size % pageBytes == 0 else {
            throw RowFault("it has \(size) bytes where its header promises \(pages * pageBytes)")
        }
    }
}
