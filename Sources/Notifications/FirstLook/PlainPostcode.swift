// SPDX-License-Identifier: Apache-2.0

/// A postcode in its usual form, upper case with one space, in eight bytes.
package struct PlainPostcode: Sendable {
    /// Its bytes, the first in the highest place; those after the last are zero.
    package private(set) var packed: UInt64 = 0

    /// How many bytes it has: 0 when there is none.
    package var count: Int { 8 &- packed.trailingZeroBitCount &>> 3 }

    /// No postcode.
    init() {}

    /// The postcode in those bytes, spaces anywhere and case ignored; none when there are only
    /// spaces. What would have to be corrected is left to the full decode.
    init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) throws(LookCloser) {
        if PlainPostcode.isSpaced(bytes, range), let usual = PlainPostcode(spaced: bytes, range) {
            self = usual
            return
        }
        var letters: UInt64 = 0
        var count = 0
        for position in range where bytes[position] != 0x20 {
            let byte = bytes[position]
            guard count < 7 else { throw .postcode }
            letters = letters << 8 | UInt64(byte &- 0x61 < 26 ? byte & 0xDF : byte)
            count &+= 1
        }
        guard count > 0 else { return }
        guard count >= 5 else { throw .postcode }
        let inward = letters & 0xFF_FFFF
        let outward = letters >> 24
        guard PlainPostcode.isInward(inward), PlainPostcode.isOutward(outward, count &- 3) else {
            throw .postcode
        }
        count &+= 1
        packed = (outward << 32 | 0x20 << 24 | inward) << UInt64(64 &- 8 &* count)
    }

    /// Whether there are six to eight bytes, and a space where it stands in the usual form.
    private static func isSpaced(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        range.count >= 6 && range.count <= 8 && bytes[range.upperBound &- 4] == 0x20
    }

    /// The postcode in its usual form, but perhaps in lower case; nil when it is not.
    private init?(spaced bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        let count = range.count
        packed =
            PlainWord.uppercased(
                PlainWord.at(range.lowerBound, to: range.upperBound, bytes)
            ).byteSwapped
        let code = packed &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        guard PlainPostcode.isInward(code & 0xFF_FFFF),
            PlainPostcode.isOutward(code &>> 32, count &- 4)
        else { return nil }
    }

    /// A digit and two letters.
    private static func isInward(_ code: UInt64) -> Bool {
        isDigit(code >> 16) && isLetter(code >> 8 & 0xFF) && isLetter(code & 0xFF)
    }

    /// A9, A99, AA9, AA99, A9A or AA9A, but for G1R, which may stand for GIR.
    private static func isOutward(_ code: UInt64, _ count: Int) -> Bool {
        guard code != 0x473152 else { return false }
        var rest = count &- 1
        func byte(_ fromLast: Int) -> UInt64 { code >> UInt64(8 &* fromLast) & 0xFF }
        guard isLetter(byte(rest)) else { return false }
        if rest > 1 || (rest == 1 && isLetter(byte(0))), isLetter(byte(rest &- 1)) { rest &-= 1 }
        guard rest == 1 || rest == 2, isDigit(byte(rest &- 1)) else { return false }
        return rest == 1 || isDigit(byte(0)) || isLetter(byte(0))
    }

    private static func isDigit(_ byte: UInt64) -> Bool { byte &- 0x30 < 10 }

    private static func isLetter(_ byte: UInt64) -> Bool { byte &- 0x41 < 26 }

    /// Its byte of that place, from 0.
    package func byte(at index: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: packed >> UInt64(56 &- 8 &* (index & 7)))
    }

    /// Its text.
    package var text: String {
        String(decoding: (0..<count).map(byte), as: UTF8.self)
    }

    /// Whether it stands for no place, as `ZZ99 3VZ` does.
    package var isPseudo: Bool { count > 5 && packed >> 24 == 0x5A_5A39_3920 }
}
