// SPDX-License-Identifier: Apache-2.0

/// Whether two facts agree exactly that make a blocking key (`BlockingKeys`). Without, nothing is
/// decided in favour, whatever the weight: so the index loses nothing that a full scan finds.
enum Anchor {
    static func isShared(
        _ person: IdentityProfile, _ entry: IdentityProfile, forms: NameForms,
        comparison: Comparison
    ) -> Bool {
        if comparison.hasIdentifier { return true }
        let hasDate = person.birthDate.isExact && person.birthDate == entry.birthDate
        let hasPostcode = comparison.postcode == .exact
        if hasDate, hasPostcode { return true }
        let others = NameForms(entry)
        if hasDate, forms.sharesOutline(with: others) { return true }
        if hasPostcode, forms.sharesBeginning(with: others) { return true }
        if isOneDoor(person, entry), hasDate || forms.sharesBeginning(with: others) { return true }
        if hasDate, isOneDistrict(person, entry), forms.sharesInitial(with: others) { return true }
        return forms.sharesPair(with: others)
    }

    private static func isOneDoor(_ left: IdentityProfile, _ right: IdentityProfile) -> Bool {
        !left.address.door.isUnknown && left.address.door == right.address.door
    }

    private static func isOneDistrict(_ left: IdentityProfile, _ right: IdentityProfile) -> Bool {
        !left.postcode.isEmpty && !right.postcode.isEmpty
            && left.district.elementsEqual(right.district)
    }
}
