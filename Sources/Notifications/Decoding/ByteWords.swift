// SPDX-License-Identifier: Apache-2.0

/// Eight bytes at a time: most bytes of a message need only be known to be nothing special.
enum ByteWords {
    /// Eight bytes, the first in the lowest place.
    @inline(__always)
    static func word(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
        // The load checks its bounds, and any eight bytes are a number.
        unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    /// Eight bytes, or those that are left, and zero in place of the others.
    @inline(__always)
    static func wordOrRest(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
        guard at >= 0, at <= bytes.count &- 8 else { return rest(bytes, at) }
        // Eight bytes are there.
        return unsafe unchecked(bytes, at)
    }

    /// The eight bytes from there on, which must be within the bytes, the first in the lowest
    /// place.
    @unsafe @inline(__always)
    static func unchecked(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
        // Any eight bytes are a number.
        unsafe UInt64(
            littleEndian: bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: at, as: UInt64.self))
    }

    private static func rest(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
        var rest: UInt64 = 0
        for index in at..<bytes.count { rest |= UInt64(bytes[index]) << UInt64(8 * (index - at)) }
        return rest
    }

    /// The byte eight times.
    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// The highest bit of each byte that is zero.
    @inline(__always)
    static func zeros(in word: UInt64) -> UInt64 {
        // Without its highest bit no byte carries into the next.
        ~(((word & ~highBits) &+ ~highBits) | word) & highBits
    }

    /// The number that eight ASCII digits make; nil when not all are digits.
    @inline(__always)
    static func number(_ word: UInt64) -> Int? {
        // Of a digit the upper half is 3, and is 3 still when six are added.
        let halves: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        guard word & halves == 0x30 &* ones, (word &+ 6 &* ones) & halves == 0x30 &* ones else {
            return nil
        }
        // Neighbours are joined: digits to four numbers, these to two, and these to one.
        let digits = word & ~halves
        let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
        let quads = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return Int((quads &* 10_000 &+ quads >> 32) & 0xFFFF_FFFF)
    }

    /// Where `byte` first stands in the range; its end when it does not.
    @inline(__always)
    static func first(
        _ byte: UInt8, in bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) -> Int {
        let sought = repeated(byte)
        var at = range.lowerBound
        while at < range.upperBound {
            let places = zeros(in: wordOrRest(bytes, at) ^ sought)
            if places != 0 { return min(at &+ index(of: places), range.upperBound) }
            at &+= 8
        }
        return range.upperBound
    }

    /// Where one of three bytes first stands in the range; its end when none does.
    @inline(__always)
    static func first(
        _ one: UInt8, _ other: UInt8, _ third: UInt8, in bytes: borrowing Span<UInt8>,
        _ range: Range<Int>
    ) -> Int {
        let sought = (repeated(one), repeated(other), repeated(third))
        var at = range.lowerBound
        while at < range.upperBound {
            let word = wordOrRest(bytes, at)
            let places =
                zeros(in: word ^ sought.0) | zeros(in: word ^ sought.1) | zeros(in: word ^ sought.2)
            if places != 0 { return min(at &+ index(of: places), range.upperBound) }
            at &+= 8
        }
        return range.upperBound
    }

    /// Whether all bytes of the range are ASCII, and none is `byte`.
    @inline(__always)
    static func isASCII(
        in bytes: borrowing Span<UInt8>, _ range: Range<Int>, without byte: UInt8
    ) -> Bool {
        let sought = repeated(byte)
        var at = range.lowerBound
        while at < range.upperBound {
            let word = wordOrRest(bytes, at)
            let places = (word & highBits) | zeros(in: word ^ sought)
            // What stands past the range does not matter.
            if places != 0 { return at &+ index(of: places) >= range.upperBound }
            at &+= 8
        }
        return true
    }

    /// Which of the eight bytes is the first whose highest bit is set.
    @inline(__always)
    static func index(of places: UInt64) -> Int { places.trailingZeroBitCount &>> 3 }

    /// The highest bit of each byte that is less than 0x20.
    @inline(__always)
    static func controls(in word: UInt64) -> UInt64 {
        // With its highest bit set no byte borrows from the next.
        ~((word | highBits) &- 0x20 &* ones) & ~word & highBits
    }

    /// Whether all eight bytes are ASCII.
    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highBits == 0 }

    /// A number that has the same byte eight times is that byte times this one.
    @inline(__always)
    static var ones: UInt64 { 0x0101_0101_0101_0101 }

    @inline(__always)
    static var highBits: UInt64 { 0x8080_8080_8080_8080 }
}
