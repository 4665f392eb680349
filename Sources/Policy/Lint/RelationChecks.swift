// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Faults that only two rules together have.
struct RelationChecks {
    let pack: PolicyPack

    func findings() -> [LintFinding] { toldTwice() + circles() }

    private func toldTwice() -> [LintFinding] {
        pack.rules.indices.flatMap { index in
            pack.rules[..<index].filter { says($0, theSameAs: pack.rules[index]) }.map { other in
                LintFinding(
                    .toldTwice, in: pack.rules[index], at: "title",
                    "\(other.id) tells the \(other.owner.rawValue) the same in the same case")
            }
        }
    }

    private func says(_ one: Rule, theSameAs other: Rule) -> Bool {
        one.title == other.title && one.about == other.about && one.owners == other.owners
            && one.ownerChoices == other.ownerChoices && one.kind == other.kind
            && one.due == other.due && shareATrigger(one, other)
            && RuleSpace(one).admits(RuleSpace(one).opening + RuleSpace(other).opening)
    }

    private func shareATrigger(_ one: Rule, _ other: Rule) -> Bool {
        switch (one.trigger, other.trigger) {
        case (.level, .level): true
        case (.event(let ours, _), .event(let theirs, _)):
            ours.isEmpty || theirs.isEmpty
                || ours.contains { our in theirs.contains { compatible(our, $0) } }
        case (.level, .event), (.event, .level): false
        }
    }

    /// Whether one event can be like both; what an event states and lacks excludes the other.
    private func compatible(_ one: EventPattern, _ other: EventPattern) -> Bool {
        guard one.event == other.event else { return false }
        let isSaidAndNot = { (stated: EventPattern, lacking: EventPattern) in
            !lacking.when.lacks.isEmpty
                && lacking.when.lacks.allSatisfy(stated.when.statedMembers.contains)
        }
        return !isSaidAndNot(one, other) && !isSaidAndNot(other, one)
            && !one.when.tests.contains { test in
                other.when.tests.contains { $0.excludes(test) }
            }
    }

    /// Rules that ask about themselves by way of others and cannot open without them; each circle
    /// is told at its first rule.
    private func circles() -> [LintFinding] {
        pack.rules.compactMap { rule in
            guard !opensByItself(rule) else { return nil }
            guard let path = path(from: rule, backTo: rule.id, [rule.id]),
                path.allSatisfy({ rule.id <= $0 })
            else { return nil }
            let names = (path + [rule.id]).map(\.text).joined(separator: " asks about ")
            return LintFinding(.dutyCircle, in: rule, at: "rule", names)
        }
    }

    /// Whether a rule can open while none of the duties stands about which it asks.
    private func opensByItself(_ rule: Rule) -> Bool {
        let space = RuleSpace(rule)
        let none = [rule.condition, rule.unless, rule.standing].compactMap(\.self)
            .flatMap(\.parts).compactMap { part -> FactSpace.Demand? in
                if case .obligation = part { FactSpace.Demand(part, .no) } else { nil }
            }
        return space.admits(space.opening + none)
    }

    private func path(from rule: Rule, backTo start: RuleID, _ passed: [RuleID]) -> [RuleID]? {
        guard rule.with == nil else { return nil }
        for asked in rule.rulesAskedAbout.compactMap({ pack.rule($0) }) {
            if asked.id == start { return passed }
            guard !passed.contains(asked.id) else { continue }
            if let path = path(from: asked, backTo: start, passed + [asked.id]) { return path }
        }
        return nil
    }
}

extension EventCondition {
    /// Members that an event like this certainly states.
    fileprivate var statedMembers: [String] {
        states
            + tests.compactMap { test in
                if case .among = test.demand { test.member } else { nil }
            }
    }
}

extension DetailTest {
    /// Whether no event passes both tests: the same member among other texts.
    fileprivate func excludes(_ other: DetailTest) -> Bool {
        guard member == other.member else { return false }
        return switch (demand, other.demand) {
        case (.among(let ours), .among(let theirs)): !ours.contains(where: theirs.contains)
        case (.among(let texts), .noneOf(let excluded)), (.noneOf(let excluded), .among(let texts)):
            texts.allSatisfy(excluded.contains)
        default: false
        }
    }
}
