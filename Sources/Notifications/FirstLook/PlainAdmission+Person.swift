// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    mutating func readPerson(
        _ bytes: borrowing Span<UInt8>, _ line: PlainLine
    ) throws(LookCloser) {
        try readIdentifiers(bytes, line.field(3))
        try readElsewhere(bytes, line.field(2))
        try readElsewhere(bytes, line.field(4))
        try readElsewhere(bytes, line.field(19))
        try readStatus(bytes, line.field(32))
        try readNames(bytes, line.field(5), others: line.field(9))
        try readBirthDate(bytes, line.field(7))
        try readPostcode(bytes, line.field(11))
    }

    /// XAD.5 of the only address. What its lines hold does not matter.
    private mutating func readPostcode(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        var parts = PlainComponents(field)
        let text = bytes.extracting(field)
        for index in text.indices {
            // Most bytes stand before the two.
            guard text[index] >= UInt8(ascii: "^") else { continue }
            if text[index] == UInt8(ascii: "~") { throw .postcode }
            if text[index] == UInt8(ascii: "^") { parts.separate(at: field.lowerBound &+ index) }
        }
        postcode = try PlainPostcode(bytes, parts[5])
    }

    // MARK: Names

    private mutating func readNames(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>, others: Range<Int>
    ) throws(LookCloser) {
        guard others.isEmpty, field.count <= PlainAdmission.nameBytesMax,
            let name = PlainAdmission.components(bytes, field)
        else { throw .names }
        familyName = PlainRange(name[1])
        givenName = PlainRange(name[2])
        furtherNames = PlainRange(name[3])
        guard !PlainAdmission.trimmed(bytes, name[1]).isEmpty else { throw .names }
    }

    /// Longer names are looked at in full; the longest in English registers is below 100.
    private static let nameBytesMax = 120

    // MARK: Birth

    private mutating func readBirthDate(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        guard field.count == 8 || field.count == 12 || field.count == 14,
            let date = PlainTime.date(bytes, from: field.lowerBound),
            PlainAdmission.number(
                bytes, from: field.lowerBound + 8, count: field.count - 8) != nil
        else { throw .birthDate }
        birthDate = date
    }

    // MARK: Identifiers

    private mutating func readIdentifiers(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        var start = field.lowerBound
        let text = bytes.extracting(field)
        for index in text.indices where text[index] == UInt8(ascii: "~") {
            try readIdentifier(bytes, start..<field.lowerBound &+ index)
            start = field.lowerBound &+ index &+ 1
        }
        try readIdentifier(bytes, start..<field.upperBound)
        // Without any the fields beside PID-3 would count.
        guard !nhsNumber.isEmpty || localIdCount > 0 else { throw .identifiers }
    }

    private mutating func readIdentifier(
        _ bytes: borrowing Span<UInt8>, _ repetition: Range<Int>
    ) throws(LookCloser) {
        guard let components = PlainAdmission.components(bytes, repetition) else {
            throw .identifiers
        }
        let value = PlainAdmission.trimmed(bytes, components[1])
        guard !value.isEmpty else { return }
        let authority = PlainAdmission.trimmed(bytes, components[4])
        let type = PlainAdmission.trimmed(bytes, components[5])
        switch try PlainScheme(bytes, authority: authority, type: type) {
        case .nhs:
            guard nhsNumber.isEmpty, PlainScheme.isNumber(bytes, value) else {
                throw .identifiers
            }
            nhsNumber = PlainRange(value)
            return
        case .undeclared:
            // It may be an NHS number of which nobody says so.
            guard value.count != 10, value.count != 12 else { throw .identifiers }
        case .other: break
        }
        guard localIdCount < 4, try !PlainScheme.isShared(bytes, authority),
            value.count <= PlainAdmission.identifierBytesMax,
            authority.count <= PlainAdmission.identifierBytesMax
        else { throw .identifiers }
        localIds[localIdCount] = LocalId(
            authority: PlainRange(authority), value: PlainRange(value))
        localIdCount += 1
    }

    /// Longer ones are cut in the keys.
    private static let identifierBytesMax = 32

    /// PID-2, PID-4 and PID-19 count where PID-3 says too little, or bear a declared number.
    private func readElsewhere(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        for position in field where bytes[position] &- 0x30 >= 10 {
            // More than a number or a word may be a list, or say of what kind it is.
            guard bytes[position] &- 0x41 < 26 else { throw .identifiers }
        }
        guard !nhsNumber.isEmpty else { throw .identifiers }
    }

    /// PID-32: none, or a status with which the number may link.
    private func readStatus(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        let digits = field.upperBound - 2
        let isWhole =
            field.count == 6 && bytes[field.lowerBound] == UInt8(ascii: "N")
            && bytes[field.lowerBound + 1] == UInt8(ascii: "S")
            && bytes[field.lowerBound + 2] == UInt8(ascii: "T")
            && bytes[field.lowerBound + 3] == UInt8(ascii: "S")
        guard field.count == 2 || isWhole, bytes[digits] == UInt8(ascii: "0"),
            (UInt8(ascii: "1")...UInt8(ascii: "3")).contains(bytes[digits + 1])
        else { throw .identifiers }
    }
}

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
            try PlainScheme.packed(bytes, authority), try PlainScheme.packed(bytes, type)
        )
        if PlainScheme.isForeign(names.0) || PlainScheme.isForeign(names.1) {
            self = .other
        } else if PlainScheme.isNHS(names.0) || PlainScheme.isNHS(names.1) {
            self = .nhs
        } else {
            self = .other
        }
    }

    /// Letters and digits in upper case, at most eight, in one word.
    private static func packed(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(LookCloser) -> UInt64 {
        var packed: UInt64 = 0
        for position in range {
            let byte = bytes[position]
            let upper = byte &- 0x61 < 26 ? byte & 0xDF : byte
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
        let name = try packed(bytes, name)
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
        guard range.count == 10, bytes[range.lowerBound] != UInt8(ascii: "0") else { return false }
        var sum = 0
        var differing: UInt8 = 0
        for index in 0..<10 {
            let byte = bytes[range.lowerBound + index]
            guard byte &- 0x30 < 10 else { return false }
            differing |= byte ^ bytes[range.lowerBound]
            sum &+= (10 &- index) &* Int(byte &- 0x30)
        }
        let check = Int(bytes[range.lowerBound + 9] &- 0x30)
        return differing != 0 && (11 - (sum - check) % 11) % 11 == check
    }
}
