// SPDX-License-Identifier: Apache-2.0

/// How far names agree.
enum NameComparison {
    static func family(_ person: IdentityProfile, _ entry: IdentityProfile) -> EvidenceLevel {
        guard !person.family.isEmpty, !entry.family.isEmpty else { return .absent }
        if person.family == entry.family { return .exact }
        if isAmongOthers(person, of: entry) || isAmongOthers(entry, of: person) {
            return .alternative
        }
        if sharesPart(person, entry) { return .part }
        return EditDistance.isClose(person.family, entry.family) ? .close : .differs
    }

    /// Whether the family name of the one stands, whole, among the other names of the other.
    private static func isAmongOthers(_ one: IdentityProfile, of other: IdentityProfile) -> Bool {
        guard !other.others.isEmpty else { return false }
        guard !one.familyParts.isEmpty else { return other.others.contains(one.family) }
        return one.familyParts.allSatisfy { other.others.contains($0) }
    }

    /// Whether a part of a double-barrelled name is the other name, or a part of it. Particles
    /// (`de`, `al`, `bin`, `van`) are too short or too common to be such a part.
    private static func sharesPart(_ one: IdentityProfile, _ other: IdentityProfile) -> Bool {
        guard !one.familyParts.isEmpty || !other.familyParts.isEmpty else { return false }
        let left = one.familyParts.isEmpty ? [one.family] : one.familyParts
        let right = other.familyParts.isEmpty ? [other.family] : other.familyParts
        return left.contains { part in
            part.utf8.count > 2 && !particles.contains(part) && right.contains(part)
        }
    }

    private static let particles: Set = [
        "van", "von", "der", "den", "del", "dos", "das", "bin", "ibn", "bint", "san", "saint",
    ]

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
        return isBeginning(left, of: right) || isBeginning(right, of: left) ? .short : .differs
    }

    private static func isCompatible(_ left: String, _ right: String) -> Bool {
        left == right || isBeginning(left, of: right, lettersMin: 1)
            || isBeginning(right, of: left, lettersMin: 1) || EditDistance.isClose(left, right)
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

    /// Whether the family name stands where the given name does, and the other way round.
    static func isSwapped(_ person: IdentityProfile, _ entry: IdentityProfile) -> Bool {
        guard let left = person.given.first, let right = entry.given.first,
            !person.family.isEmpty, !entry.family.isEmpty
        else { return false }
        return person.family == right && left == entry.family
    }
}
