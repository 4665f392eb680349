// SPDX-License-Identifier: Apache-2.0

/// A code of at most eight bytes, packed into one word: a `switch` over many codes is then a few
/// comparisons of numbers, and no text is made.
struct ShortCode: Hashable, ExpressibleByStringLiteral {
    private let packed: UInt64

    /// What is longer than eight bytes, or has a zero byte: no literal is equal to it.
    static var none: ShortCode { ShortCode(packed: .max) }

    /// At most eight bytes in upper case, the last in the lowest place.
    @inline(__always)
    init(packed: UInt64) { self.packed = packed }

    /// The code as written here; the compiler makes a number of it.
    @inline(__always)
    init(stringLiteral text: StaticString) {
        assert(text.utf8CodeUnitCount <= 8 && text.isASCII)
        var packed: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount {
            // The pointer is to a literal, which is never freed, and the index within its count.
            packed = packed << 8 | UInt64(unsafe text.utf8Start[index])
        }
        self.packed = packed
    }

    /// The code in those bytes, in upper case.
    init(of bytes: borrowing Span<UInt8>) {
        var packed: UInt64 = 0
        guard bytes.count <= 8 else {
            self = .none
            return
        }
        for index in bytes.indices {
            guard bytes[index] != 0 else {
                self = .none
                return
            }
            packed = packed << 8 | UInt64(bytes[index].uppercased)
        }
        self.packed = packed
    }

    /// The letters and digits of that text, in upper case.
    init(lettersAndDigitsOf text: String) { self.init(lettersAndDigitsOf: text.utf8.span) }

    /// The letters and digits of those bytes, in upper case.
    init(lettersAndDigitsOf bytes: borrowing Span<UInt8>) {
        var packed: UInt64 = 0
        for index in bytes.indices where bytes[index].isLetterOrDigit {
            guard packed >> 56 == 0 else {
                self = .none
                return
            }
            packed = packed << 8 | UInt64(bytes[index].uppercased)
        }
        self.packed = packed
    }

    /// The code in that text, in upper case.
    init(of text: String) { self.init(of: text.utf8.span) }
}
