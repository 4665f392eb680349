// SPDX-License-Identifier: Apache-2.0

/// Names in the form in which they are compared: lower case, Latin letters without diacritics,
/// hyphens and spaces alike, apostrophes gone.
///
/// Letters of other scripts are kept in lower case. Only the first `scalarsMax` scalars count, so
/// that a name of megabytes costs no more than a name.
package enum NameKey {
    /// The longest name looked at; the longest in English registers is below 100.
    static let scalarsMax = 200
    /// The most parts of one name looked at.
    static let partsMax = 12

    /// The parts of a name: `Rees-Rhodes` is `rees`, `rhodes`; `O’Brien` is `obrien`.
    package static func parts(_ name: String) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        for scalar in name.unicodeScalars.prefix(scalarsMax) {
            switch fold(scalar) {
            case .letter(let letter):
                part.append(letter)
            case .letters(let first, let second):
                part.append(first)
                part.append(second)
            case .foreign:
                part.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            case .nothing:
                continue
            case .separator:
                guard !part.isEmpty else { continue }
                parts.append(String(decoding: part, as: UTF8.self))
                part.removeAll(keepingCapacity: true)
                if parts.count == partsMax { return parts }
            }
        }
        if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
        return parts
    }

    /// The whole name as one key: `reesrhodes`. Empty when the name has no letter or digit.
    package static func whole(_ name: String) -> String { parts(name).joined() }

    private enum Folded {
        case letter(UInt8)
        case letters(UInt8, UInt8)
        case foreign
        case nothing
        case separator
    }

    private static func fold(_ scalar: Unicode.Scalar) -> Folded {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: .letter(UInt8(scalar.value))
        case 0x41...0x5A: .letter(UInt8(scalar.value) | 0x20)
        case 0x27, 0x60, 0xB4, 0x2B9...0x2BF, 0x2018...0x201B, 0x2032: .nothing
        case 0x00...0x7F: .separator
        case 0xC0...0x24F: expand(latin[Int(scalar.value) - 0xC0])
        case 0x1E00...0x1EFF: expand(latinAdditional[Int(scalar.value) - 0x1E00])
        case 0x300...0x36F: .nothing
        case 0x80...0xBF, 0x2000...0x206F, 0x3000: .separator
        default: .foreign
        }
    }

    private static func expand(_ base: UInt8) -> Folded {
        switch base {
        case UInt8(ascii: "A"): .letters(UInt8(ascii: "a"), UInt8(ascii: "e"))
        case UInt8(ascii: "O"): .letters(UInt8(ascii: "o"), UInt8(ascii: "e"))
        case UInt8(ascii: "S"): .letters(UInt8(ascii: "s"), UInt8(ascii: "s"))
        case UInt8(ascii: "T"): .letters(UInt8(ascii: "t"), UInt8(ascii: "h"))
        case UInt8(ascii: "I"): .letters(UInt8(ascii: "i"), UInt8(ascii: "j"))
        case UInt8(ascii: "."): .nothing
        default: .letter(base)
        }
    }

    /// Base letters of U+00C0…U+024F, from Unicode's decompositions; A, O, S, T, I stand for ae,
    /// oe, ss, th, ij, and a full stop for no letter.
    private static let latin = Array(
        """
        aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy\
        aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll\
        lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
        bbbbbboccdddddeeeffgghiikkllmnnoooggpprssssttttuuuvyyzzzzzzzsstw\
        ....zzzlllnnnaaiioouuuuuuuuuueaaaaAAggggkkoooozzjzzzgghwnnaaAAoo\
        aaaaeeeeiiiioooorrrruuuussttyyhhnduuzzaaeeooooooooyylntj..accltsz\
        ..buveejjqqrryy
        """.utf8)

    /// Base letters of U+1E00…U+1EFF, likewise.
    private static let latinAdditional = Array(
        """
        aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
        mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
        wwwwwwwwwwxxxxyyzzzzzzhtwyasssS.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
        eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyllvvyy
        """.utf8)
}
