// SPDX-License-Identifier: Apache-2.0

/// The parts of a family name that are names: without particles, which clerks add and leave out.
struct FamilyParts {
    private let names: [String]

    init(_ profile: IdentityProfile) {
        let all = profile.familyParts.isEmpty ? [profile.family] : profile.familyParts
        names = all.filter { !FamilyParts.isParticle($0) }
    }

    /// The same names in another order, or with other particles: `Al-Hassan` and `Hassan`.
    func isReordered(_ other: FamilyParts) -> Bool {
        !names.isEmpty && names.sorted() == other.names.sorted()
    }

    /// Whether a part of a double-barrelled name is the other name, or a part of it.
    func sharesPart(with other: FamilyParts) -> Bool {
        names.contains { other.names.contains($0) }
    }

    /// Particles are too short or too common to be such a part.
    private static func isParticle(_ part: String) -> Bool {
        part.utf8.count <= 2 || particles.contains(part)
    }

    private static let particles: Set = [
        "van", "von", "der", "den", "del", "dos", "das", "bin", "ibn", "bint", "san", "saint",
        "the", "mac",
    ]
}
