// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// Whether the byte is a space, tab, line end or another ASCII control that stands for one.
    var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

    /// The upper-case form of an ASCII letter; every other byte unchanged.
    var uppercased: UInt8 {
        self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") ? self - 0x20 : self
    }
}

extension String {
    /// Without ASCII space and no-break space at either end.
    var trimmed: String {
        // Most texts neither begin nor end with what could be space.
        let bytes = utf8.span
        guard let last = bytes.indices.last else { return self }
        if bytes[0] > 0x20, bytes[0] < 0x80, bytes[last] > 0x20, bytes[last] < 0x80 { return self }
        return trimmedByScalar
    }

    /// The obvious form of `trimmed`.
    var trimmedByScalar: String {
        let scalars = unicodeScalars
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "\u{A0}" || (scalar.isASCII && UInt8(ascii: scalar).isSpace)
        }
        guard let start = scalars.firstIndex(where: { !isSpace($0) }),
            let end = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    /// ASCII letters in upper case, all else unchanged.
    var asciiUppercased: String {
        let bytes = utf8.span
        for index in bytes.indices where bytes[index].uppercased != bytes[index] {
            return String(decoding: utf8.map(\.uppercased), as: UTF8.self)
        }
        return self
    }

    /// ASCII letters and digits in upper case and nothing else, so that spelling does not matter.
    var lettersAndDigits: String {
        let bytes = utf8.span
        for index in bytes.indices
        where !bytes[index].isLetterOrDigit || bytes[index].uppercased != bytes[index] {
            let plain = utf8.filter(\.isLetterOrDigit).map(\.uppercased)
            return String(decoding: plain, as: UTF8.self)
        }
        return self
    }

    /// Trimmed, with every run of ASCII space as one space.
    var collapsed: String {
        var wasSpace = true
        for byte in utf8 {
            // Two in a row, one in front, or one that is not 0x20.
            if byte.isSpace, wasSpace || byte != 0x20 { return collapsedByWord }
            wasSpace = byte.isSpace
        }
        return wasSpace ? collapsedByWord : self
    }

    /// The obvious form of `collapsed`.
    var collapsedByWord: String { words.joined(separator: " ") }

    /// What stands between ASCII space.
    var words: [String] {
        utf8.split(whereSeparator: \.isSpace).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the byte stands in the text; faster than to ask `utf8` for its place.
    func hasByte(_ byte: UInt8) -> Bool {
        let bytes = utf8.span
        for index in bytes.indices where bytes[index] == byte { return true }
        return false
    }

    /// Nil when empty.
    var nonEmpty: String? { isEmpty ? nil : self }
}
