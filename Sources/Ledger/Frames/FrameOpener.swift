// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Opens the sealed parts of stored frames. Not thread-safe; one owner.
final class FrameOpener {
    /// What a part turned out to be, faults included.
    enum Outcome {
        case content(PartContent)
        /// The part, its key or its header was altered.
        case unreadable
        /// The part names a subject that has no data key.
        case keyMissing
    }

    private let cipher: AuthenticatedCipher
    private let dataKeys: DataKeys?

    /// Without data keys every part stays sealed.
    init(dataKeys: DataKeys?) throws(LedgerError) {
        cipher = try AuthenticatedCipher(.gcm)
        self.dataKeys = dataKeys
    }

    /// Opens every part; nil when the lengths in the header do not add up to the body.
    func open(_ header: FrameHeader, body: Bytes, _ db: Database) throws -> [Outcome]? {
        guard header.parts.reduce(0, { $0 + Int($1.length) }) == body.count else { return nil }
        guard let dataKeys else { return header.parts.map { _ in .content(.sealed) } }
        var outcomes: [Outcome] = []
        var start = 0
        for (number, part) in header.parts.enumerated() {
            let sealed = Bytes(body[start..<start + Int(part.length)])
            start += sealed.count
            switch try dataKeys.find(part.token, db) {
            case .erased: outcomes.append(.content(.erased))
            case .unknown: outcomes.append(.keyMissing)
            case .unreadable: outcomes.append(.unreadable)
            case .key(let key):
                let associated = FrameHeader.associated(
                    seq: header.seq, part: number, token: part.token)
                let opened = try header.nonce.bytes(part: number).flatMap { nonce in
                    try cipher.open(sealed, key: key, nonce: nonce, associated: associated)
                }
                outcomes.append(opened.map { .content(.opened($0)) } ?? .unreadable)
            }
        }
        return outcomes
    }

    /// A stored row as a frame; a fault when anything of it does not open.
    func frame(seq: Int64, header bytes: Bytes, body: Bytes, hash: Bytes, _ db: Database)
        throws -> Frame
    {
        guard let header = FrameHeader(encoded: bytes), header.seq == seq else {
            throw RowFault("the header of frame \(seq) is not readable")
        }
        guard let outcomes = try open(header, body: body, db) else {
            throw RowFault("the body of frame \(seq) has another length than its header says")
        }
        var parts: [FramePart] = []
        for (part, outcome) in zip(header.parts, outcomes) {
            guard case .content(let content) = outcome else {
                throw RowFault("a part of frame \(seq) does not open")
            }
            parts.append(FramePart(token: part.token, content: content))
        }
        return Frame(
            seq: seq, at: header.at, kind: header.kind, outcome: header.outcome,
            input: header.input, parts: parts, hash: hash)
    }
}
