// SPDX-License-Identifier: Apache-2.0

/// Strict UTF-8 (Unicode 15, table 3-7): no overlong form, no surrogate, nothing past U+10FFFF.
enum UTF8Text {
    /// The position of the first byte of `range` that is not part of valid UTF-8, or nil.
    static func firstInvalid(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var position = range.lowerBound
        let span = bytes.span
        while position < range.upperBound {
            while position <= range.upperBound - 8,
                ByteWords.isASCII(ByteWords.word(span, position))
            {
                position += 8
            }
            guard position < range.upperBound else { return nil }
            let lead = bytes[position]
            if lead < 0x80 {
                position += 1
                continue
            }
            guard let (length, second) = tail(of: lead), position + length <= range.upperBound,
                second.contains(bytes[position + 1])
            else { return position }
            for offset in 2..<max(2, length) where bytes[position + offset] & 0xC0 != 0x80 {
                return position
            }
            position += length
        }
        return nil
    }

    /// The length of a sequence by its first byte, and the values that its second may have.
    private static func tail(of lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }
}
