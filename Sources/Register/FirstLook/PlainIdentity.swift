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
    private var forms = InlineArray<10, FormHashes>(repeating: FormHashes())
    private var formCount = 0
    /// The first of the forms, as many, are the family name and its parts.
    private var familyCount = 0
    private let date: UInt64?
    private let postcode: UInt64?
    private let district: UInt64
    private let door: UInt64?
    private let born: PackedDate
    private let place: PlainPostcode

    init(_ message: borrowing PlainAdmission, _ bytes: borrowing Span<UInt8>) throws(LookCloser) {
        number =
            message.nhsNumber.isEmpty ? nil : FactHash.ofIdentifier(bytes, message.nhsNumber)
        born = message.birthDate.map(PlainIdentity.packed) ?? PackedDate(nil)
        date = message.birthDate.map(PlainIdentity.hash)
        place = message.postcode
        let known = try PlainIdentity.door(bytes, message.addressLines)
        let (code, count) = (place.packed.byteSwapped, place.count)
        // The code before the space; a full postcode has four bytes after it.
        let districtBits = UInt64(max(count &- 4, 0) &* 8)
        let hashes = FactHash.of(
            words: code, code & ((1 &<< districtBits) &- 1), known?.word ?? 0)
        postcode = count == 0 || place.isPseudo ? nil : hashes.0
        district = hashes.1
        door = known == nil ? nil : hashes.2
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

    /// Birth date and postcode, as the index notes them beside the keys of names. Worked out when
    /// it is asked for: of most people nobody bears the names.
    var plausibility: Plausibility { Plausibility(born, plain: place) }

    /// Whether `isPosted` says yes to the hash of any key with an identifier or the postcode in it.
    @inline(__always)
    func anyFact(_ isPosted: (UInt64) -> Bool) -> Bool {
        if let number, isPosted(BlockingKey.hash(.nhsNumber, number)) { return true }
        for index in 0..<localIdCount
        where isPosted(
            BlockingKey.hash(.localId, localIds[index].authority, localIds[index].value))
        {
            return true
        }
        for index in 0..<formCount {
            let form = forms[index]
            if let postcode,
                isPosted(BlockingKey.hash(.beginningAndPostcode, form.beginning, postcode))
            {
                return true
            }
        }
        guard let date, let postcode else { return false }
        return isPosted(BlockingKey.hash(.dateAndPostcode, date, postcode))
    }

    /// Whether `isPosted` says yes to the birth date and any of the names.
    @inline(__always)
    func anyBirth(_ isPosted: (KeyHashes.Outlined) -> Bool) -> Bool {
        guard let date else { return false }
        for index in 0..<formCount {
            let form = forms[index]
            let outline = Outline(
                beginning: form.beginning, frame: form.frame,
                district: postcode == nil ? nil : district)
            if isPosted(KeyHashes.Outlined(initial: form.initial, date: date, outline)) {
                return true
            }
        }
        return false
    }

    /// The hash of the house; nil where none is known.
    var house: UInt64? { door.map { KeyHashes.Outlined(door: $0, Outline()).hash } }

    /// Whether somebody of the house of whom that outline is posted has the birth date, or a name
    /// that begins like one of these.
    func meetsOfHouse(_ outline: Outline) -> Bool {
        (0..<formCount).contains {
            outline.meets(Outline(beginning: forms[$0].beginning, date: date))
        }
    }

    /// Whether `isPosted` says yes to the hash of any key of names alone, of which one must be a
    /// family name.
    @inline(__always)
    func anyName(_ isPosted: (UInt64) -> Bool) -> Bool {
        for index in 0..<formCount {
            for first in 0..<min(index, familyCount)
            where anyPair(forms[first], forms[index], isPosted) {
                return true
            }
        }
        return false
    }

    @inline(__always)
    private func anyPair(_ one: FormHashes, _ other: FormHashes, _ isPosted: (UInt64) -> Bool)
        -> Bool
    {
        isPosted(BlockingKey.hash(.nameAndBeginning, one.whole, other.beginning))
            || isPosted(BlockingKey.hash(.nameAndBeginning, other.whole, one.beginning))
            || isPosted(BlockingKey.hash(.nameAndFrame, one.whole, other.frame))
            || isPosted(BlockingKey.hash(.nameAndFrame, other.whole, one.frame))
    }

    // MARK: Identifiers, date and place

    private static func packed(_ born: LocalDate) -> PackedDate {
        PackedDate(
            raw: UInt32(clamping: born.year) << 9 | UInt32(clamping: born.month) << 5
                | UInt32(clamping: born.day))
    }

    /// The date as `PackedDate` packs it, in decimal digits.
    private static func hash(_ born: LocalDate) -> UInt64 {
        var rest = packed(born).raw
        // Seven digits at most, for the year 9999; the last is found first.
        var digits: UInt64 = 0
        repeat {
            digits = digits << 8 | UInt64(0x30 + rest % 10)
            rest /= 10
        } while rest > 0
        return FactHash.of(word: digits)
    }

    /// The door in the lines of an address, with the separators between them.
    @inline(__always)
    private static func door(
        _ bytes: borrowing Span<UInt8>, _ lines: PlainRange
    ) throws(LookCloser) -> Door? {
        let text = bytes.extracting(lines.range)
        if let door = usualDoor(text) { return door }
        var reader = DoorReader()
        var separators = 0
        for index in text.indices {
            let folded = fold(text[index])
            if folded > 1 {
                reader.add(folded)
            } else if folded == 0 {
                // Of more parts, or more letters, not all are looked at.
                separators &+= 1
                guard separators < NameKey.partsMax, index < NameKey.scalarsMax else {
                    throw .address
                }
                if let door = reader.endPart() { return door }
            }
        }
        guard text.count < NameKey.scalarsMax else { throw .address }
        return reader.endPart()
    }

    /// The door where an address begins as most do: a number, a space, and three letters or more;
    /// nil where it begins otherwise.
    @inline(__always)
    private static func usualDoor(_ text: borrowing Span<UInt8>) -> Door? {
        guard text.count > DoorReader.digitsMax &+ DoorReader.lettersMax else { return nil }
        var word: UInt64 = 0
        var count = 0
        while count < DoorReader.digitsMax, text[count] &- 0x30 < 10 {
            word |= UInt64(text[count]) &<< UInt64(count &* 8)
            count &+= 1
        }
        guard count > 0, text[count] == 0x20, fold(text[count &+ 1]) > 0x39 else { return nil }
        for place in count..<count &+ DoorReader.lettersMax {
            let letter = fold(text[place &+ 1])
            guard letter > 1 else { return nil }
            word |= UInt64(letter) &<< UInt64(place &* 8)
        }
        return Door(word: word)
    }

    // MARK: Names

    /// The whole family name, and each of its parts if it has several.
    private mutating func addFamily(
        _ bytes: borrowing Span<UInt8>, _ name: PlainRange
    ) throws(LookCloser) {
        if name.count > 1, let form = PlainIdentity.form(bytes, name) { return try addForm(form) }
        var whole = PlainName()
        var part = PlainName()
        var parts = 0
        formCount = 1
        let text = bytes.extracting(name.range)
        for index in text.indices {
            let folded = PlainIdentity.fold(text[index])
            if folded > 1 {
                whole.add(folded)
                part.add(folded)
            } else if folded == 0, part.count > 0 {
                if part.count > 2 { try addForm(part) }
                parts &+= 1
                part = PlainName()
            }
        }
        if part.count > 0, parts > 0 {
            if part.count > 2 { try addForm(part) }
            parts &+= 1
        }
        // A name of one letter makes no form; more parts than these are not all looked at.
        guard whole.count > 1, parts <= PlainIdentity.partsMax else { throw .names }
        forms[0] = FormHashes(whole: whole.hash.value, start: whole.start, end: whole.end)
    }

    /// Each part of a given name.
    private mutating func addGiven(
        _ bytes: borrowing Span<UInt8>, _ name: PlainRange
    ) throws(LookCloser) {
        guard !name.isEmpty else { return }
        if name.count > 1, let form = PlainIdentity.form(bytes, name) { return try addForm(form) }
        var part = PlainName()
        var parts = 0
        let text = bytes.extracting(name.range)
        for index in text.indices {
            let folded = PlainIdentity.fold(text[index])
            if folded > 1 {
                part.add(folded)
            } else if folded == 0, part.count > 0 {
                if part.count > 1 { try addForm(part) }
                parts &+= 1
                part = PlainName()
            }
        }
        if part.count > 1 { try addForm(part) }
        guard parts < PlainIdentity.partsMax else { throw .names }
    }

    /// Below half of `NameKey.partsMax`: of two names so long nothing is left out.
    private static let partsMax = 6

    private mutating func addForm(_ name: PlainName) throws(LookCloser) {
        try addForm(FormHashes(whole: name.hash.value, start: name.start, end: name.end))
    }

    private mutating func addForm(_ form: FormHashes) throws(LookCloser) {
        guard formCount < 10 else { throw .names }
        forms[formCount] = form
        formCount &+= 1
    }

    /// A name of letters and digits alone, as most are; nil for any other.
    @inline(__always)
    private static func form(_ bytes: borrowing Span<UInt8>, _ name: PlainRange) -> FormHashes? {
        guard let whole = FactHash.ofWord(bytes, name) else { return nil }
        let range = name.range
        var start: UInt64 = 0
        for place in 0..<min(range.count, FormHashes.beginningLength) {
            // A digit has that bit already, and a capital gets it.
            let letter = UInt64(bytes[range.lowerBound &+ place] | 0x20)
            start |= letter &<< UInt64(place &* 8)
        }
        let last = range.upperBound &- 1
        let end = UInt64(bytes[last] | 0x20) | UInt64(bytes[last &- 1] | 0x20) &<< 8
        return FormHashes(whole: whole, start: start, end: end)
    }

    /// A name of which the letters come one by one.
    private struct PlainName {
        var hash = FactHash()
        /// The first three letters, the first lowest.
        var start: UInt64 = 0
        /// The last two letters, the last lowest.
        var end: UInt64 = 0
        var count = 0

        mutating func add(_ letter: UInt8) {
            hash.add(letter)
            if count < FormHashes.beginningLength { start |= UInt64(letter) &<< UInt64(count &* 8) }
            end = (end &<< 8 | UInt64(letter)) & 0xFFFF
            count &+= 1
        }
    }

    /// The letter or digit for which an ASCII byte stands in a name, 1 for an apostrophe, which is
    /// dropped, and 0 for what parts names (`NameKey`).
    private static func fold(_ byte: UInt8) -> UInt8 {
        if byte &- 0x61 < 26 || byte &- 0x30 < 10 { return byte }
        if byte &- 0x41 < 26 { return byte | 0x20 }
        return byte == 0x27 || byte == 0x60 ? 1 : 0
    }
}
