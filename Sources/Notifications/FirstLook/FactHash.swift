// SPDX-License-Identifier: Apache-2.0

/// The hash of a fact of a person, the same on every run and machine. It takes bytes one by one or,
/// which is the same, by eights. The register's postings alone know it; it keeps nothing secret,
/// and what is stored of a fact is keyed otherwise.
package struct FactHash: Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Bytes that are not yet eight, the first in the lowest place, and how many bits they are.
    private var pending: UInt64 = 0
    private var pendingBits: UInt64 = 0

    /// The hash of no bytes.
    package init() {}

    /// One byte more.
    package mutating func add(_ byte: UInt8) {
        pending |= UInt64(byte) &<< pendingBits
        pendingBits &+= 8
        guard pendingBits == 64 else { return }
        add(word: pending)
        pending = 0
        pendingBits = 0
    }

    /// The hash, well mixed.
    package var value: UInt64 {
        var whole = self
        if pendingBits > 0 { whole.add(word: pending) }
        return FactHash.mixed(whole.state)
    }

    /// The hash of those bytes.
    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = FactHash()
        for byte in bytes { hash.add(byte) }
        return hash.value
    }

    /// The hash of one to eight bytes, the first in the lowest place, with zeros after them.
    package static func of(word: UInt64) -> UInt64 {
        var hash = FactHash()
        hash.add(word: word)
        return mixed(hash.state)
    }

    /// The hashes of three such words: one call from another module costs as much as the work.
    package static func of(
        words first: UInt64, _ second: UInt64, _ third: UInt64
    ) -> (UInt64, UInt64, UInt64) {
        (of(word: first), of(word: second), of(word: third))
    }

    /// Eight bytes more, or the last ones and zeros after them. None must be pending.
    @inline(__always)
    private mutating func add(word: UInt64) {
        let product = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state = product ^ (product &>> 32)
    }

    @inline(__always)
    private static func mixed(_ state: UInt64) -> UInt64 {
        let product = (state ^ (state &>> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return product ^ (product &>> 33)
    }
}

extension FactHash {
    /// The hash of an identifier of a plain message, in upper case and without spaces.
    package static func ofIdentifier(
        _ bytes: borrowing Span<UInt8>, _ sent: PlainRange
    ) -> UInt64 {
        let range = sent.range
        var hash = FactHash()
        var position = range.lowerBound
        while position < range.upperBound {
            let word = PlainWord.at(position, to: range.upperBound, bytes)
            guard !PlainWord.hasSpace(word) else { return ofSpaced(bytes, range) }
            hash.add(word: PlainWord.uppercased(word))
            position &+= 8
        }
        return mixed(hash.state)
    }

    private static func ofSpaced(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = FactHash()
        for position in range where bytes[position] > 0x20 { hash.add(bytes[position].uppercased) }
        return hash.value
    }

    /// The hash of a name of letters and digits alone, as most are, in lower case; nil for any
    /// other, of which there may be several parts.
    package static func ofWord(
        _ bytes: borrowing Span<UInt8>, _ sent: PlainRange
    ) -> UInt64? {
        let range = sent.range
        var hash = FactHash()
        var position = range.lowerBound
        while position < range.upperBound {
            let count = range.upperBound &- position
            let word = PlainWord.at(position, bytes)
            guard PlainWord.isAlphanumeric(word, count: count) else { return nil }
            hash.add(word: PlainWord.lowercased(word, count: count))
            position &+= 8
        }
        return mixed(hash.state)
    }
}
