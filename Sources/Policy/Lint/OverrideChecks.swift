// SPDX-License-Identifier: Apache-2.0

/// Faults of rules that take the place of rules of the pack that is extended.
struct OverrideChecks {
    let pack: PolicyPack
    let base: PolicyPack

    func findings() -> [LintFinding] {
        pack.rules.flatMap { rule -> [LintFinding] in
            guard let old = base.rules.first(where: { $0.id == rule.id }),
                old.source != rule.source
            else { return [] }
            return covers(rule, old) + looser(rule, old)
        }
    }

    private func covers(_ rule: Rule, _ old: Rule) -> [LintFinding] {
        guard rule.covers != old.covers else { return [] }
        return [
            LintFinding(
                .overrideCovers, in: rule, at: "covers",
                "\(base.name) covers " + old.covers.joined(separator: ", "))
        ]
    }

    private func looser(_ rule: Rule, _ old: Rule) -> [LintFinding] {
        var found: [LintFinding] = []
        if rule.priority < old.priority {
            found.append(
                LintFinding(
                    .overrideLooser, in: rule, at: "priority",
                    "\(base.name) says \(old.priority.rawValue)"))
        }
        for choice in rule.due {
            guard let was = old.due.first(where: { $0.when == choice.when })?.clock,
                was.anchors == choice.clock.anchors, isLonger(choice.clock, than: was)
            else { continue }
            found.append(
                LintFinding(
                    .overrideLooser, in: rule, at: "due",
                    "'\(choice.clock.text)' is longer than '\(was.text)' of \(base.name)"))
        }
        return found
    }

    private func isLonger(_ new: DueClock, than old: DueClock) -> Bool {
        if new.unit == old.unit, new.base == old.base, new.beginningWith == old.beginningWith {
            return new.amount > old.amount
        }
        return ClockSpan(new).least > ClockSpan(old).most
    }
}
