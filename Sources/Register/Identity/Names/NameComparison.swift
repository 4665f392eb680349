// SPDX-License-Identifier: Apache-2.0

/// How far names agree.
enum NameComparison {
    static func family(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        guard !person.family.isEmpty, !entry.family.isEmpty else { return .absent }
        if person.family == entry.family { return .exact }
        if isAmongOthers(person, of: entry) || isAmongOthers(entry, of: person) {
            return .alternative
        }
        if !person.familyParts.isEmpty || !entry.familyParts.isEmpty {
            let (left, right) = (FamilyParts(person), FamilyParts(entry))
            if left.isReordered(right) { return .alternative }
            if left.sharesPart(with: right) { return .part }
        }
        if EditDistance.isClose(person.family, entry.family) { return .close }
        if NameSound.isAlike(person.family, entry.family) { return .sounds }
        return EditDistance.isShortAndAlike(person.family, entry.family) ? .alike : .differs
    }

    /// Whether the family name of the one stands, whole, among the other names of the other.
    private static func isAmongOthers(_ one: IdentityProfile, of other: IdentityProfile) -> Bool {
        guard !other.others.isEmpty else { return false }
        guard !one.familyParts.isEmpty else { return other.others.contains(one.family) }
        return one.familyParts.allSatisfy { other.others.contains($0) }
    }

    /// Given names. The first is the person's own; brothers may share it (`Mohammed Ali`,
    /// `Mohammed Omar`), so a second that contradicts makes the agreement a partial one.
    static func given(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        guard let left = person.given.first, let right = entry.given.first else { return .absent }
        if left == right {
            guard person.given.count > 1, entry.given.count > 1 else { return .exact }
            return isCompatible(person.given[1], entry.given[1]) ? .exact : .part
        }
        if left.utf8.count == 1 || right.utf8.count == 1 {
            return left.utf8.first == right.utf8.first ? .initial : .differs
        }
        if entry.given.contains(left) || person.given.contains(right)
            || entry.others.contains(left) || person.others.contains(right)
        {
            return .alternative
        }
        if isJoined(person.given, entry.given) { return .alternative }
        if EditDistance.isClose(left, right) { return .close }
        if NameVariants.areRelated(left, right) { return .variant }
        if isBeginning(left, of: right) || isBeginning(right, of: left) { return .short }
        if NameSound.isAlike(left, right) { return .sounds }
        return EditDistance.isShortAndAlike(left, right) ? .alike : .differs
    }

    /// Whether the first of the given names may be the same with two slips in it.
    static func isGivenTwoSlips(_ person: IdentityProfile, _ entry: IdentityProfile) -> Bool {
        guard let left = person.given.first, let right = entry.given.first else { return false }
        return EditDistance.isTwoSlips(left, right)
    }

    /// Second given names, of two whose first agree; one that contradicts has made that agreement
    /// a partial one already, and says nothing more.
    static func secondGiven(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        guard person.given.count > 1, entry.given.count > 1 else { return .absent }
        let (left, right) = (person.given[1], entry.given[1])
        if left == right { return .exact }
        if left.utf8.count == 1 || right.utf8.count == 1 {
            return left.utf8.first == right.utf8.first ? .initial : .absent
        }
        return isCompatible(left, right) ? .close : .absent
    }

    private static func isCompatible(_ left: String, _ right: String) -> Bool {
        left == right || isBeginning(left, of: right, lettersMin: 1)
            || isBeginning(right, of: left, lettersMin: 1) || EditDistance.isClose(left, right)
            || NameVariants.areRelated(left, right)
    }

    private static func isBeginning(
        _ short: String, of long: String, lettersMin: Int = 3
    ) -> Bool {
        short.utf8.count >= lettersMin && short.utf8.count < long.utf8.count
            && long.utf8.starts(with: short.utf8)
    }

    /// `Mary Ann` and `Maryann`.
    private static func isJoined(_ left: [String], _ right: [String]) -> Bool {
        guard left.count != right.count else { return false }
        return left.prefix(2).joined() == right[0] || right.prefix(2).joined() == left[0]
    }

    /// How far the names agree if the family name stands where the given name does, and the other
    /// way round; nil if they do not.
    ///
    /// If only one of them stands in the other's place, nothing is known of the other: a new family
    /// name, or a given name that is not the usual one.
    static func exchanged(
        _ person: IdentityProfile, _ entry: IdentityProfile
    ) -> (family: EvidenceLevel, given: EvidenceLevel)? {
        guard !person.given.isEmpty, !entry.given.isEmpty, !person.family.isEmpty,
            !entry.family.isEmpty
        else { return nil }
        switch (crosswise(person.given, entry.family), crosswise(entry.given, person.family)) {
        case (let family?, let given?): return (family, given)
        case (.swapped?, nil): return (.part, .absent)
        case (nil, .swapped?): return (.absent, .part)
        case (_?, nil): return (.alike, .absent)
        case (nil, _?): return (.absent, .alike)
        case (nil, nil): return nil
        }
    }

    /// Whether both names stand in each other's place, which a slip in one of them hides if the
    /// names as they stand agree in part: `Lin Linh` and `Linh Lin`.
    static func isExchanged(_ person: IdentityProfile, _ entry: IdentityProfile) -> Bool {
        guard !person.given.isEmpty, !entry.given.isEmpty, !person.family.isEmpty,
            !entry.family.isEmpty
        else { return false }
        return stands(person.given, for: entry.family) && stands(entry.given, for: person.family)
    }

    /// Whether the first of the given names, or all in one, is the family name.
    private static func stands(_ given: [String], for family: String) -> Bool {
        given[0] == family
            || (given.count > 1
                && given.reduce(0) { $0 + $1.utf8.count } == family.utf8.count
                && given.joined() == family)
    }

    private static func crosswise(_ given: [String], _ family: String) -> EvidenceLevel? {
        if stands(given, for: family) { return .swapped }
        let letters = given.reduce(0) { $0 + $1.utf8.count }
        if given.count > 1, abs(letters - family.utf8.count) <= 2,
            EditDistance.isClose(given.joined(), family)
        {
            return .close
        }
        return EditDistance.isClose(given[0], family) ? .close : nil
    }
}
