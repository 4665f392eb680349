// SPDX-License-Identifier: Apache-2.0

extension Rule {
    /// Whether this rule's conditions hold in the same cases as those of another that is about the
    /// same kind of subject and listens to the same events: by the laws of the facts there is no
    /// case in which one opens and the other does not.
    package func opensAlike(_ other: Rule) -> Bool {
        !opensWithout(other) && !other.opensWithout(self)
    }

    /// Whether there is a case in which this one opens and the other does not.
    private func opensWithout(_ other: Rule) -> Bool {
        let space = RuleSpace(self)
        let refused: Truths = other.unknown == .asYes ? .no : [.no, .unknown]
        return space.opens(where: other.condition, is: refused)
            || other.unless.map { space.opens(where: $0, is: .yes) } ?? false
    }
}
