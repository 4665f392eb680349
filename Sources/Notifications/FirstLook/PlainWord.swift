// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of a plain message as one number, the first in the lowest place. What is asked of
/// each byte is answered in its highest bit, without a branch for any of them.
enum PlainWord {
    /// The eight bytes at a place; zeros stand for those past the end. There are eight at least.
    @inline(__always)
    static func at(_ position: Int, _ bytes: borrowing Span<UInt8>) -> UInt64 {
        let missing = position &+ 8 &- bytes.count
        guard missing > 0 else { return ByteWords.word(bytes, position) }
        guard missing < 8 else { return 0 }
        return ByteWords.word(bytes, bytes.count &- 8) &>> UInt64(truncatingIfNeeded: missing &* 8)
    }

    /// The bytes from a place to the end of a range, eight at most; zeros stand for the rest.
    @inline(__always)
    static func at(
        _ position: Int, to end: Int, _ bytes: borrowing Span<UInt8>
    ) -> UInt64 {
        at(position, bytes) & first(end &- position)
    }

    /// All bits of so many bytes; of all eight when they are more.
    @inline(__always)
    static func first(_ count: Int) -> UInt64 {
        count >= 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
    }

    /// The bytes of a word of ASCII that are no digits.
    @inline(__always)
    static func otherThanDigits(_ word: UInt64) -> UInt64 {
        ((word ^ 0x30 &* ones) &+ 0x76 &* ones) & highBits
    }

    /// Whether a word of ASCII has letters and digits alone in its first bytes.
    @inline(__always)
    static func isAlphanumeric(_ word: UInt64, count: Int) -> Bool {
        let lower = word | 0x20 &* ones
        let letters = (lower &+ 0x1F &* ones) & ~(lower &+ 0x05 &* ones)
        let others = ~letters & ((word ^ 0x30 &* ones) &+ 0x76 &* ones)
        return others & highBits & first(count) == 0
    }

    /// Letters and digits in lower case. Of other bytes it makes something else.
    @inline(__always)
    static func lowercased(_ word: UInt64, count: Int) -> UInt64 {
        (word | 0x20 &* ones) & first(count)
    }

    /// ASCII in upper case.
    @inline(__always)
    static func uppercased(_ word: UInt64) -> UInt64 {
        let small = (word &+ 0x1F &* ones) & ~(word &+ 0x05 &* ones) & highBits
        // A small letter differs from its capital in 0x20.
        return word ^ (small &>> 2)
    }

    /// Whether a byte of a word of ASCII is a space.
    @inline(__always)
    static func hasSpace(_ word: UInt64) -> Bool {
        ~(((word ^ 0x20 &* ones) | highBits) &- ones) & highBits != 0
    }

    @inline(__always)
    static var ones: UInt64 { ByteWords.ones }

    @inline(__always)
    private static var highBits: UInt64 { ByteWords.highBits }
}
