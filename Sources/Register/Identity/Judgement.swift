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
        (standing, reason) = Judgement.rule(
            comparison, weight: weight, weights: weights)
    }

    /// The rules of CONTRACT.md §4 and DUTIES.tsv §8, in their order; a threshold for the rest.
    static func rule(
        _ comparison: Comparison, weight: Double, weights: Weights
    ) -> (Standing, MatchReason) {
        let hasName = comparison.familyAgrees || comparison.givenAgrees
        switch comparison.number {
        case .verified where comparison.birthDateAgrees || comparison.familyAgrees:
            return (.sure, .numberVerified)
        case .unverified where comparison.birthDateAgrees && hasName:
            return (.sure, .numberCorroborated)
        case .verified, .unverified:
            return (.possible, .numberUnconfirmed)
        default:
            break
        }
        let isOtherNumber = comparison.number == .differs
        if comparison.upn == .exact || comparison.localId == .exact {
            let isPupil = comparison.upn == .exact
            if isOtherNumber { return (.possible, .numberDiffers) }
            guard comparison.birthDateAgrees && hasName else {
                return (.possible, isPupil ? .pupilNumberUnconfirmed : .localIdUnconfirmed)
            }
            return (.sure, isPupil ? .pupilNumber : .localId)
        }
        guard comparison.hasAnchor, comparison.given != .differs else { return (.none, .weak) }
        if comparison.namesAreExact, comparison.birthDate == .exact {
            guard comparison.postcode == .exact else { return (.possible, .namesAndBirthDate) }
            return isOtherNumber
                ? (.possible, .numberDiffers) : (.sure, .namesBirthDateAndPostcode)
        }
        if comparison.namesAreExact, comparison.birthDate == .placeholder {
            return (.possible, .placeholderBirthDate)
        }
        return weight >= weights.reviewMin ? (.possible, .likeness) : (.none, .weak)
    }

    /// Whether a trace of the number alone would have settled it (DUTIES.tsv X-10a).
    func isDoubtfulByNumberStatusAlone(weights: Weights) -> Bool {
        guard standing == .possible,
            comparison.number == .unverified
                || comparison.number == .conflicting
        else { return false }
        var traced = comparison
        traced.number = .verified
        return Judgement.rule(traced, weight: weight, weights: weights).0
            == .sure
    }

    /// Surer first, then heavier, then by id, so that the order of adding never shows.
    static func isBefore(_ left: Judgement, _ right: Judgement) -> Bool {
        if left.standing != right.standing { return left.standing > right.standing }
        if left.weight != right.weight { return left.weight > right.weight }
        return left.registerId < right.registerId
    }
}

extension Comparison {
    /// What each field says, in a fixed order, without the fields of which one side says nothing.
    func evidence(_ weights: Weights) -> [Evidence] {
        var evidence: [Evidence] = []
        forEachEvidence(weights) { evidence.append($0) }
        return evidence
    }

    /// The sum of the evidence.
    func weight(_ weights: Weights) -> Double {
        var sum = 0.0
        forEachEvidence(weights) { sum += $0.weight }
        return sum
    }

    private func forEachEvidence(_ weights: Weights, _ body: (Evidence) -> Void) {
        func add(_ field: EvidenceField, _ level: EvidenceLevel) {
            guard level != .absent else { return }
            body(Evidence(field: field, level: level, weight: weights[field, level]))
        }
        add(.nhsNumber, number)
        add(.upn, upn)
        add(.localId, localId)
        add(.familyName, family)
        add(.givenNames, given)
        add(.birthDate, birthDate)
        add(.sex, sex)
        add(.postcode, postcode)
        add(.address, address)
        add(.phone, phone)
        let excess = householdExcess(weights)
        if excess > 0 { body(Evidence(field: .household, level: .capped, weight: -excess)) }
    }

    /// By how much the evidence that a household shares exceeds what it may add when the given
    /// names differ. More agreement never lowers the sum: it stays at the cap.
    private func householdExcess(_ weights: Weights) -> Double {
        guard given == .differs else { return 0 }
        let shared =
            max(0, weights[.familyName, family]) + max(0, weights[.postcode, postcode])
            + max(0, weights[.address, address]) + max(0, weights[.phone, phone])
        return shared - weights.householdMax
    }
}
