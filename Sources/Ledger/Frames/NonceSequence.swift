// SPDX-License-Identifier: Apache-2.0

/// The first of a frame's nonces: 8 bytes of epoch, then a 4-byte counter.
struct Nonce: Hashable {
    static let epochBytes = 8

    var epoch: Bytes
    var counter: UInt32

    /// The nonce of a frame's part, or nil past the counter's end, which no writer reaches.
    func bytes(part: Int) -> Bytes? {
        guard let step = UInt32(exactly: part) else { return nil }
        let (value, overflow) = counter.addingReportingOverflow(step)
        guard !overflow else { return nil }
        var bytes = epoch
        bytes.append(bigEndian: value)
        return bytes
    }
}

/// Gives out nonces that never repeat: the epoch is random for each start of a writer, the counter
/// only rises, and its end begins a new epoch.
///
/// A nonce counts as used even if its transaction fails: its ciphertext may already lie in the
/// write-ahead log.
struct NonceSequence {
    private var epoch: Bytes
    private var next: UInt32 = 0
    private let counterMax: UInt32

    /// `counterMax` is smaller than the format's own only in tests of the overflow.
    init(counterMax: UInt32 = .max) throws(LedgerError) {
        self.counterMax = counterMax
        epoch = try LibcryptoRandom.bytes(Nonce.epochBytes)
    }

    /// Reserves consecutive counters for the parts of one frame.
    mutating func reserve(_ count: Int) throws(LedgerError) -> Nonce {
        guard let count = UInt32(exactly: count), count <= counterMax else {
            throw .tooLarge(what: "the number of parts", limit: Int(counterMax))
        }
        if counterMax - next < count {
            epoch = try LibcryptoRandom.bytes(Nonce.epochBytes)
            next = 0
        }
        defer { next += count }
        return Nonce(epoch: epoch, counter: next)
    }
}
