// SPDX-License-Identifier: Apache-2.0

/// Resolves what rules say of other rules of their pack: `with:`, and conditions on other duties.
struct CompanionRules {
    let rules: [Rule]
    let places: [RuleID: Int]
    let faults: FaultList

    /// The rules, each that goes `with` another opening when that one does.
    func resolved() -> [Rule] {
        rules.map { rule in
            checkNames(in: rule)
            guard let name = rule.with, let other = self.rule(name, for: rule) else { return rule }
            guard other.with == nil, other.about == rule.about else {
                faults.add(
                    .contradiction, at: rule.source,
                    "\(rule.id) goes with \(name), which must have a trigger of its own and be "
                        + "about the same kind of subject")
                return rule
            }
            var resolved = rule
            resolved.trigger = other.trigger
            resolved.unless = other.unless
            resolved.standing = other.standing
            resolved.unknown = other.unknown
            resolved.occasion = other.occasion
            resolved.withdrawnBy += other.withdrawnBy.filter { !rule.withdrawnBy.contains($0) }
            return resolved
        }
    }

    private func checkNames(in rule: Rule) {
        for name in rule.rulesAskedAbout { _ = self.rule(name, for: rule) }
    }

    private func rule(_ name: RuleID, for asking: Rule) -> Rule? {
        if let place = places[name] { return rules[place] }
        let hint = NearestName.hint(for: name.text, among: rules.map(\.id.text))
        faults.add(
            .unknownWord, at: asking.source, "\(asking.id): there is no rule '\(name)'\(hint)")
        return nil
    }
}
