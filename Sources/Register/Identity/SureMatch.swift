// SPDX-License-Identifier: Apache-2.0

/// What must agree, beside the weight, before nobody is asked.
///
/// People of one household share the family name, the address, the postcode and the telephone, and
/// twins the birth date too. However much of that agrees, it is the household that is found; the
/// person is found by the given name, with the birth date, or by an identifier.
extension Comparison {
    /// Whether the weight may make it a sure match without an identifier.
    var mayBeSureByWeight: Bool {
        guard sex != .differs, placeAgrees else { return false }
        switch birthDate {
        case .exact, .newYear:
            return isOwnGivenName
        case .swapped, .close:
            // Nobody has a brother of the same name; a parent of the same name is a generation off.
            return (given == .exact || given == .swapped) && familyAgrees
        default:
            return false
        }
    }

    /// Whether the given name is the person's own and cannot be the name of a twin. Twins are named
    /// alike (`Aryan` and `Ayan`), so a slip counts only with the second name to back it.
    private var isOwnGivenName: Bool {
        switch given {
        case .exact, .swapped, .variant, .short: true
        case .close, .sounds, .alternative: secondGivenAgrees && isOtherwiseUnopposed
        default: false
        }
    }

    private var isOtherwiseUnopposed: Bool { localId != .differs && upn != .differs }

    /// Whether an identifier that agrees may make it sure although the birth date does not agree
    /// to the letter: the names agree, the date is a slip away, and the place or a second
    /// identifier says the same.
    var isCorroborated: Bool {
        guard sex != .differs, givenAgrees, familyAgrees || placeAgrees else { return false }
        let identifiers =
            (hasUsableNumber ? 1 : 0) + (upn == .exact ? 1 : 0) + (localId == .exact ? 1 : 0)
        switch birthDate {
        case .swapped, .close, .alike, .rough: return placeAgrees || identifiers > 1
        default: return false
        }
    }

    /// Whether somebody of the same place was born on the same day, as far as is known, under
    /// another given name, and the entry is too bare to tell whether that is a twin or the person.
    var mayBeTwinOrSame: Bool {
        guard isEntryBare, given == .differs, placeAgrees || isAtTheAddress else { return false }
        return birthDateAgrees || (birthDate == .absent && familyAgrees)
    }

    /// Whether the address says more than that both live in one part of a town.
    private var isAtTheAddress: Bool { address == .exact || address == .alike }
}
