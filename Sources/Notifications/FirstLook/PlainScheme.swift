// SPDX-License-Identifier: Apache-2.0

/// What authority and type of an identifier say of its scheme (`HL7Identifier.Scheme`), as far as
/// short names go.
enum PlainScheme {
    case nhs
    case other
    case undeclared

    init(
        _ bytes: borrowing Span<UInt8>, authority: Range<Int>, type: Range<Int>
    ) throws(LookCloser) {
        guard !authority.isEmpty || !type.isEmpty else {
            self = .undeclared
            return
        }
        let names = (
            try PlainScheme.name(bytes, authority), try PlainScheme.name(bytes, type)
        )
        if PlainScheme.isForeign(names.0) || PlainScheme.isForeign(names.1) {
            self = .other
        } else if PlainScheme.isNHS(names.0) || PlainScheme.isNHS(names.1) {
            self = .nhs
        } else {
            self = .other
        }
    }

    /// Letters and digits in upper case, at most eight, as one number, the last in its lowest byte.
    @inline(__always)
    private static func name(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(LookCloser) -> UInt64 {
        let count = range.count
        let word = PlainWord.at(range.lowerBound, bytes)
        guard count > 0, count <= 8, PlainWord.isAlphanumeric(word, count: count) else {
            return try packed(bytes, range)
        }
        // What follows the name falls out at the lower end.
        return PlainWord.uppercased(word & PlainWord.first(count)).byteSwapped
            &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    }

    /// The same of a name with other bytes in it, which do not count.
    private static func packed(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(LookCloser) -> UInt64 {
        var packed: UInt64 = 0
        for position in range {
            let upper = bytes[position].uppercased
            guard upper &- 0x41 < 26 || upper &- 0x30 < 10 else { continue }
            // Long names may be any scheme's: the full decode knows them.
            guard packed >> 56 == 0 else { throw .identifiers }
            packed = packed << 8 | UInt64(upper)
        }
        return packed
    }

    /// NHS, NH, NHSNO, NHSNUM, NHSNBR, NHSNMBR.
    private static func isNHS(_ name: UInt64) -> Bool {
        switch name {
        case 0x4E4853, 0x4E48, 0x4E_4853_4E4F, 0x4E48_534E_554D, 0x4E48_534E_4252,
            0x4E_4853_4E4D_4252:
            true
        default: false
        }
    }

    /// VISITID and LOCALID, which every sender of ITK uses, so that they tell none from another.
    static func isShared(
        _ bytes: borrowing Span<UInt8>, _ name: Range<Int>
    ) throws(LookCloser) -> Bool {
        let name = try self.name(bytes, name)
        return name == 0x56_4953_4954_4944 || name == 0x4C_4F43_414C_4944
    }

    /// CHI, HSNI, HCN, HC, HSC, HSCNI.
    private static func isForeign(_ name: UInt64) -> Bool {
        switch name {
        case 0x434849, 0x4853_4E49, 0x48434E, 0x4843, 0x485343, 0x48_5343_4E49: true
        default: false
        }
    }

    /// Whether those are ten digits that satisfy Modulus 11 and are not all alike. A leading zero
    /// is left to the full decode.
    static func isNumber(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        // The first eight, and the last eight, of which the last two count.
        let first = PlainWord.at(range.lowerBound, bytes)
        let last = PlainWord.at(range.lowerBound &+ 2, bytes)
        guard range.count == 10, first & 0xFF != UInt64(UInt8(ascii: "0")),
            PlainWord.otherThanDigits(first) | PlainWord.otherThanDigits(last) == 0
        else { return false }
        let alike = (first & 0xFF) &* PlainWord.ones
        guard first != alike || last != alike else { return false }
        // The digits one by one, and every second in a lane of its own; the highest lane of a
        // product is the sum of four digits times 10, 8, 6, 4 or 9, 7, 5, 3.
        let digits = first & 0x0F0F_0F0F_0F0F_0F0F
        let even = (digits & 0x00FF_00FF_00FF_00FF) &* 0x000A_0008_0006_0004
        let odd = ((digits &>> 8) & 0x00FF_00FF_00FF_00FF) &* 0x0009_0007_0005_0003
        let rest = ((last &>> 48) & 0xF) &* 2 &+ ((last &>> 56) & 0xF)
        return ((even &>> 48) &+ (odd &>> 48) &+ rest) % 11 == 0
    }
}
