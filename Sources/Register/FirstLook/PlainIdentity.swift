// SPDX-License-Identifier: Apache-2.0

import Notifications

/// The blocking keys of a plain message as the index posts them: hashes of the facts of which keys
/// are made, folded as `IdentityProfile` and `NameForms` fold them. It allocates nothing.
///
/// It may have a key that `BlockingKeys` has not (a name that stands twice, paired with itself),
/// and never lacks one.
struct PlainIdentity {
    private let number: UInt64?
    private var localIds = InlineArray<4, (authority: UInt64, value: UInt64)>(repeating: (0, 0))
    private var localIdCount = 0
    private var forms = InlineArray<10, UInt64>(repeating: 0)
    private var formCount = 0
    /// The first of the forms, as many, are the family name and its parts.
    private var familyCount = 0
    private let date: UInt64?
    private let postcode: UInt64?

    init(_ message: borrowing PlainAdmission, _ bytes: borrowing Span<UInt8>) throws(LookCloser) {
        number =
            message.nhsNumber.isEmpty ? nil : FactHash.ofIdentifier(bytes, message.nhsNumber)
        date = message.birthDate.map(PlainIdentity.hash)
        let place = message.postcode
        postcode =
            place.count == 0 || place.isPseudo
            ? nil : FactHash.of(word: place.packed.byteSwapped)
        for index in 0..<message.localIdCount {
            let id = message.localIds[index]
            let authority = id.authority.isEmpty ? message.facility : id.authority
            // Without an issuer it means nothing.
            guard !authority.isEmpty else { continue }
            localIds[localIdCount] = (
                FactHash.ofIdentifier(bytes, authority),
                FactHash.ofIdentifier(bytes, id.value)
            )
            localIdCount &+= 1
        }
        try addFamily(bytes, message.familyName)
        familyCount = formCount
        try addGiven(bytes, message.givenName)
        try addGiven(bytes, message.furtherNames)
    }

    /// Whether `isPosted` says yes to the hash of any key.
    func anyKey(_ isPosted: (UInt64) -> Bool) -> Bool {
        if let number, isPosted(BlockingKey.hash(.nhsNumber, number)) { return true }
        for index in 0..<localIdCount
        where isPosted(
            BlockingKey.hash(.localId, localIds[index].authority, localIds[index].value))
        {
            return true
        }
        for index in 0..<formCount {
            let form = forms[index]
            if let date, isPosted(BlockingKey.hash(.nameAndDate, form, date)) { return true }
            if let postcode, isPosted(BlockingKey.hash(.nameAndPostcode, form, postcode)) {
                return true
            }
            // Of a pair one must be a family name.
            for first in 0..<min(index, familyCount)
            where isPosted(BlockingKey.hash(.twoNames, forms[first], form)) {
                return true
            }
        }
        guard let date, let postcode else { return false }
        return isPosted(BlockingKey.hash(.dateAndPostcode, date, postcode))
    }

    // MARK: Identifiers, date and place

    /// The date as `PackedDate` packs it, in decimal digits.
    private static func hash(_ born: LocalDate) -> UInt64 {
        var rest =
            UInt32(clamping: born.year) << 9 | UInt32(clamping: born.month) << 5
            | UInt32(clamping: born.day)
        // Seven digits at most, for the year 9999; the last is found first.
        var digits: UInt64 = 0
        repeat {
            digits = digits << 8 | UInt64(0x30 + rest % 10)
            rest /= 10
        } while rest > 0
        return FactHash.of(word: digits)
    }

    // MARK: Names

    /// The whole family name, and each of its parts if it has several.
    private mutating func addFamily(
        _ bytes: borrowing Span<UInt8>, _ name: PlainRange
    ) throws(LookCloser) {
        if name.count > 1, let form = FactHash.ofWord(bytes, name) { return try addForm(form) }
        var whole = FactHash()
        var part = FactHash()
        var (wholeCount, partCount, parts) = (0, 0, 0)
        formCount = 1
        let text = bytes.extracting(name.range)
        for index in text.indices {
            let folded = PlainIdentity.fold(text[index])
            if folded > 1 {
                whole.add(folded)
                part.add(folded)
                wholeCount &+= 1
                partCount &+= 1
            } else if folded == 0, partCount > 0 {
                if partCount > 2 { try addForm(part.value) }
                parts &+= 1
                part = FactHash()
                partCount = 0
            }
        }
        if partCount > 0, parts > 0 {
            if partCount > 2 { try addForm(part.value) }
            parts &+= 1
        }
        // A name of one letter makes no form; more parts than these are not all looked at.
        guard wholeCount > 1, parts <= PlainIdentity.partsMax else { throw .names }
        forms[0] = whole.value
    }

    /// Each part of a given name.
    private mutating func addGiven(
        _ bytes: borrowing Span<UInt8>, _ name: PlainRange
    ) throws(LookCloser) {
        guard !name.isEmpty else { return }
        if let form = FactHash.ofWord(bytes, name) {
            if name.count > 1 { try addForm(form) }
            return
        }
        var part = FactHash()
        var (count, parts) = (0, 0)
        let text = bytes.extracting(name.range)
        for index in text.indices {
            let folded = PlainIdentity.fold(text[index])
            if folded > 1 {
                part.add(folded)
                count &+= 1
            } else if folded == 0, count > 0 {
                if count > 1 { try addForm(part.value) }
                parts &+= 1
                part = FactHash()
                count = 0
            }
        }
        if count > 1 { try addForm(part.value) }
        guard parts < PlainIdentity.partsMax else { throw .names }
    }

    /// Below half of `NameKey.partsMax`: of two names so long nothing is left out.
    private static let partsMax = 6

    private mutating func addForm(_ hash: UInt64) throws(LookCloser) {
        guard formCount < 10 else { throw .names }
        forms[formCount] = hash
        formCount &+= 1
    }

    /// The letter or digit for which an ASCII byte stands in a name, 1 for an apostrophe, which is
    /// dropped, and 0 for what parts names (`NameKey`).
    private static func fold(_ byte: UInt8) -> UInt8 {
        if byte &- 0x61 < 26 || byte &- 0x30 < 10 { return byte }
        if byte &- 0x41 < 26 { return byte | 0x20 }
        return byte == 0x27 || byte == 0x60 ? 1 : 0
    }
}
