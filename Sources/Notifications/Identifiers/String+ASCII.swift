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
    var asciiUppercased: String { String(decoding: utf8.map(\.uppercased), as: UTF8.self) }

    /// Trimmed, with every run of ASCII space as one space.
    var collapsed: String {
        utf8.split(whereSeparator: \.isSpace).map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: " ")
    }

    /// Nil when empty.
    var nonEmpty: String? { isEmpty ? nil : self }
}
