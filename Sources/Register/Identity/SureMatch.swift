// SPDX-License-Identifier: Apache-2.0

/// What must agree, beside the weight, before nobody is asked.
///
/// People of one household share the family name, the address, the postcode and the telephone, and
/// twins the birth date too. However much of that agrees, it is the household that is found; the
/// person is found by the given name, with the birth date, or by an identifier.
extension Comparison {
    /// Whether the weight may make it a sure match without an identifier.
    var mayBeSureByWeight: Bool {
        guard sex != .differs else { return false }
        guard placeAgrees else { return isWholeNameElsewhere }
        switch birthDate {
        case .exact, .newYear:
            return isOwnGivenName && (familyAgrees || isOfTheHouse)
        case .swapped, .close:
            // Nobody has a brother of the same name; a parent of the same name is a generation off.
            return isGivenToTheLetter && (familyAgrees || secondGiven == .exact)
        case .alike:
            return isGivenToTheLetter && familyAgrees && houseNumber == .exact
        default:
            return false
        }
    }

    /// Whether more than the postcode says that it is the person of that house, who now bears
    /// another family name.
    private var isOfTheHouse: Bool {
        houseNumber == .exact || phone == .exact || secondGiven == .exact
    }

    private var isGivenToTheLetter: Bool { given == .exact || given == .swapped }

    /// Whether somebody who has moved is known by the whole name, the second given name in it, by
    /// the birth date and the sex: of all born in England on one day hardly two share as much.
    private var isWholeNameElsewhere: Bool {
        namesAreExact && (secondGiven == .exact || secondGiven == .initial)
            && birthDate == .exact && sex == .exact
    }

    /// Whether the given name is the person's own and cannot be the name of a twin. Twins are named
    /// alike (`Aryan` and `Ayan`, `Ming` and `Mingyu`), so a slip or a beginning counts
    /// only with the second name to back it.
    private var isOwnGivenName: Bool {
        switch given {
        case .exact, .swapped: true
        case .variant: isOtherwiseUnopposed
        case .close, .sounds, .alternative, .short: secondGiven == .exact && isOtherwiseUnopposed
        default: false
        }
    }

    private var isOtherwiseUnopposed: Bool { localId != .differs && upn != .differs }

    /// Whether two entries may be called one person with nobody asked: where a number was copied
    /// into a twin's entry, all agrees but the given name or the sex.
    var mayBeSureDuplicate: Bool { sex != .differs && isOwnGivenName }

    /// Whether an identifier that agrees may make it sure although the birth date does not agree
    /// to the letter: the names agree, the date is a slip away, and the place or a second
    /// identifier says the same. An NHS number asks for more than both names (CONTRACT.md §4).
    var isCorroborated: Bool {
        guard sex != .differs, givenAgrees, familyAgrees || placeAgrees else { return false }
        let identifiers =
            (hasUsableNumber ? 1 : 0) + (upn == .exact ? 1 : 0) + (localId == .exact ? 1 : 0)
        switch birthDate {
        case .swapped, .close, .alike, .rough:
            return placeAgrees || identifiers > 1 || (namesAreExact && !hasUsableNumber)
        default: return false
        }
    }

    /// Whether somebody of the same place bears the same given name or was born on the same day, as
    /// far as is known, and the entry is too bare to tell whether that is a twin, a parent, or the
    /// person under another name: only somebody who knows them can.
    var mayBeOfTheHousehold: Bool {
        guard isEntryBare, placeAgrees || isAtTheAddress else { return false }
        if given == .exact { return houseNumber != .differs }
        return birthDateAgrees || (birthDate == .absent && familyAgrees)
    }

    /// Whether the address says more than that both live in one part of a town.
    private var isAtTheAddress: Bool { address == .exact || address == .alike }
}
