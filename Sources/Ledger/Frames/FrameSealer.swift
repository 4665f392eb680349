// SPDX-License-Identifier: Apache-2.0
import GRDB

/// A frame as it is stored.
struct SealedFrame {
    var seq: Int64
    var header: Bytes
    var body: Bytes
    var hash: Bytes
}

/// Turns drafts into sealed, chained frames. Not thread-safe; one owner.
final class FrameSealer {
    private let cipher: AuthenticatedCipher
    private let stream: SHA256Stream
    private let dataKeys: DataKeys
    private var nonces: NonceSequence

    init(dataKeys: DataKeys, nonces: NonceSequence) throws(LedgerError) {
        cipher = try AuthenticatedCipher(.gcm)
        stream = try SHA256Stream()
        self.dataKeys = dataKeys
        self.nonces = nonces
    }

    /// Seals a draft as the frame after `previous`. Creates missing data keys in the transaction
    /// under way. `index` is the draft's place in its commit, for errors.
    func seal(
        _ draft: FrameDraft, index: Int, after previous: ChainPoint, _ db: Database
    ) throws -> SealedFrame {
        guard draft.parts.count <= Limits.partsMax else {
            throw LedgerError.tooLarge(what: "the number of parts", limit: Limits.partsMax)
        }
        let seq = previous.seq + 1
        let nonce = try nonces.reserve(draft.parts.count)
        var body = Bytes()
        body.reserveCapacity(
            draft.parts.reduce(0) { $0 + $1.plaintext.count + AuthenticatedCipher.overhead })
        var parts: [FrameHeader.Part] = []
        parts.reserveCapacity(draft.parts.count)
        for (number, part) in draft.parts.enumerated() {
            guard part.plaintext.count <= Limits.partBytesMax else {
                throw LedgerError.tooLarge(what: "a part", limit: Limits.partBytesMax)
            }
            let token = dataKeys.token(of: part.subject)
            guard let key = try dataKeys.findOrCreate(token, db) else {
                throw LedgerError.subjectErased(frameIndex: index)
            }
            guard let partNonce = nonce.bytes(part: number) else {
                throw LedgerError.crypto(operation: "nonce counter")
            }
            let start = body.count
            try cipher.seal(
                part.plaintext, key: key, nonce: partNonce,
                associated: FrameHeader.associated(seq: seq, part: number, token: token),
                to: &body)
            parts.append(
                FrameHeader.Part(
                    token: token, length: UInt32(truncatingIfNeeded: body.count - start)))
        }
        let header = FrameHeader(
            draft: draft, seq: seq, nonce: nonce, previous: previous.hash, parts: parts
        ).encoded
        let hash = try stream.chain(previous.hash, header, body)
        return SealedFrame(seq: seq, header: header, body: body, hash: hash)
    }
}

extension SHA256Stream {
    /// The chain's step: SHA-256(previous hash ‖ header ‖ body).
    func chain(_ previous: Bytes, _ header: Bytes, _ body: Bytes) throws(LedgerError) -> Bytes {
        try update(previous)
        try update(header)
        try update(body)
        return try finish()
    }
}
