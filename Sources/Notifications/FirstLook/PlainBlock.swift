// SPDX-License-Identifier: Apache-2.0

/// Finds bytes of a plain message among sixty-four at once. The compiler turns the loop into
/// comparisons of sixteen bytes, which Swift's own vector types do not give on every platform.
enum PlainBlock {
    static let size = 64

    /// Which of the bytes at a place satisfy a test, as bits, the lowest for the first of them; no
    /// bit is set for a place past the end. The value has as many bytes at least.
    @inline(__always)
    static func places(
        _ bytes: borrowing Span<UInt8>, at position: Int, where test: (UInt8) -> Bool
    ) -> UInt64 {
        let start = min(position, bytes.count &- size)
        let found = places(in: bytes.extracting(start..<start &+ size), where: test)
        // Those before the place are shifted out.
        return found >> UInt64(truncatingIfNeeded: position &- start)
    }

    /// Which of sixty-four bytes satisfy a test.
    @inline(__always)
    static func places(
        in block: borrowing Span<UInt8>, where test: (UInt8) -> Bool
    ) -> UInt64 {
        // Of each byte the bits 0, 2, 4 and 6 answer for four bytes that are sixteen apart.
        let answers = InlineArray<16, UInt8> { index in
            var answer: UInt8 = test(block[index]) ? 1 : 0
            answer |= test(block[index &+ 16]) ? 4 : 0
            answer |= test(block[index &+ 32]) ? 16 : 0
            answer |= test(block[index &+ 48]) ? 64 : 0
            return answer
        }
        // Both loads check their bounds, and any eight bytes are a number.
        let raw = unsafe answers.span.bytes
        let even = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let odd = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let rows = UInt64(littleEndian: even) | UInt64(littleEndian: odd) &<< 1
        return transposed(rows)
    }

    /// The lowest bits, so many; all when they are more than there are.
    @inline(__always)
    static func first(_ count: Int) -> UInt64 {
        count >= size ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
    }

    /// Rows and columns of eight by eight bits exchanged (Warren, Hacker's Delight, 7-3).
    @inline(__always)
    private static func transposed(_ rows: UInt64) -> UInt64 {
        var bits = rows
        var moved = (bits ^ (bits &>> 7)) & 0x00AA_00AA_00AA_00AA
        bits ^= moved ^ (moved &<< 7)
        moved = (bits ^ (bits &>> 14)) & 0x0000_CCCC_0000_CCCC
        bits ^= moved ^ (moved &<< 14)
        moved = (bits ^ (bits &>> 28)) & 0x0000_0000_F0F0_F0F0
        return bits ^ moved ^ (moved &<< 28)
    }
}
