// SPDX-License-Identifier: Apache-2.0

/// A judged entry with the entries that it must never be linked with.
struct Candidate {
    var judgement: Judgement
    var noLink: [NoLink]

    func forbids(_ other: Candidate) -> Bool {
        noLink.contains(.registerId(other.judgement.registerId))
    }
}

/// Chooses between the judged entries: one sure and unopposed is a match, anything else that is
/// possible is a person's to decide.
struct MatchDecision {
    private let weights: Weights
    /// Sure and possible entries, best first, never two that must not be linked.
    private let considered: [Judgement]
    /// The best of those found too weak.
    private let bestWeak: Judgement?
    /// Whether two entries that must not be linked both carry an identifier of the message.
    private let isTorn: Bool

    /// - Parameter candidates: Those that are sure or possible.
    init(_ candidates: [Candidate], bestWeak: Judgement?, weights: Weights) {
        self.weights = weights
        self.bestWeak = bestWeak
        let ordered = candidates.sorted { Judgement.isBefore($0.judgement, $1.judgement) }
        var kept: [Candidate] = []
        var isTorn = false
        // An identifier says which of two unlinkable records is meant; so those go first.
        let byIdentifier =
            ordered.filter { $0.judgement.comparison.hasIdentifier }
            + ordered.filter { !$0.judgement.comparison.hasIdentifier }
        for candidate in byIdentifier {
            if let other = kept.first(where: { $0.forbids(candidate) || candidate.forbids($0) }) {
                isTorn =
                    isTorn
                    || other.judgement.comparison.hasIdentifier
                        == candidate.judgement.comparison.hasIdentifier
            } else {
                kept.append(candidate)
            }
        }
        considered = kept.map(\.judgement).sorted(by: Judgement.isBefore)
        self.isTorn = isTorn
    }

    func result(hasForbidden: Bool) -> MatchResult {
        guard let best = considered.first else {
            let reason: MatchReason =
                hasForbidden ? .noLink : bestWeak == nil ? .unknown : .weak
            return result(.none, bestWeak, reason)
        }
        guard best.standing == .sure else { return result(.review, best, best.reason) }
        if considered.count > 1, considered[1].standing == .sure {
            return result(.review, best, .severalSure)
        }
        if considered.dropFirst().contains(where: { opposes($0, best) }) {
            return result(.review, best, .twoCandidates)
        }
        if isTorn { return result(.review, best, .noLink) }
        return result(.match(best.registerId), best, best.reason)
    }

    /// Whether another entry speaks against the sure one: it bears the message's NHS number, or it
    /// bears the whole name and birth date and the sure one does not.
    private func opposes(_ other: Judgement, _ sure: Judgement) -> Bool {
        if other.comparison.hasUsableNumber, !sure.comparison.hasUsableNumber { return true }
        let isWhole = other.comparison.namesAreExact && other.comparison.birthDateAgrees
        return isWhole
            && !(sure.comparison.namesAreExact && sure.comparison.birthDateAgrees)
    }

    private func result(
        _ outcome: MatchOutcome, _ best: Judgement?, _ reason: MatchReason
    ) -> MatchResult {
        let weight = best?.weight ?? weights.prior
        let others = outcome == .none ? [] : considered.dropFirst()
        return MatchResult(
            outcome: outcome, registerId: outcome == .none ? nil : best?.registerId,
            weight: weight, probability: Weights.probability(ofWeight: weight),
            evidence: best?.comparison.evidence(weights) ?? [],
            runnersUp: others.prefix(IdentityIndex.runnersUpMax).map {
                RunnerUp(registerId: $0.registerId, weight: $0.weight)
            },
            reason: reason,
            isDoubtByNumberStatusAlone: outcome == .review
                && (best?.isDoubtfulByNumberStatusAlone(weights: weights) ?? false))
    }
}
