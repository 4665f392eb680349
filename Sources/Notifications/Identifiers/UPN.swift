// SPDX-License-Identifier: Apache-2.0

/// The unique pupil number of England's schools (DOMAIN.md §5.6).
package enum UPN {
    /// The check letters in order; a temporary number's last letter counts by its place here.
    private static let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ".utf8)

    /// Whether the text is 13 upper-case characters with the right check letter. Whether the local
    /// authority in it exists is not asked. Reasons such as `UN1` for having none are not numbers.
    package static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8.prefix(14))
        guard bytes.count == 13, bytes[1..<12].allSatisfy(\.isDigit) else { return false }
        var sum = 0
        for index in 1..<12 { sum += (index + 1) * Int(bytes[index] - UInt8(ascii: "0")) }
        if bytes[12].isDigit {
            sum += 13 * Int(bytes[12] - UInt8(ascii: "0"))
        } else {
            guard let place = letters.firstIndex(of: bytes[12]) else { return false }
            sum += 13 * place
        }
        return bytes[0] == letters[sum % letters.count]
    }

    /// Whether a valid number is temporary: a school gave it, and another will replace it.
    package static func isTemporary(_ upn: String) -> Bool {
        upn.utf8.last.map { !$0.isDigit } ?? false
    }

    /// Whether the text is one of the reasons UN1…UN5 for having no number.
    static func isReasonForNone(_ text: String) -> Bool {
        ["UN1", "UN2", "UN3", "UN4", "UN5"].contains(text.trimmed.asciiUppercased)
    }

    /// The number in upper case without space around it, if it is valid.
    package static func normalised(_ text: String) -> String? {
        let upper = text.trimmed.asciiUppercased
        return isValid(upper) ? upper : nil
    }
}
