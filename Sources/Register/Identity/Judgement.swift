// SPDX-License-Identifier: Apache-2.0

/// How far one entry can be taken for the person of a message.
enum Standing: Int, Comparable {
    case none
    case possible
    case sure

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
}

/// One entry weighed against the person of a message.
struct Judgement {
    var registerId: String
    var comparison: Comparison
    var weight: Double
    var standing: Standing
    var reason: MatchReason

    init(registerId: String, comparison: Comparison, weights: Weights) {
        self.registerId = registerId
        self.comparison = comparison
        weight = weights.prior + comparison.weight(weights)
        (standing, reason) = Judgement.rule(comparison, weight: weight, weights: weights)
    }

    /// The rules of CONTRACT.md §4 and DUTIES.tsv §8, in their order; the weight for the rest.
    static func rule(
        _ comparison: Comparison, weight: Double, weights: Weights
    ) -> (Standing, MatchReason) {
        let isHeavy = weight >= weights.sureMin
        if comparison.hasUsableNumber { return byNumber(comparison, isHeavy: isHeavy) }
        let isOtherNumber = comparison.number == .differs
        if comparison.upn == .exact || comparison.localId == .exact {
            if isOtherNumber { return (.possible, .numberDiffers) }
            return byOtherIdentifier(comparison, isHeavy: isHeavy)
        }
        // A mother's number stands in her child's record now and then, but not her birth date too.
        if isOtherNumber, comparison.birthDate == .generation { return (.none, .weak) }
        guard comparison.given != .differs else {
            return comparison.mayBeOfTheHousehold ? (.possible, .likeness) : (.none, .weak)
        }
        if comparison.namesAreExact, comparison.birthDate == .exact {
            if comparison.postcode == .exact {
                return isOtherNumber
                    ? (.possible, .numberDiffers) : (.sure, .namesBirthDateAndPostcode)
            }
            guard isHeavy, comparison.mayBeSureByWeight else {
                return (.possible, .namesAndBirthDate)
            }
        }
        if comparison.namesAreExact, comparison.birthDate == .placeholder {
            return (.possible, .placeholderBirthDate)
        }
        if isHeavy, comparison.mayBeSureByWeight {
            return isOtherNumber ? (.possible, .numberDiffers) : (.sure, .weight)
        }
        let isPossible = weight >= weights.reviewMin || comparison.mayBeOfTheHousehold
        return isPossible ? (.possible, .likeness) : (.none, .weak)
    }

    private static func byNumber(
        _ comparison: Comparison, isHeavy: Bool
    ) -> (Standing, MatchReason) {
        let hasName = comparison.familyAgrees || comparison.givenAgrees
        switch comparison.number {
        case .verified where comparison.birthDateAgrees || comparison.familyAgrees:
            return (.sure, .numberVerified)
        case .unverified where comparison.birthDateAgrees && hasName:
            return (.sure, .numberCorroborated)
        default:
            // CONTRACT.md §4 asks for a birth date that agrees; here a slip of the pen counts as
            // one where all else agrees, or a number would make a match less sure than none.
            return isHeavy && comparison.isCorroborated
                ? (.sure, .numberCorroborated) : (.possible, .numberUnconfirmed)
        }
    }

    private static func byOtherIdentifier(
        _ comparison: Comparison, isHeavy: Bool
    ) -> (Standing, MatchReason) {
        let isPupil = comparison.upn == .exact
        let hasName = comparison.familyAgrees || comparison.givenAgrees
        let isSure =
            (comparison.birthDateAgrees && hasName) || (isHeavy && comparison.isCorroborated)
        if isSure { return (.sure, isPupil ? .pupilNumber : .localId) }
        return (.possible, isPupil ? .pupilNumberUnconfirmed : .localIdUnconfirmed)
    }

    /// Whether a trace of the number alone would have settled it (DUTIES.tsv X-10a).
    func isDoubtfulByNumberStatusAlone(weights: Weights) -> Bool {
        guard standing == .possible,
            comparison.number == .unverified || comparison.number == .conflicting
        else { return false }
        var traced = comparison
        traced.number = .verified
        return Judgement.rule(traced, weight: weight, weights: weights).0 == .sure
    }

    /// Surer first, then heavier, then by id, so that the order of adding never shows.
    static func isBefore(_ left: Judgement, _ right: Judgement) -> Bool {
        if left.standing != right.standing { return left.standing > right.standing }
        if left.weight != right.weight { return left.weight > right.weight }
        return left.registerId < right.registerId
    }
}
