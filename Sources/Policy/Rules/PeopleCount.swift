// SPDX-License-Identifier: Apache-2.0

/// Which people of the register a rule about the area counts: those of whom something is so, each
/// once, whatever the number of their items.
///
/// How many it takes stands in the rule's condition, and is never fewer than ``fewest``.
package struct PeopleCount: Hashable, Sendable {
    /// The smallest number that may be told of. DUTIES.tsv counts no fewer (D-151), and of two
    /// people each would know who the other is.
    package static let fewest = 3

    /// What an item must be like for its person to be counted; asks about the item alone, so that
    /// the answer changes with news of the person and never by time.
    package var having: Condition
    /// While what the person goes on counting; nil: for good, unless ``within`` bounds it.
    package var standing: Condition?
    /// Until when the person counts in any case: whole days after a fact of the item.
    package var within: DueClock?
    /// The fact of the item in which those counted together are alike; nil: all are.
    package var alikeIn: FactName?

    /// A count of those who have such an item.
    package init(having: Condition) {
        self.having = having
    }
}

extension Rule {
    /// How many people it takes; nil for a rule that does not count people.
    package var peopleAtLeast: Int? {
        guard count != nil,
            case .level(.test(.countPeople, .atLeast(.number(let people)))) = trigger
        else { return nil }
        return people
    }
}
