// SPDX-License-Identifier: Apache-2.0

/// A message's person and an entry, compared field by field.
struct Comparison: Hashable {
    var number = EvidenceLevel.absent
    var upn = EvidenceLevel.absent
    var localId = EvidenceLevel.absent
    var family = EvidenceLevel.absent
    var given = EvidenceLevel.absent
    var secondGiven = EvidenceLevel.absent
    var birthDate = EvidenceLevel.absent
    var sex = EvidenceLevel.absent
    var postcode = EvidenceLevel.absent
    var address = EvidenceLevel.absent
    var houseNumber = EvidenceLevel.absent
    var phone = EvidenceLevel.absent
    /// Whether the entry has neither a sex nor an identifier by which a twin could be told apart.
    var isEntryBare = false
    /// The most that an agreement of the names may say, since these are common; nil for no limit.
    var familyBitsMax: Double?
    var givenBitsMax: Double?

    init(_ person: IdentityProfile, _ entry: IdentityProfile) {
        compareIdentifiers(person, entry)
        birthDate = BirthDateComparison.level(person, entry)
        compareNames(person, entry)
        if let left = person.sex, let right = entry.sex { sex = left == right ? .exact : .differs }
        comparePlace(person, entry)
        isEntryBare =
            entry.sex == nil && entry.nhsNumber == 0 && entry.upn.isEmpty
            && entry.localIds.isEmpty
    }

    private mutating func compareIdentifiers(_ person: IdentityProfile, _ entry: IdentityProfile) {
        if entry.numberUse.canLink {
            let agrees = person.nhsNumber == entry.nhsNumber
            switch person.numberUse {
            case .verified: number = agrees ? .verified : .differs
            case .unverified: number = agrees ? .unverified : .differs
            case .conflicting: number = agrees ? .conflicting : .absent
            case .misread:
                if DigitSlip.isOne(person.nhsNumber, entry.nhsNumber) { number = .close }
            case .none: break
            }
        }
        if !person.upn.isEmpty, !entry.upn.isEmpty {
            upn = person.upn == entry.upn ? .exact : .differs
        }
        guard !person.localIds.isEmpty, !entry.localIds.isEmpty else { return }
        if person.localIds.contains(where: { entry.localIds.contains($0) }) {
            localId = .exact
        } else if person.localIds.contains(where: { id in
            entry.localIds.contains { Comparison.authority(of: $0) == Comparison.authority(of: id) }
        }) {
            localId = .differs
        }
    }

    private static func authority(of localId: String) -> Substring {
        let bytes = localId.utf8
        return localId[..<(bytes.firstIndex(of: 0x1F) ?? bytes.endIndex)]
    }

    private mutating func compareNames(_ person: IdentityProfile, _ entry: IdentityProfile) {
        family = NameComparison.family(person, entry)
        given = NameComparison.given(person, entry)
        if family == .exact { familyBitsMax = NameRarity.familyBits(entry.family) }
        if given == .exact { givenBitsMax = entry.given.first.flatMap(NameRarity.givenBits) }
        if givenAgrees { secondGiven = NameComparison.secondGiven(person, entry) }
        guard !familyAgrees || !givenAgrees else { return }
        if !familyAgrees, !givenAgrees {
            (family, given) = NameComparison.exchanged(person, entry) ?? (family, given)
        } else if NameComparison.isExchanged(person, entry) {
            (family, given, secondGiven) = (.swapped, .swapped, .absent)
            (familyBitsMax, givenBitsMax) = (nil, nil)
        } else {
            compareRepeatedName(person, entry)
        }
        // Of two who were born on one day: among brothers and sisters such names are common.
        if given == .differs, birthDateAgrees, NameComparison.isGivenTwoSlips(person, entry) {
            given = .alike
        }
    }

    /// Who wrote one of the names in both places has not stated the other, and who exchanged them
    /// has not contradicted it.
    private mutating func compareRepeatedName(_ person: IdentityProfile, _ entry: IdentityProfile) {
        guard given == .differs || family == .differs,
            let levels = NameComparison.exchanged(person, entry)
        else { return }
        if given == .differs, levels.family != .absent {
            given = levels.given
            if family != .exact { family = levels.family }
        } else if family == .differs, levels.given != .absent {
            family = levels.family
        }
    }

    private mutating func comparePlace(_ person: IdentityProfile, _ entry: IdentityProfile) {
        if !person.postcode.isEmpty, !entry.postcode.isEmpty {
            postcode = PostcodeComparison.level(person.postcode, entry.postcode)
        }
        houseNumber = person.address.numberLevel(entry.address)
        if !person.address.isEmpty, !entry.address.isEmpty {
            address = addressLevel(person.address.likeness(to: entry.address))
        }
        if !person.phones.isEmpty, !entry.phones.isEmpty {
            phone = person.phones.contains { entry.phones.contains($0) } ? .exact : .differs
        }
    }

    private func addressLevel(_ likeness: Double) -> EvidenceLevel {
        guard likeness >= Comparison.likenessMin else { return .differs }
        if postcode == .exact { return .confirmed }
        return likeness >= Comparison.likenessOfSame ? .exact : .alike
    }

    /// Streets that have nothing to do with each other share a third of their pairs of letters, and
    /// hardly ever more than half; one street written twice by tired clerks, seven in ten.
    private static let likenessMin = 0.64
    private static let likenessOfSame = 0.9
}

extension Comparison {
    /// Whether an identifier that may link agrees.
    var hasIdentifier: Bool { hasUsableNumber || upn == .exact || localId == .exact }

    /// Whether an NHS number that may link agrees.
    var hasUsableNumber: Bool { number == .verified || number == .unverified }

    /// Whether the birth dates agree: equal, or equal as far as known and known to the month.
    var birthDateAgrees: Bool {
        switch birthDate {
        case .exact, .newYear, .placeholder, .partial: true
        default: false
        }
    }

    /// Whether the family names agree, known-as and previous names and a slip of the pen included.
    var familyAgrees: Bool {
        switch family {
        case .exact, .swapped, .alternative, .part, .close, .sounds, .alike: true
        default: false
        }
    }

    /// Whether the given names agree, likewise. An initial is not enough.
    var givenAgrees: Bool {
        switch given {
        case .exact, .swapped, .alternative, .part, .close, .short, .variant, .sounds, .alike: true
        default: false
        }
    }

    /// Whether the person's own name stands there, letter by letter, both parts of it.
    var namesAreExact: Bool {
        (family == .exact || family == .swapped || family == .alternative)
            && (given == .exact || given == .swapped)
    }

    /// Whether the two live, or lived, at one place: the postcode, the house in its street, or the
    /// telephone is the same.
    var placeAgrees: Bool {
        if postcode == .exact || phone == .exact { return true }
        return houseNumber == .exact && (address == .exact || address == .alike)
    }
}
