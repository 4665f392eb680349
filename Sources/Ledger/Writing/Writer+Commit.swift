// SPDX-License-Identifier: Apache-2.0
import GRDB

extension Writer {
    /// Writes a commit in one transaction and returns when the disk has it.
    ///
    /// When it throws `cannotWrite`, nothing was left behind and the same commit may be tried
    /// again later. Other errors say what is wrong with the commit or the file.
    package func commit(_ commit: Commit) throws(LedgerError) -> CommitReceipt {
        guard commit.frames.count <= Limits.commitFramesMax else {
            throw .tooLarge(what: "the number of frames", limit: Limits.commitFramesMax)
        }
        let start = try certainHead()
        let (end, isCheckpoint) = try write { db in
            let end = try apply(commit, after: start, db)
            guard end != start else { return (end, false) }
            try Meta.setHead(db, end, keys: keys)
            let isCheckpoint = end.seq - checkpointSeq >= Limits.checkpointFrames
            if isCheckpoint { try Meta.setCheckpoint(db, end, keys: keys) }
            return (end, isCheckpoint)
        }
        head = end
        if isCheckpoint { checkpointSeq = end.seq }
        if !commit.erasures.isEmpty {
            mustTruncateLog = true
            truncateLog()
        }
        return CommitReceipt(
            seqs: end.seq > start.seq ? start.seq + 1...end.seq : nil, head: end.hash)
    }

    /// Signs the chain as it stands and moves the log into the file, as far as readers let it.
    package func checkpoint() throws(LedgerError) {
        let point = try certainHead()
        try write { try Meta.setCheckpoint($0, point, keys: keys) }
        checkpointSeq = point.seq
        if mustTruncateLog { return truncateLog() }
        do {
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        } catch {
            throw LedgerError(error, path: path, writing: true)
        }
    }

    /// Overwrites what the log still holds of destroyed keys. A reader in its way delays it to
    /// the next checkpoint or erasure.
    private func truncateLog() {
        let moved = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        mustTruncateLog = moved == nil
    }

    /// The end of the chain; after a failed transaction, as the file has it.
    func certainHead() throws(LedgerError) -> ChainPoint {
        if isHeadCertain { return head }
        let found = try withConnection { connection in
            guard let head = try Meta.head(connection.db, keys: keys),
                let checkpoint = try Meta.checkpoint(connection.db, keys: keys)
            else { throw RowFault("the signed end of the chain was altered") }
            return (head, checkpoint.seq)
        }
        (head, checkpointSeq) = found
        isHeadCertain = true
        return head
    }

    private func apply(_ commit: Commit, after start: ChainPoint, _ db: Database) throws
        -> ChainPoint
    {
        var point = start
        var ledger = InputLedger()
        for (index, draft) in commit.frames.enumerated() {
            let frame = try frameSealer.seal(draft, index: index, after: point, db)
            // SQLite binds empty bytes as NULL.
            try db.run(
                """
                INSERT INTO frames (seq, header, body, hash)
                VALUES (?, ?, coalesce(?, x''), ?)
                """, [frame.seq, frame.header.blob, frame.body.blob, frame.hash.blob])
            if let input = draft.input {
                try ledger.record(input, frame: frame.seq, outcome: draft.outcome, db)
            }
            point = ChainPoint(seq: frame.seq, hash: frame.hash)
        }
        for count in commit.counts { try ledger.addFrameless(count) }
        try ledger.flush(db)
        let rows = ProjectionRows(opening)
        for row in commit.cases { try rows.write(row, db) }
        for row in commit.positions { try rows.write(row, db) }
        for row in commit.stubs { try rows.write(row, db) }
        for id in commit.removedStubs { try rows.removeStub(id, db) }
        for row in commit.deadLetters { try rows.write(row, db) }
        for input in commit.removedDeadLetters { try rows.removeDeadLetter(input, db) }
        for row in commit.relayCursors { try rows.write(row, db) }
        for row in commit.relayOffsets { try rows.write(row, db) }
        for erasure in commit.erasures { try rows.erase(erasure, db) }
        if let instant = commit.expireBefore { try rows.expire(before: instant, db) }
        return point
    }
}
