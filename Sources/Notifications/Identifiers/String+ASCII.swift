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
        if let first = utf8.first, let last = utf8.last, first > 0x20, first < 0x80,
            last > 0x20, last < 0x80
        {
            return self
        }
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
        utf8.contains { $0.uppercased != $0 }
            ? String(decoding: utf8.map(\.uppercased), as: UTF8.self) : self
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
    var collapsedByWord: String {
        utf8.split(whereSeparator: \.isSpace).map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: " ")
    }

    /// Nil when empty.
    var nonEmpty: String? { isEmpty ? nil : self }
}
