// SPDX-License-Identifier: Apache-2.0

/// The character sets in which messages are read.
enum HL7Charset: Hashable, Sendable {
    case utf8
    case windows1252
    case latin9

    /// The set that MSH-18 names. ASCII and nothing at all are read as UTF-8, of which ASCII is a
    /// part; so is the `UNICODE` of ITK. Latin-1 is read as Windows-1252, of which its printable
    /// characters are a part. Nil when the name is not known.
    static func named(_ name: String) -> HL7Charset? {
        // What most messages say, without a text to be made.
        if name.isEmpty || name == "UNICODE UTF-8" { return .utf8 }
        let plain = String(
            decoding: name.utf8.lazy.filter(\.isLetterOrDigit).map(\.uppercased), as: UTF8.self)
        switch plain {
        case "", "ASCII", "UTF8", "UNICODE", "UNICODEUTF8": return .utf8
        case "88591", "ISO88591", "ISOIR100", "LATIN1", "WINDOWS1252", "CP1252", "1252":
            return .windows1252
        case "885915", "ISO885915", "LATIN9": return .latin9
        default: return nil
        }
    }

    /// The text of bytes in this set. In UTF-8, bytes that an escape brought in and that are not
    /// UTF-8 are read as Windows-1252.
    func decode(_ bytes: ArraySlice<UInt8>) -> String {
        switch self {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            return HL7Charset.windows1252.decode(bytes)
        case .windows1252:
            return singleByte(bytes) { byte in
                (0x80...0x9F).contains(byte) ? HL7Charset.c1[Int(byte) - 0x80] : nil
            }
        case .latin9:
            return singleByte(bytes) { HL7Charset.latin9Differences[$0] }
        }
    }

    private func singleByte(
        _ bytes: ArraySlice<UInt8>, _ special: (UInt8) -> Unicode.Scalar?
    ) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(special(byte) ?? Unicode.Scalar(byte)) }
        return String(text)
    }

    /// 0x80…0x9F of Windows-1252; the five that it leaves undefined are the control characters.
    private static let c1: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}",
        "\u{2021}", "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}",
        "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}",
        "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}",
        "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]

    /// Where ISO 8859-15 differs from ISO 8859-1.
    private static let latin9Differences: [UInt8: Unicode.Scalar] = [
        0xA4: "\u{20AC}", 0xA6: "\u{160}", 0xA8: "\u{161}", 0xB4: "\u{17D}", 0xB8: "\u{17E}",
        0xBC: "\u{152}", 0xBD: "\u{153}", 0xBE: "\u{178}",
    ]
}
