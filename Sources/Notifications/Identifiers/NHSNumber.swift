// SPDX-License-Identifier: Apache-2.0

/// The NHS number of England, Wales and the Isle of Man (DOMAIN.md §5.6).
package enum NHSNumber {
    /// Whether the text is exactly ten digits that satisfy Modulus 11 and are not all alike.
    ///
    /// Numbers of ten equal digits satisfy Modulus 11 and are placeholders.
    package static func isValid(_ text: String) -> Bool {
        let digits = text.utf8.span
        guard digits.count == 10 else { return false }
        var sum = 0
        var differing: UInt8 = 0
        for index in digits.indices {
            guard digits[index].isDigit else { return false }
            differing |= digits[index] ^ digits[0]
            // The check digit has the weight 1, so that the sum of a right number is a multiple.
            sum += (10 - index) * Int(digits[index] - UInt8(ascii: "0"))
        }
        return differing != 0 && sum.isMultiple(of: 11)
    }

    /// The ten digits of a number as people write it: space around it, and the groups 3-3-4 parted
    /// by single spaces or by hyphens. Nil for any other form; validity is not asked.
    package static func normalised(_ text: String) -> String? {
        let text = text.trimmed
        switch text.utf8.count {
        case 10:
            let bytes = text.utf8.span
            for index in bytes.indices where !bytes[index].isDigit { return nil }
            return text
        case 12:
            let bytes = Array(text.utf8)
            let separator = bytes[3]
            guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-"),
                bytes[7] == separator
            else { return nil }
            let digits = bytes[0..<3] + bytes[4..<7] + bytes[8...]
            guard digits.allSatisfy(\.isDigit) else { return nil }
            return String(decoding: digits, as: UTF8.self)
        default:
            return nil
        }
    }
}
