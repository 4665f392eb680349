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

    /// The letters and digits of a name, of which there are at most eight.
    @inline(__always)
    private static func name(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(LookCloser) -> ShortCode {
        let count = range.count
        let word = PlainWord.at(range.lowerBound, bytes)
        guard count > 0, count <= 8, PlainWord.isAlphanumeric(word, count: count) else {
            let code = ShortCode(lettersAndDigitsOf: bytes.extracting(range))
            // Long names may be any scheme's: the full decode knows them.
            guard code != .none else { throw .identifiers }
            return code
        }
        // What follows the name falls out at the lower end.
        return ShortCode(
            packed: PlainWord.uppercased(word & PlainWord.first(count)).byteSwapped
                &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count))
    }

    private static func isNHS(_ name: ShortCode) -> Bool {
        switch name {
        case "NHS", "NH", "NHSNO", "NHSNUM", "NHSNBR", "NHSNMBR": true
        default: false
        }
    }

    private static func isForeign(_ name: ShortCode) -> Bool {
        switch name {
        case "CHI", "HSNI", "HCN", "HC", "HSC", "HSCNI": true
        default: false
        }
    }

    /// Whether every sender of ITK uses the name, so that it tells none from another.
    static func isShared(
        _ bytes: borrowing Span<UInt8>, _ name: Range<Int>
    ) throws(LookCloser) -> Bool {
        switch try self.name(bytes, name) {
        case "VISITID", "LOCALID": true
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
