// SPDX-License-Identifier: Apache-2.0

/// The NHS number of England, Wales and the Isle of Man (DOMAIN.md §5.6).
package enum NHSNumber {
    /// Whether the text is exactly ten digits that satisfy Modulus 11 and are not all alike.
    ///
    /// Numbers of ten equal digits satisfy Modulus 11 and are placeholders.
    package static func isValid(_ text: String) -> Bool {
        let digits = Array(text.utf8.prefix(11))
        guard digits.count == 10, digits.allSatisfy(\.isDigit),
            let first = digits.first, digits.contains(where: { $0 != first })
        else { return false }
        var sum = 0
        for (index, digit) in digits.prefix(9).enumerated() {
            sum += (10 - index) * Int(digit - UInt8(ascii: "0"))
        }
        let check = (11 - sum % 11) % 11
        return check == Int(digits[9] - UInt8(ascii: "0"))
    }

    /// The ten digits of a number as people write it: space around it, and the groups 3-3-4 parted
    /// by single spaces or by hyphens. Nil for any other form; validity is not asked.
    package static func normalised(_ text: String) -> String? {
        let bytes = Array(text.trimmed.utf8)
        switch bytes.count {
        case 10:
            return bytes.allSatisfy(\.isDigit) ? String(decoding: bytes, as: UTF8.self) : nil
        case 12:
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
