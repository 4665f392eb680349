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

    /// Whether all eight bytes are ASCII.
    @inline(__always)
    static func isASCII(_ word: UInt64) -> Bool { word & highBits == 0 }

    /// Whether all eight bytes are 0x20 to 0x7F.
    @inline(__always)
    static func isText(_ word: UInt64) -> Bool {
        // With its highest bit set no byte borrows from the next.
        ((word | highBits) &- 0x20 &* ones) & ~word & highBits == highBits
    }

    /// The highest bit of each byte that is `byte`, in a word of ASCII.
    @inline(__always)
    static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
        ~(((word ^ (UInt64(byte) &* ones)) | highBits) &- ones) & highBits
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
}
