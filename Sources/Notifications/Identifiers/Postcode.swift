// SPDX-License-Identifier: Apache-2.0

/// Postcodes of the United Kingdom, by shape: areas that do not exist pass, as do the NHS's
/// pseudo postcodes (DOMAIN.md §5.6).
package enum Postcode {
    /// Upper case with one space before the last three characters, if the text has the shape of a
    /// full postcode. Where only a mistaken O for 0, or I for 1, or the reverse, stands in the way,
    /// it is corrected.
    package static func normalised(_ text: String) -> String? {
        // The outward code, a space, and the inward code of three.
        var code = InlineArray<8, UInt8>(repeating: 0)
        var count = 0
        let sent = text.utf8.span
        for index in sent.indices where !sent[index].isSpace {
            guard count < 7 else { return nil }
            code[count] = sent[index].uppercased
            count += 1
        }
        guard count >= 5 else { return nil }
        let outward = count - 3
        for index in (outward..<count).reversed() { code[index + 1] = code[index] }
        code[outward] = UInt8(ascii: " ")
        code[outward + 1] = asDigit(code[outward + 1])
        guard code[outward + 1].isDigit, code[outward + 2].isLetter, code[outward + 3].isLetter
        else { return nil }
        if isGIR(code, outward) {
            code[1] = UInt8(ascii: "I")
        } else {
            if !isOutward(code, outward) { correct(&code, outward) }
            guard isOutward(code, outward) else { return nil }
        }
        guard let result = try? UTF8Span(validating: code.span.extracting(0...count)) else {
            return nil
        }
        return String(copying: result)
    }

    private static func asDigit(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "O"): UInt8(ascii: "0")
        case UInt8(ascii: "I"): UInt8(ascii: "1")
        default: byte
        }
    }

    /// Reads a first 0 of the outward code as O, and every later O and I as a digit.
    private static func correct(_ code: inout InlineArray<8, UInt8>, _ outward: Int) {
        for index in 1..<outward { code[index] = asDigit(code[index]) }
        if code[0] == UInt8(ascii: "0") { code[0] = UInt8(ascii: "O") }
    }

    /// Whether a normalised postcode stands for a place that is none, such as `ZZ99 3VZ`, no fixed
    /// abode.
    package static func isPseudo(_ postcode: String) -> Bool {
        postcode.utf8.starts(with: "ZZ99 ".utf8)
    }

    /// The one outward code with three letters in front; G1R is a shape of others, not with 0AA.
    private static func isGIR(_ code: InlineArray<8, UInt8>, _ count: Int) -> Bool {
        guard count == 3, code[0] == UInt8(ascii: "G"), code[2] == UInt8(ascii: "R") else {
            return false
        }
        let isWith0AA =
            code[4] == UInt8(ascii: "0") && code[5] == UInt8(ascii: "A")
            && code[6] == UInt8(ascii: "A")
        return code[1] == UInt8(ascii: "I") || (code[1] == UInt8(ascii: "1") && isWith0AA)
    }

    /// A9, A99, AA9, AA99, A9A, AA9A.
    private static func isOutward(_ code: InlineArray<8, UInt8>, _ count: Int) -> Bool {
        let letters = code[1].isLetter ? 2 : 1
        guard code[0].isLetter, count > letters, code[letters].isDigit else { return false }
        switch count - letters {
        case 1: return true
        case 2: return code[letters + 1].isLetterOrDigit
        default: return false
        }
    }
}
