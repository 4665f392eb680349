// SPDX-License-Identifier: Apache-2.0

/// Whom a part of a frame is about: an identifier that only the caller understands. The ledger
/// keeps no subject's bytes, only its keyed `Token`.
package struct Subject: Hashable, Sendable {
    /// The caller's identifier.
    package let bytes: Bytes

    /// A subject by the caller's identifier. Empty bytes are the area itself.
    package init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    /// The area itself: for parts about no person.
    package static let area = Subject([])
}

/// A keyed 16-byte hash: stands for an identifier without disclosing it. Equal inputs of one area
/// and domain give equal tokens; without the area key nothing can be told from one.
package struct Token: Hashable, Comparable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// The number of bytes of a token.
    static let bytesCount = 16

    /// A token from its 16 bytes, or nil for any other number of bytes.
    package init?(bytes: Bytes) {
        guard bytes.count == Self.bytesCount else { return nil }
        self.init(prefix: bytes)
    }

    init?(prefix bytes: Bytes) {
        var reader = FieldReader(bytes)
        guard let high = reader.integer(UInt64.self), let low = reader.integer(UInt64.self) else {
            return nil
        }
        self.high = high
        self.low = low
    }

    /// The 16 bytes.
    package var bytes: Bytes {
        var bytes = Bytes()
        bytes.reserveCapacity(Self.bytesCount)
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
        return bytes
    }

    /// The bytes as 32 hexadecimal digits.
    package var hex: String { bytes.hexadecimal }

    /// Orders tokens as their bytes.
    package static func < (one: Token, other: Token) -> Bool {
        (one.high, one.low) < (other.high, other.low)
    }
}
