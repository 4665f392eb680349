// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Whether the cycle of reviews is closed: for every stay of a member in scope a rule asks for the
/// review after admission until one was held, and after each review for the next.
///
/// A community review that an area lets count (`stay.communityReviewCounts`) excuses the first one
/// by the area's own decision, so the cycle is judged without it.
struct ReviewCycle {
    let pack: PolicyPack

    /// A stretch of a stay, and the stage of the reviews that are asked for in it.
    private struct Stretch {
        var name: String
        var stage: String
        var isReviewed: Condition
    }

    private static let unreviewed = Condition.test(.stayReviewedAt, .among([.unknown]))

    private static let stretches = [
        Stretch(
            name: "before the first review", stage: "post-admission", isReviewed: unreviewed),
        Stretch(name: "after a review", stage: "inpatient", isReviewed: .not(unreviewed)),
    ]

    func findings() -> [LintFinding] {
        let rules = pack.rules(about: .stay).filter { rule in
            ReviewCycle.stretches.contains { asks(rule, forStage: $0.stage) }
        }
        guard let first = rules.first else { return [] }
        return ReviewCycle.stretches.compactMap { stretch in
            let standing = rules.filter { asks($0, forStage: stretch.stage) }
            guard let gap = gap(in: stretch, standing, FactKnowledge(first)) else { return nil }
            let facts = gap.compactMap { question, answer -> String? in
                guard case .fact(let fact) = question else { return nil }
                return "\(fact.rawValue) is \(answer.text)"
            }
            return LintFinding(
                .reviewGap, in: standing.first ?? first, at: "while",
                "\(stretch.name) none stands where " + facts.joined(separator: ", "))
        }
    }

    /// A stay of which the cycle must hold.
    private static let stay: [FactSpace.Demand] = [
        .init(.test(.stayInScope, .among([.bool(true)])), .yes),
        .init(.test(.personMember, .among([.bool(true)])), .yes),
        .init(.test(.stayCommunityReviewCounts, .among([.bool(true)])), [.no, .unknown]),
    ]

    /// A case in which none of the rules stands.
    private func gap(
        in stretch: Stretch, _ rules: [Rule], _ knowledge: FactKnowledge
    ) -> [(question: FactSpace.Question, answer: FactValue)]? {
        let stay = ReviewCycle.stay + [FactSpace.Demand(stretch.isReviewed, .yes)]
        let ways = rules.reduce([stay]) { ways, rule in
            ways.flatMap { way in ReviewCycle.waysNotToStand(rule).map { way + [$0] } }
        }
        for way in ways {
            let space = FactSpace(way, isAlwaysKnown: knowledge.isAlwaysKnown)
            if let example = space.example() { return example }
        }
        return nil
    }

    /// Its condition does not hold, or its `unless` does.
    private static func waysNotToStand(_ rule: Rule) -> [FactSpace.Demand] {
        let isMissed: Truths = rule.unknown == .asYes ? .no : [.no, .unknown]
        return [FactSpace.Demand(rule.condition, isMissed)]
            + (rule.unless.map { [FactSpace.Demand($0, .yes)] } ?? [])
    }

    private func asks(_ rule: Rule, forStage stage: String) -> Bool {
        guard case .level = rule.trigger, rule.kind == .task else { return false }
        return rule.doneBy.contains { pattern in
            pattern.event == .reviewHeld
                && pattern.when.tests.contains { test in
                    guard test.member == "kind", case .among(let kinds) = test.demand else {
                        return false
                    }
                    return kinds.contains { $0.hasPrefix(stage) }
                }
        }
    }
}
