// SPDX-License-Identifier: Apache-2.0

/// A place in the hash chain: a frame's number and the hash up to it.
struct ChainPoint: Equatable {
    /// 0 is the origin, before the first frame.
    var seq: Int64
    var hash: Bytes

    /// The origin binds the chain to its ledger: SHA-256 of a label, the ledger's id and area.
    static func origin(ledgerID: Bytes, area: String) throws(LedgerError) -> ChainPoint {
        let stream = try SHA256Stream()
        try stream.update(Bytes("keywatch ledger origin 1".utf8))
        try stream.update(ledgerID)
        try stream.update(Bytes(area.utf8))
        return ChainPoint(seq: 0, hash: try stream.finish())
    }

    /// The point with its signature: seq 8, hash 32, HMAC-SHA256 32 bytes.
    func signed(_ label: String, keys: AreaKeys) throws(LedgerError) -> Bytes {
        var bytes = Bytes()
        bytes.append(bigEndian: seq)
        bytes += hash
        return bytes + (try KeyedHash.hmac(key: keys.signing, Bytes(label.utf8) + bytes))
    }

    /// Reads a signed point; nil if it has another form or, when the keys are at hand, if the
    /// signature is not theirs.
    init?(signed bytes: Bytes, label: String, keys: AreaKeys?) throws(LedgerError) {
        var reader = FieldReader(bytes)
        guard let seq = reader.integer(Int64.self), let hash = reader.take(32),
            let signature = reader.take(32), reader.isAtEnd
        else { return nil }
        if let keys {
            let message = Bytes(label.utf8) + bytes.prefix(40)
            let expected = try KeyedHash.hmac(key: keys.signing, message)
            guard KeyedHash.isEqual(expected, signature) else { return nil }
        }
        self.init(seq: seq, hash: hash)
    }

    init(seq: Int64, hash: Bytes) {
        self.seq = seq
        self.hash = hash
    }
}
