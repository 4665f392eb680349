// SPDX-License-Identifier: Apache-2.0

/// Bytes by the block of sixteen: for what is hardly ever there.
enum ByteBlocks {
    /// Goes on over blocks without a control character.
    ///
    /// - Parameter seen: takes up the bits of every byte gone over, eight bytes to a word.
    /// - Returns: where the first block begins that has one, or that is not whole.
    @inline(__always)
    static func skipText(
        _ bytes: borrowing Span<UInt8>, from start: Int, _ seen: inout UInt64
    ) -> Int {
        precondition(start >= 0)
        var at = start
        var all = SIMD2<UInt64>()
        while at <= bytes.count &- 16 {
            // Begin and end of the block are within the bytes.
            let block = unsafe uncheckedBlock(bytes, at)
            // With its highest bit set no byte borrows from the next.
            let controls = ~((block | highBits) &- 0x20 &* ones) & ~block & highBits
            guard controls[0] | controls[1] == 0 else { break }
            all |= block
            at &+= 16
        }
        seen |= all[0] | all[1]
        return at
    }

    /// Whether `byte` stands in a range of ASCII.
    @inline(__always)
    static func has(
        _ byte: UInt8, inASCII bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) -> Bool {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        var at = range.lowerBound
        let sought = UInt64(byte) &* ones
        var isOther = SIMD2<UInt64>(repeating: highBits)
        while at <= range.upperBound &- 16 {
            // Begin and end of the block are within the bytes.
            let block = unsafe uncheckedBlock(bytes, at)
            // Only where the byte stands the highest bit goes when one is taken away.
            isOther &= ((block ^ sought) | highBits) &- ones
            at &+= 16
        }
        if isOther[0] & isOther[1] & highBits != highBits { return true }
        return ByteWords.first(byte, in: bytes, at..<range.upperBound) < range.upperBound
    }

    /// Whether no space follows another in the range, and no control character stands in it.
    @inline(__always)
    static func isOfWords(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        /// The highest bit of the first byte, if the byte before was a space.
        var carried: UInt64 = 0
        while at < range.upperBound {
            let word = ByteWords.wordOrRest(bytes, at)
            let spaces = ByteWords.zeros(in: word ^ (0x20 &* ones))
            let odd = ByteWords.controls(in: word) | spaces & (spaces << 8 | carried)
            // What stands past the range does not matter.
            if odd != 0 { return at &+ ByteWords.index(of: odd) >= range.upperBound }
            carried = spaces >> 56
            at &+= 8
        }
        return true
    }

    /// The sixteen bytes from there on, which must be within the bytes.
    @unsafe @inline(__always)
    private static func uncheckedBlock(
        _ bytes: borrowing Span<UInt8>, _ at: Int
    ) -> SIMD2<UInt64> {
        // Any sixteen bytes are two numbers.
        unsafe bytes.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: at, as: SIMD2<UInt64>.self)
    }

    private static var ones: UInt64 { ByteWords.ones }
    private static var highBits: UInt64 { ByteWords.highBits }
}
