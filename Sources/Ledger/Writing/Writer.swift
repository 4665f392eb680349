// SPDX-License-Identifier: Apache-2.0
import GRDB

/// The one writer of a ledger: it holds the exclusive lock, and its single connection does every
/// write and every checkpoint.
///
/// Not `Sendable`: it is confined to the thread or actor that owns it, whose calls block until the
/// disk has the data. Everything else reads through `Reader`, or through this writer between
/// commits.
package final class Writer: LedgerReads {
    /// What the ledger says of itself.
    package let facts: LedgerFacts
    /// The keys of the ledger's area.
    package let keys: AreaKeys
    /// The path of the SQLite file.
    package let path: String

    let queue: DatabaseQueue
    let opening: Opening
    let frameSealer: FrameSealer
    var head: ChainPoint
    var checkpointSeq: Int64
    /// False after a failed transaction, until the head was read again.
    var isHeadCertain = true
    /// The log still holds a destroyed key's bytes.
    var mustTruncateLog = false
    private var topicNumbers: [String: UInt16] = [:]
    private var lock: WriterLock?

    /// The number of the last frame; 0 for an empty ledger.
    package var lastSeq: Int64 { head.seq }

    /// Gives back what the file's pages take in memory; they are read again when they are needed.
    package func releaseMemory() { queue.releaseMemory() }

    /// Creates a ledger in a new file and opens it. `at` is the creation time in milliseconds
    /// since 1970. Fails with `alreadyExists` when there is a file.
    package static func create(
        _ location: LedgerLocation, area: String, at: Int64
    ) throws(LedgerError) -> Writer {
        let lock = try WriterLock(ledger: location.path)
        try LedgerFile.create(location, area: area, at: at)
        return try Writer(location, lock: lock, counterMax: .max)
    }

    /// Opens a ledger for writing: takes the lock, checks the file, its format and key, and the
    /// chain from the last checkpoint to its signed end.
    package static func open(_ location: LedgerLocation) throws(LedgerError) -> Writer {
        try open(location, counterMax: .max)
    }

    /// As `open`, with a nonce counter that ends early: for tests of its overflow.
    static func open(
        _ location: LedgerLocation, counterMax: UInt32
    ) throws(LedgerError) -> Writer {
        // Before the lock, so that a wrong path leaves no lock file behind.
        guard FileSystem.size(of: location.path) != nil else {
            throw .missing(path: location.path)
        }
        let lock = try WriterLock(ledger: location.path)
        return try Writer(location, lock: lock, counterMax: counterMax)
    }

    private init(
        _ location: LedgerLocation, lock: consuming WriterLock, counterMax: UInt32
    ) throws(LedgerError) {
        let (path, keys) = (location.path, location.keys)
        // Read-only first: opening for writing sets the journal mode, and must not touch another
        // program's database, nor a newer release's.
        _ = try Reader(path: path, keys: keys)
        let queue = try LedgerFile.openForWriting(path)
        do {
            // Another connection's log, left by a crash, goes into the file first, so that the
            // file's length can be checked. A full disk or a reader may prevent it: not an error.
            try? queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            let facts = try queue.read { try LedgerFile.inspect($0, path: path, keys: keys) }
            let tail = try queue.read { try TailCheck.run($0, keys: keys) }
            (self.facts, head, checkpointSeq) = (facts, tail.head, tail.checkpoint.seq)
        } catch {
            throw LedgerError(error, path: path, writing: false)
        }
        self.path = path
        self.keys = keys
        self.queue = queue
        opening = try Opening(keys)
        frameSealer = try FrameSealer(
            dataKeys: opening.dataKeys, nonces: try NonceSequence(counterMax: counterMax))
        self.lock = consume lock
    }

    deinit {
        // Before the lock goes: closing checkpoints. A failure loses nothing, the log stays.
        try? queue.close()
    }

    /// Checkpoints, closes the file and gives up the lock. Safe to call again.
    package func close() throws(LedgerError) {
        guard lock != nil else { return }
        do {
            try queue.close()
        } catch {
            throw LedgerError(error, path: path, writing: true)
        }
        lock = nil
    }

    /// The number of a topic in references and positions; a new name is registered durably.
    package func topic(named name: String) throws(LedgerError) -> UInt16 {
        if let number = topicNumbers[name] { return number }
        let found: Int64 = try write { db in
            if let row = try db.one("SELECT id FROM topics WHERE name = ?", [name]) {
                return try row.integer(0)
            }
            let next = try db.one("SELECT coalesce(max(id), 0) + 1 FROM topics")?.integer(0) ?? 1
            guard next <= Limits.topicsMax else {
                throw LedgerError.tooLarge(
                    what: "the number of topics", limit: Int(Limits.topicsMax))
            }
            try db.run("INSERT INTO topics (id, name) VALUES (?, ?)", [next, name])
            return next
        }
        let number = UInt16(truncatingIfNeeded: found)
        topicNumbers[name] = number
        return number
    }

    /// Lends the writing connection for one read of one moment.
    package func withConnection<Value>(
        _ body: (Connection) throws -> Value
    ) throws(LedgerError) -> Value {
        guard lock != nil else { throw .closed }
        do {
            // No other connection writes, so even several statements read one moment, without
            // the cost of a transaction.
            return try queue.unsafeRead { try body(Connection(db: $0, opening: opening)) }
        } catch {
            throw LedgerError(error, path: path, writing: false)
        }
    }

    /// Runs one transaction. When it throws, nothing of it is left in the file, and what memory
    /// holds of it is forgotten.
    func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
        guard lock != nil else { throw .closed }
        var result: Value?
        do {
            try queue.inTransaction(.immediate) { db in
                result = try body(db)
                return .commit
            }
        } catch {
            isHeadCertain = false
            opening.dataKeys.forget()
            throw LedgerError(error, path: path, writing: true)
        }
        guard let result else { throw .closed }
        return result
    }
}
