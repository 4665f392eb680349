// SPDX-License-Identifier: Apache-2.0

/// A message's person and an entry, compared field by field.
struct Comparison: Hashable {
    var number = EvidenceLevel.absent
    var upn = EvidenceLevel.absent
    var localId = EvidenceLevel.absent
    var family = EvidenceLevel.absent
    var given = EvidenceLevel.absent
    var birthDate = EvidenceLevel.absent
    var sex = EvidenceLevel.absent
    var postcode = EvidenceLevel.absent
    var address = EvidenceLevel.absent
    var phone = EvidenceLevel.absent
    /// Whether two facts agree exactly that make a blocking key. Without, nothing is decided in
    /// favour, whatever the weight: so the index loses nothing that a full scan would find.
    var hasAnchor = false

    init(_ person: IdentityProfile, _ entry: IdentityProfile, forms: NameForms) {
        compareIdentifiers(person, entry)
        compareNames(person, entry)
        birthDate = BirthDateComparison.level(person, entry)
        if let left = person.sex, let right = entry.sex { sex = left == right ? .exact : .differs }
        comparePlace(person, entry)
        let hasDate = person.birthDate.isExact && person.birthDate == entry.birthDate
        let hasPostcode = postcode == .exact
        if hasIdentifier || (hasDate && hasPostcode) {
            hasAnchor = true
        } else {
            let shared = forms.shared(with: entry)
            hasAnchor = shared.isPair || (shared.isOne && (hasDate || hasPostcode))
        }
    }

    /// Whether an identifier that may link agrees.
    var hasIdentifier: Bool { hasUsableNumber || upn == .exact || localId == .exact }

    /// Whether an NHS number that may link agrees.
    var hasUsableNumber: Bool { number == .verified || number == .unverified }

    /// Whether the birth dates agree: equal, or equal as far as known and known to the month.
    var birthDateAgrees: Bool {
        birthDate == .exact || birthDate == .placeholder || birthDate == .partial
    }

    /// Whether the family names agree, known-as and previous names and a slip of the pen included.
    var familyAgrees: Bool {
        switch family {
        case .exact, .swapped, .alternative, .part, .close: true
        default: false
        }
    }

    /// Whether the given names agree, likewise. An initial is not enough.
    var givenAgrees: Bool {
        switch given {
        case .exact, .swapped, .alternative, .part, .close, .short: true
        default: false
        }
    }

    /// Whether the person's own name stands there, letter by letter, both parts of it.
    var namesAreExact: Bool {
        (family == .exact || family == .swapped || family == .alternative)
            && (given == .exact || given == .swapped)
    }

    private mutating func compareIdentifiers(_ person: IdentityProfile, _ entry: IdentityProfile) {
        if entry.numberUse.canLink, person.numberUse != .none {
            let agrees = person.nhsNumber == entry.nhsNumber
            switch person.numberUse {
            case .verified: number = agrees ? .verified : .differs
            case .unverified: number = agrees ? .unverified : .differs
            case .conflicting: number = agrees ? .conflicting : .absent
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
        localId.prefix { $0 != "\u{1F}" }
    }

    private mutating func compareNames(_ person: IdentityProfile, _ entry: IdentityProfile) {
        family = NameComparison.family(person, entry)
        given = NameComparison.given(person, entry)
        guard family != .exact || given != .exact else { return }
        if NameComparison.isSwapped(person, entry) {
            family = .swapped
            given = .swapped
        }
    }

    private mutating func comparePlace(_ person: IdentityProfile, _ entry: IdentityProfile) {
        if !person.postcode.isEmpty, !entry.postcode.isEmpty {
            if person.postcode == entry.postcode {
                postcode = .exact
            } else {
                let isSector =
                    person.postcode.utf8.contains(UInt8(ascii: " "))
                    && person.postcode.utf8.dropLast(2)
                        .elementsEqual(entry.postcode.utf8.dropLast(2))
                postcode = isSector ? .sector : .differs
            }
        }
        if person.address != 0, entry.address != 0 {
            address = person.address == entry.address ? .exact : .differs
        }
        if !person.phones.isEmpty, !entry.phones.isEmpty {
            phone = person.phones.contains { entry.phones.contains($0) } ? .exact : .differs
        }
    }
}
