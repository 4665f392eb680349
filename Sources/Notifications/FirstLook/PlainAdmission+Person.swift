// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    mutating func readPerson(
        _ bytes: borrowing Span<UInt8>, _ line: inout PlainLine
    ) throws(LookCloser) {
        try readIdentifiers(bytes, line.field(3))
        let hasNumber = !nhsNumber.isEmpty
        try PlainAdmission.checkElsewhere(bytes, line.field(2), hasNumber: hasNumber)
        try PlainAdmission.checkElsewhere(bytes, line.field(4), hasNumber: hasNumber)
        try PlainAdmission.checkElsewhere(bytes, line.field(19), hasNumber: hasNumber)
        try PlainAdmission.checkStatus(bytes, line.field(32))
        try readNames(bytes, line.field(5), others: line.field(9))
        try readBirthDate(bytes, line.field(7))
        try readAddress(bytes, line.field(11))
    }

    /// XAD.1 to XAD.5 of the only address.
    private mutating func readAddress(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        guard let address = PlainAdmission.components(bytes, field) else { throw .address }
        addressLines = PlainRange(address[1].lowerBound..<address[4].upperBound)
        postcode = try PlainPostcode(bytes, address[5])
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
            PlainTime.areDigits(
                bytes, from: field.lowerBound + 8, count: field.count - 8)
        else { throw .birthDate }
        birthDate = date
    }

    // MARK: Identifiers

    private mutating func readIdentifiers(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) throws(LookCloser) {
        var start = field.lowerBound
        var block = start
        while block < field.upperBound {
            var places = PlainBlock.places(bytes, at: block) { $0 == UInt8(ascii: "~") }
            places &= PlainBlock.first(field.upperBound &- block)
            while places != 0 {
                let place = block &+ places.trailingZeroBitCount
                try readIdentifier(bytes, start..<place)
                start = place &+ 1
                places &= places &- 1
            }
            block &+= PlainBlock.size
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
        localIdsSent += 1
    }

    /// Longer ones are cut in the keys.
    private static let identifierBytesMax = 32

    /// PID-2, PID-4 and PID-19 count where PID-3 says too little, or bear a declared number.
    private static func checkElsewhere(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>, hasNumber: Bool
    ) throws(LookCloser) {
        guard !field.isEmpty else { return }
        for position in field where bytes[position] &- 0x30 >= 10 {
            // More than a number or a word may be a list, or say of what kind it is.
            guard bytes[position] &- 0x41 < 26 else { throw .identifiers }
        }
        guard hasNumber else { throw .identifiers }
    }

    /// PID-32: none, or a status with which the number may link.
    private static func checkStatus(
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
