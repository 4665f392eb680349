// SPDX-License-Identifier: Apache-2.0

/// Postcodes of the United Kingdom, by shape: areas that do not exist pass, as do the NHS's
/// pseudo postcodes (DOMAIN.md §5.6).
package enum Postcode {
    /// Upper case with one space before the last three characters, if the text has the shape of a
    /// full postcode. Where only a mistaken O for 0, or I for 1, or the reverse, stands in the way,
    /// it is corrected.
    package static func normalised(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for byte in text.utf8 where !byte.isSpace {
            guard bytes.count < 8 else { return nil }
            bytes.append(byte.uppercased)
        }
        guard (5...7).contains(bytes.count) else { return nil }
        var inward = Array(bytes.suffix(3))
        var outward = Array(bytes.dropLast(3))
        inward[0] = asDigit(inward[0])
        // The one postcode with three letters in front; G1R is a shape of others, not with 0AA.
        if outward == Array("G1R".utf8), inward == Array("0AA".utf8) {
            outward = Array("GIR".utf8)
        }
        if !isOutward(outward) { outward = corrected(outward) }
        guard inward[0].isDigit, inward[1].isLetter, inward[2].isLetter, isOutward(outward) else {
            return nil
        }
        return String(decoding: outward + [UInt8(ascii: " ")] + inward, as: UTF8.self)
    }

    private static func asDigit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"): UInt8(ascii: "1")
        default: byte
        }
    }

    /// The outward code with a first 0 read as O and every later O and I as a digit.
    private static func corrected(_ outward: [UInt8]) -> [UInt8] {
        var bytes = outward
        for index in bytes.indices.dropFirst() { bytes[index] = asDigit(bytes[index]) }
        if bytes[0] == UInt8(ascii: "0") { bytes[0] = UInt8(ascii: "O") }
        return bytes
    }

    /// Whether a normalised postcode stands for a place that is none, such as `ZZ99 3VZ`, no fixed
    /// abode.
    package static func isPseudo(_ postcode: String) -> Bool {
        postcode.utf8.starts(with: "ZZ99 ".utf8)
    }

    /// A9, A99, AA9, AA99, A9A, AA9A, or GIR.
    private static func isOutward(_ bytes: [UInt8]) -> Bool {
        if bytes == Array("GIR".utf8) { return true }
        let letters = bytes.prefix { $0.isLetter }.count
        let rest = bytes.dropFirst(letters)
        guard letters == 1 || letters == 2, let first = rest.first, first.isDigit else {
            return false
        }
        switch rest.count {
        case 1: return true
        case 2: return rest.last?.isLetterOrDigit == true
        default: return false
        }
    }
}
