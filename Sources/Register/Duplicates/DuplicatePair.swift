// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Two entries of one register that are, or may be, one person.
package struct DuplicatePair: Hashable, Sendable {
    /// The one register id; the lower of the two.
    package let registerId: String
    /// The other.
    package let otherId: String
    /// Whether nobody needs to look at them to know; else a person must.
    package let isSure: Bool
    /// log₂ odds that they are one person, prior included.
    package let weight: Double
    /// Why.
    package let reason: MatchReason
    /// What each field says, without what stands in it.
    package let evidence: [Evidence]

    /// `sure` or `review`.
    package var outcome: String { isSure ? "sure" : "review" }

    /// `{outcome, registerId, area?, otherId, otherArea?, weight, probability, reason, evidence}`;
    /// weights to three decimals, the probability to six.
    ///
    /// - Parameter area: the area of an entry, by its register id.
    package func jsonValue(area: (String) -> String?) -> JSONValue {
        var writer = MemberWriter()
        writer.put("outcome", outcome)
        writer.put("registerId", registerId)
        writer.put("area", area(registerId))
        writer.put("otherId", otherId)
        writer.put("otherArea", area(otherId))
        writer.put("weight", MatchAnswer.number(weight, perUnit: 1_000))
        writer.put(
            "probability",
            MatchAnswer.number(Weights.probability(ofWeight: weight), perUnit: 1_000_000))
        writer.put("reason", reason.rawValue)
        writer.put("evidence", JSONValue.array(evidence.map { $0.jsonValue() }))
        return writer.object(with: [])
    }

    /// What each field says, for a terminal: `birth-date exact 12.5, given-names close 5.5`.
    package var evidenceText: String {
        evidence.map(\.text).joined(separator: ", ")
    }

    /// The weight for a terminal.
    package var weightText: String { FixedText.decimal(weight, digits: 1) }

    /// Sure ones first, then the heavier, then by id.
    static func isBefore(_ left: DuplicatePair, _ right: DuplicatePair) -> Bool {
        if left.isSure != right.isSure { return left.isSure }
        if left.weight != right.weight { return left.weight > right.weight }
        return (left.registerId, left.otherId) < (right.registerId, right.otherId)
    }
}

extension DuplicatePair {
    /// Two entries, each taken for a message about the other; nil when they are two people as far
    /// as can be told. They are surely one only if either way says so.
    init?(
        _ one: (id: String, profile: IdentityProfile),
        _ other: (id: String, profile: IdentityProfile), weights: Weights
    ) {
        let judgements = [(one, other), (other, one)].map { asked, entry in
            Judgement(
                registerId: entry.id,
                comparison: Comparison(asked.profile.asIfSent, entry.profile), weights: weights)
        }.sorted(by: Judgement.isBefore)
        guard let best = judgements.first, best.standing > .none else { return nil }
        registerId = min(one.id, other.id)
        otherId = max(one.id, other.id)
        isSure = judgements.allSatisfy {
            $0.standing == .sure && $0.comparison.mayBeSureDuplicate
        }
        weight = best.weight
        reason = best.reason
        evidence = best.comparison.evidence(weights)
    }
}

extension IdentityProfile {
    /// An entry as the person of a message: its number has been typed by somebody and links only
    /// with a birth date and a name.
    var asIfSent: IdentityProfile {
        var profile = self
        if profile.numberUse == .verified { profile.numberUse = .unverified }
        return profile
    }
}
