// SPDX-License-Identifier: Apache-2.0

extension Rule {
    /// Whether this rule opens in the same cases as another that is about the same kind of subject,
    /// listens to the same events and stands as long: by the laws of the facts there is no case in
    /// which one opens and the other does not. What would not stand does not open, except a review.
    package func opensAlike(_ other: Rule) -> Bool {
        !opensWithout(other) && !other.opensWithout(self)
    }

    /// Whether there is a case in which this one opens and the other does not.
    private func opensWithout(_ other: Rule) -> Bool {
        let space = RuleSpace(self)
        let refused: Truths = other.unknown == .asYes ? .no : [.no, .unknown]
        let opens = kind == .review ? space.opens : space.stands
        return opens(other.condition, refused) || other.unless.map { opens($0, .yes) } ?? false
    }
}
