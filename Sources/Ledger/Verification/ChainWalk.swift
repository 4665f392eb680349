// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Follows the hash chain frame by frame. Not thread-safe; one owner.
struct ChainWalk {
    private(set) var point: ChainPoint
    private let stream: SHA256Stream

    init(from point: ChainPoint) throws(LedgerError) {
        self.point = point
        stream = try SHA256Stream()
    }

    /// Checks one frame against what came before; gives its header, and what is wrong. After a
    /// fault the walk goes on from the stored hash, so that one fault is reported once.
    mutating func step(seq: Int64, header bytes: Bytes, body: Bytes, hash: Bytes)
        throws(LedgerError) -> (header: FrameHeader?, findings: [Finding])
    {
        var findings: [Finding] = []
        if seq != point.seq + 1 { findings.append(.gap(expected: point.seq + 1, found: seq)) }
        let header = FrameHeader(encoded: bytes)
        if let header, header.seq == seq {
            if header.previous != point.hash { findings.append(.brokenLink(frame: seq)) }
            let computed = try stream.chain(header.previous, bytes, body)
            if computed != hash { findings.append(.hashMismatch(frame: seq)) }
        } else {
            findings.append(.headerUnreadable(frame: seq))
        }
        point = ChainPoint(seq: seq, hash: hash)
        return (header?.seq == seq ? header : nil, findings)
    }
}

/// The check at every start: the signed head, the signed checkpoint and the chain between them.
enum TailCheck {
    static func run(_ db: Database, keys: AreaKeys) throws -> (
        head: ChainPoint, checkpoint: ChainPoint
    ) {
        guard let head = try Meta.head(db, keys: keys) else {
            throw RowFault("the signed end of the chain was altered")
        }
        guard let checkpoint = try Meta.checkpoint(db, keys: keys) else {
            throw RowFault("the signed checkpoint of the chain was altered")
        }
        if checkpoint.seq > 0 {
            let stored = try db.one(
                "SELECT hash FROM frames WHERE seq = ?", [checkpoint.seq])
            guard try stored?.blob(0) == checkpoint.hash else {
                throw RowFault("frame \(checkpoint.seq) is not the one that was signed")
            }
        }
        var walk = try ChainWalk(from: checkpoint)
        try db.each(
            "SELECT seq, header, body, hash FROM frames WHERE seq > ? ORDER BY seq",
            [checkpoint.seq]
        ) { row in
            let step = try walk.step(
                seq: row.integer(0), header: row.blob(1), body: row.blob(2), hash: row.blob(3))
            if let finding = step.findings.first { throw RowFault(finding.description) }
        }
        guard walk.point == head else {
            throw RowFault("its frames end at \(walk.point.seq), its signed end is \(head.seq)")
        }
        return (head, checkpoint)
    }
}
