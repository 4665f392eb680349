// SPDX-License-Identifier: Apache-2.0

/// A frame's header, stored in clear. All integers are big-endian.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 1 | version of this layout: 1 |
/// | 1 | 1 | kind |
/// | 2 | 1 | outcome |
/// | 3 | 1 | flags: bit 0 set when an input reference follows; the others are 0 |
/// | 4 | 8 | seq |
/// | 12 | 8 | engine time, milliseconds since 1970 |
/// | 20 | 8 | nonce epoch |
/// | 28 | 4 | nonce counter of part 0; part *i* uses counter + *i* |
/// | 32 | 32 | hash of the previous frame (of the ledger's origin for the first) |
/// | 64 | 18 | input reference, if flagged: topic 2, partition 4, offset 8, index 4 |
/// | then | 2 | number of parts |
/// | then | 20 each | subject token 16, bytes of the sealed part 4 |
struct FrameHeader: Equatable {
    struct Part: Equatable {
        var token: Token
        var length: UInt32
    }

    static let version: UInt8 = 1
    private static let inputFlag: UInt8 = 1

    var seq: Int64
    var at: Int64
    var kind: UInt8
    var outcome: UInt8
    var input: InputReference?
    var nonce: Nonce
    var previous: Bytes
    var parts: [Part]

    var encoded: Bytes {
        var bytes = Bytes()
        bytes.reserveCapacity(84 + parts.count * 20)
        bytes.append(Self.version)
        bytes.append(kind)
        bytes.append(outcome)
        bytes.append(input == nil ? 0 : Self.inputFlag)
        bytes.append(bigEndian: seq)
        bytes.append(bigEndian: at)
        bytes += nonce.epoch
        bytes.append(bigEndian: nonce.counter)
        bytes += previous
        if let input { bytes += input.encoded }
        bytes.append(bigEndian: UInt16(truncatingIfNeeded: parts.count))
        for part in parts {
            bytes += part.token.bytes
            bytes.append(bigEndian: part.length)
        }
        return bytes
    }

    /// Decodes a header; nil when it is not exactly of the layout.
    init?(encoded: Bytes) {
        var reader = FieldReader(encoded)
        guard reader.integer(UInt8.self) == Self.version,
            let kind = reader.integer(UInt8.self), let outcome = reader.integer(UInt8.self),
            let flags = reader.integer(UInt8.self), flags & ~Self.inputFlag == 0,
            let seq = reader.integer(Int64.self), let at = reader.integer(Int64.self),
            let epoch = reader.take(Nonce.epochBytes), let counter = reader.integer(UInt32.self),
            let previous = reader.take(32)
        else { return nil }
        if flags & Self.inputFlag != 0 {
            guard let topic = reader.integer(UInt16.self),
                let partition = reader.integer(Int32.self),
                let offset = reader.integer(Int64.self), let index = reader.integer(UInt32.self)
            else { return nil }
            input = InputReference(
                topic: topic, partition: partition, offset: offset, index: index)
        }
        guard let count = reader.integer(UInt16.self) else { return nil }
        parts = []
        parts.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let bytes = reader.take(Token.bytesCount), let token = Token(bytes: bytes),
                let length = reader.integer(UInt32.self)
            else { return nil }
            parts.append(Part(token: token, length: length))
        }
        guard reader.isAtEnd else { return nil }
        (self.kind, self.outcome, self.seq, self.at) = (kind, outcome, seq, at)
        self.nonce = Nonce(epoch: epoch, counter: counter)
        self.previous = previous
    }

    init(draft: FrameDraft, seq: Int64, nonce: Nonce, previous: Bytes, parts: [Part]) {
        self.seq = seq
        self.at = draft.at
        self.kind = draft.kind
        self.outcome = draft.outcome
        self.input = draft.input
        self.nonce = nonce
        self.previous = previous
        self.parts = parts
    }

    /// What a part's seal also authenticates: that it is this part of this frame, about this
    /// subject, in this layout.
    static func associated(seq: Int64, part: Int, token: Token) -> Bytes {
        var bytes = Bytes()
        bytes.reserveCapacity(32)
        bytes += "frame".utf8
        bytes.append(version)
        bytes.append(bigEndian: seq)
        bytes.append(bigEndian: UInt16(truncatingIfNeeded: part))
        bytes += token.bytes
        return bytes
    }
}
