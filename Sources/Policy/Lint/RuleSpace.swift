// SPDX-License-Identifier: Apache-2.0

/// The cases in which a rule opens.
struct RuleSpace {
    let rule: Rule
    private let knowledge: FactKnowledge

    init(_ rule: Rule) {
        self.rule = rule
        knowledge = FactKnowledge(rule)
    }

    /// What must hold for the rule to open.
    var opening: [FactSpace.Demand] {
        trigger + (rule.unless.map { [FactSpace.Demand($0, [.no, .unknown])] } ?? [])
    }

    /// What must hold for the rule's own condition, whatever `unless` says.
    var trigger: [FactSpace.Demand] {
        [FactSpace.Demand(rule.condition, rule.unknown == .asYes ? [.yes, .unknown] : .yes)]
    }

    /// Whether there is a case in which all of this is so.
    func admits(_ demands: [FactSpace.Demand]) -> Bool {
        FactSpace(demands, isAlwaysKnown: knowledge.isAlwaysKnown).example() != nil
    }

    /// Whether the rule can open in a case in which the condition comes out like this.
    func opens(where condition: Condition, is truths: Truths) -> Bool {
        admits(opening + [FactSpace.Demand(condition, truths)])
    }

    /// Whether the rule can open in such a case, and would stand there.
    func stands(where condition: Condition, is truths: Truths) -> Bool {
        let standing = rule.standing.map { [FactSpace.Demand($0, [.yes, .unknown])] } ?? []
        return admits(opening + standing + [FactSpace.Demand(condition, truths)])
    }

    /// Whether the condition can come out like this at all.
    func canBe(_ condition: Condition, _ truths: Truths) -> Bool {
        admits([FactSpace.Demand(condition, truths)])
    }

    /// Whether the condition can be unknown because a yes or no that it asks for is, with a stay
    /// and an event in hand. Without a stay there is none in scope, and without a rating none
    /// is red.
    func canBeUnknownByTruths(_ condition: Condition) -> Bool {
        FactSpace([FactSpace.Demand(condition, .unknown)]) { fact in
            fact.type != .bool || FactKnowledge.withAllInHand.isAlwaysKnown(fact)
        }.example() != nil
    }
}
