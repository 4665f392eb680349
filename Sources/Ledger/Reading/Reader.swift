// SPDX-License-Identifier: Apache-2.0
import GRDB

/// A short-lived, read-only view of a ledger, for commands and the background verification. It
/// never writes or checkpoints, and may be used beside the process that writes.
package final class Reader: LedgerReads, Sendable {
    /// What the ledger says of itself.
    package let facts: LedgerFacts
    /// The path of the SQLite file.
    package let path: String
    /// The keys given, if any: without them frames are read sealed and cases not at all.
    package let openingKeys: AreaKeys?
    private let queue: DatabaseQueue

    /// Opens a ledger for reading, after the same checks as a writer makes of the file and its
    /// key; the chain is not checked.
    package init(path: String, keys: AreaKeys?) throws(LedgerError) {
        let queue = try LedgerFile.openForReading(path)
        do {
            facts = try queue.read { db in
                try LedgerFile.inspect(db, path: path, keys: keys)
            }
        } catch {
            throw LedgerError(error, path: path, writing: false)
        }
        self.queue = queue
        self.path = path
        openingKeys = keys
    }

    /// Lends the connection for one read of one moment.
    package func withConnection<Value>(
        _ body: (Connection) throws -> Value
    ) throws(LedgerError) -> Value {
        let opening = try openingKeys.map { keys throws(LedgerError) in try Opening(keys) }
        do {
            return try queue.read { try body(Connection(db: $0, opening: opening)) }
        } catch {
            throw LedgerError(error, path: path, writing: false)
        }
    }

    /// The size and state of the ledger.
    package func stats() throws(LedgerError) -> LedgerStats {
        try withConnection { try LedgerStats.read($0.db, path: path) }
    }

    /// Copies the ledger as it is now into one new file, which is renamed into place when whole.
    /// Refuses to overwrite. The area key is not in it: it is backed up apart.
    package func backup(to target: String) throws(LedgerError) {
        guard FileSystem.size(of: target) == nil else { throw .alreadyExists(path: target) }
        let draft = target + ".partial"
        FileSystem.remove(draft)
        do {
            let copy = try DatabaseQueue(path: draft)
            try queue.backup(to: copy)
            // A backup is one file: it carries no write-ahead log until a writer opens it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
            FileSystem.restrictToOwner(draft)
            _ = try Reader(path: draft, keys: openingKeys)
        } catch {
            FileSystem.remove(draft)
            throw LedgerError(error, path: target, writing: true)
        }
        guard FileSystem.rename(draft, to: target) else { throw .cannotWrite(.readOnly) }
        FileSystem.syncDirectory(of: target)
    }
}
