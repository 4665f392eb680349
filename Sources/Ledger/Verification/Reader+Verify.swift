// SPDX-License-Identifier: Apache-2.0
import GRDB

extension Reader {
    /// Verifies the ledger: SQLite's own structure, the chain with its signed points, every part,
    /// the outcome of every input, the counts, and that every sealed row opens.
    ///
    /// Reads in short slices, so it can run beside the writer; frames written after it began are
    /// left out. `progress` is told (frames done, frames in all) after each slice and may throw
    /// to stop. Whether the projections equal a rebuild is for those who know what they mean.
    package func verify(
        from start: VerificationStart = .beginning,
        progress: (Int64, Int64) throws -> Void = { _, _ in }
    ) throws(LedgerError) -> VerificationReport {
        var verification = try Verification(keys: openingKeys)
        try withConnection { try verification.begin($0.db, facts: facts, start: start) }
        while !verification.isChainDone {
            try withConnection { connection in
                try verification.readSlice(connection.db)
                try progress(verification.seq, verification.end.seq)
            }
        }
        try withConnection { try verification.finish($0.db) }
        return verification.report
    }
}

/// A verification under way.
private struct Verification {
    private(set) var report = VerificationReport()
    private(set) var end = ChainPoint(seq: 0, hash: [])
    private(set) var isChainDone = false
    var seq: Int64 { walk.point.seq }

    private let keys: AreaKeys?
    private let opener: FrameOpener
    private var walk: ChainWalk
    private var checkpoint: ChainPoint?
    private var signedHead: ChainPoint?

    init(keys: AreaKeys?) throws(LedgerError) {
        self.keys = keys
        let dataKeys = try keys.map { keys throws(LedgerError) in try DataKeys(keys) }
        opener = try FrameOpener(dataKeys: dataKeys)
        walk = try ChainWalk(from: ChainPoint(seq: 0, hash: []))
    }

    mutating func begin(_ db: Database, facts: LedgerFacts, start: VerificationStart) throws {
        try db.each("PRAGMA integrity_check(20)") { row in
            let words = try row.text(0)
            if words != "ok" { report.add(.storage(words)) }
        }
        signedHead = try Meta.head(db, keys: keys)
        checkpoint = try Meta.checkpoint(db, keys: keys)
        if checkpoint == nil { report.add(.checkpointMismatch(signed: nil)) }
        let origin = try ChainPoint.origin(ledgerID: facts.id, area: facts.area)
        switch start {
        case .beginning: walk = try ChainWalk(from: origin)
        case .checkpoint: walk = try ChainWalk(from: checkpoint ?? origin)
        }
        let last = try db.one("SELECT max(seq) FROM frames")?.optionalInteger(0) ?? 0
        end = ChainPoint(seq: last, hash: [])
        isChainDone = walk.point.seq >= last
    }

    mutating func readSlice(_ db: Database) throws {
        let rows = try db.all(
            """
            SELECT seq, header, body, hash FROM frames WHERE seq > ? AND seq <= ?
            ORDER BY seq LIMIT ?
            """, [walk.point.seq, end.seq, Limits.verificationSlice]
        ) { try ($0.integer(0), $0.blob(1), $0.blob(2), $0.blob(3)) }
        for (seq, header, body, hash) in rows {
            let step = try walk.step(seq: seq, header: header, body: body, hash: hash)
            for finding in step.findings { report.add(finding) }
            report.frames += 1
            if let header = step.header { try checkContent(header, body: body, db) }
            if let checkpoint, checkpoint.seq == seq, checkpoint.hash != hash {
                report.add(.checkpointMismatch(signed: seq))
            }
        }
        isChainDone = rows.isEmpty || walk.point.seq >= end.seq
    }

    private mutating func checkContent(_ header: FrameHeader, body: Bytes, _ db: Database) throws {
        guard let outcomes = try opener.open(header, body: body, db) else {
            return report.add(.bodyLength(frame: header.seq))
        }
        for (part, outcome) in outcomes.enumerated() {
            switch outcome {
            case .content(.opened): report.opened += 1
            case .content(.erased): report.erased += 1
            case .content(.sealed): report.sealed += 1
            case .unreadable: report.add(.partUnreadable(frame: header.seq, part: part))
            case .keyMissing: report.add(.keyMissing(frame: header.seq, part: part))
            }
        }
        guard let input = header.input else { return }
        let row = try db.one(
            """
            SELECT frame, outcome FROM inputs
            WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?
            """, input.arguments)
        let frame = try row?.integer(0) ?? 0
        let isRight =
            try frame > header.seq
            || frame == header.seq
                && row?.integer(1) == Int64(header.outcome)
        if !isRight { report.add(.inputMismatch(frame: header.seq)) }
    }

    mutating func finish(_ db: Database) throws {
        // The writer may have gone on: the head as it was signed when this began must be the end
        // of what was read.
        if signedHead?.seq != end.seq || signedHead?.hash != walk.point.hash && end.seq > 0 {
            report.add(.headMismatch(signed: signedHead?.seq, found: end.seq))
        }
        if let checkpoint, checkpoint.seq > end.seq {
            report.add(.checkpointMismatch(signed: checkpoint.seq))
        }
        let orphans = try db.one(
            """
            SELECT count(*) FROM inputs LEFT JOIN frames ON seq = frame WHERE seq IS NULL
            """)?.integer(0)
        if let orphans, orphans > 0 { report.add(.inputsWithoutFrame(count: orphans)) }
        try checkCounts(db)
        if let keys { try checkSealedRows(db, ProjectionSealing(keys)) }
    }

    private mutating func checkCounts(_ db: Database) throws {
        try db.each(
            """
            SELECT topic, outcome, sum(counted), sum(recorded) FROM (
              SELECT topic, outcome, count(*) AS counted, 0 AS recorded FROM inputs
              GROUP BY topic, outcome
              UNION ALL SELECT topic, outcome, 0, n FROM outcome_counts)
            GROUP BY topic, outcome HAVING sum(counted) <> sum(recorded)
            """
        ) { row in
            report.add(
                .countMismatch(
                    topic: try row.integer(0), outcome: try row.integer(1),
                    counted: try row.integer(2), recorded: try row.integer(3)))
        }
    }

    private mutating func checkSealedRows(_ db: Database, _ sealing: ProjectionSealing) throws {
        var unreadable = 0
        try db.each("SELECT key, body FROM cases") { row in
            let opened = try sealing.open(row.blob(1), table: "cases", key: row.blob(0))
            if opened == nil { unreadable += 1 }
        }
        if unreadable > 0 { report.add(.sealedRowsUnreadable(table: "cases", count: unreadable)) }
        unreadable = 0
        try db.each("SELECT topic, partition, offset, idx, body FROM dead_letters") { row in
            let key = try row.reference(from: 0).encoded
            let opened = try sealing.open(row.blob(4), table: "dead_letters", key: key)
            if opened == nil { unreadable += 1 }
        }
        if unreadable > 0 {
            report.add(.sealedRowsUnreadable(table: "dead_letters", count: unreadable))
        }
    }
}
