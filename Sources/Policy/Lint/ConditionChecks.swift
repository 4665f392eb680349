// SPDX-License-Identifier: Apache-2.0

/// Faults of a rule's conditions. A rule that goes with another has none of its own.
struct ConditionChecks {
    private let rule: Rule
    private let space: RuleSpace

    init(_ rule: Rule) {
        self.rule = rule
        space = RuleSpace(rule)
    }

    func findings() -> [LintFinding] {
        guard rule.with == nil else { return [] }
        let shape = vacuous() + repeated() + countedFromReceipt() + unending()
        guard space.admits(space.opening) else { return shape + [unreachable] }
        return shape + deadBranches() + idleUnless() + brokenStanding() + unknowns()
    }

    /// The key under which the trigger's condition stands.
    private var triggerKey: String {
        switch rule.trigger {
        case .level: rule.count == nil ? "while" : "count"
        case .event(_, .always): "on"
        case .event: "if"
        }
    }

    private var conditions: [(key: String, condition: Condition)] {
        [(triggerKey, rule.condition)]
            + (rule.unless.map { [("unless", $0)] } ?? [])
            + (rule.standing.map { [("as-long-as", $0)] } ?? [])
            + [rule.count?.having, rule.count?.standing].compactMap(\.self).map { ("count", $0) }
    }

    private var unreachable: LintFinding {
        let isOwn = !space.admits(space.trigger)
        return LintFinding(
            .ruleUnreachable, in: rule, at: isOwn ? triggerKey : "unless",
            isOwn
                ? "'\(rule.condition.text)' can never hold"
                : "'unless' holds in every case that the rule is about")
    }

    private func vacuous() -> [LintFinding] {
        conditions.flatMap { key, condition in
            alwaysTrue(in: condition).map { part in
                LintFinding(.testAlways, in: rule, at: key, "'\(part.text)' always holds")
            }
        }
    }

    /// The largest parts that cannot be other than true.
    private func alwaysTrue(in condition: Condition) -> [Condition] {
        if condition == .always { return [] }
        if !space.canBe(condition, [.no, .unknown]) { return [condition] }
        switch condition {
        case .all(let parts), .any(let parts): return parts.flatMap(alwaysTrue)
        case .not(let inner): return alwaysTrue(in: inner)
        case .always, .test, .time, .obligation: return []
        }
    }

    private func repeated() -> [LintFinding] {
        conditions.flatMap { key, condition in
            twice(condition, []).map { part in
                LintFinding(.testTwice, in: rule, at: key, "'\(part.text)' stands twice")
            }
        }
    }

    /// The parts that stand again where they must hold already, or twice in one `any`.
    private func twice(_ condition: Condition, _ given: [Condition]) -> [Condition] {
        switch condition {
        case .always: return []
        case .test, .time, .obligation: return given.contains(condition) ? [condition] : []
        case .not(let inner): return twice(inner, [])
        case .all(let parts):
            return parts.indices.flatMap { index in
                var others = flat(parts[..<index])
                // Of two that are alike only the later one is told; what an `any` repeats of
                // the tests around it, wherever those stand.
                if case .any = parts[index] { others += flat(parts[(index + 1)...]) }
                return twice(parts[index], given + others)
            }
        case .any(let parts):
            let again = parts.indices.filter { parts[..<$0].contains(parts[$0]) }.map { parts[$0] }
            return again + parts.flatMap { twice($0, given) }
        }
    }

    private func flat(_ parts: ArraySlice<Condition>) -> [Condition] {
        parts.flatMap { part -> [Condition] in
            if case .all(let inner) = part { flat(inner[...]) } else { [part] }
        }
    }

    private func countedFromReceipt() -> [LintFinding] {
        let lasting: [(key: String, condition: Condition)] =
            switch rule.trigger {
            case .level: conditions
            case .event: conditions.filter { $0.key == "as-long-as" }
            }
        return lasting.flatMap { key, condition in
            condition.timeTests.filter { $0.clock.anchors.contains(.receipt) }.map { test in
                LintFinding(
                    .timeFromReceipt, in: rule, at: key, "'\(test.text)' has no message in hand")
            }
        }
    }

    /// A count that asks for nothing that ends: who was counted once counts for good, so that in
    /// the end it is always reached.
    private func unending() -> [LintFinding] {
        guard let count = rule.count, count.standing == nil, count.within == nil,
            !count.having.facts.contains(.itemOpen)
        else { return [] }
        return [
            LintFinding(
                .countUnending, in: rule, at: "count",
                "who has '\(count.having.text)' once counts for good")
        ]
    }

    private func deadBranches() -> [LintFinding] {
        let own = branches(of: rule.condition) { space.admits([.init($0, .yes)] + notUnless) }
            .map { ("\(triggerKey)", $0) }
        var ofUnless: [(String, Condition)] = []
        if let unless = rule.unless, space.admits(space.trigger + [.init(unless, .yes)]) {
            ofUnless = branches(of: unless) { space.admits(space.trigger + [.init($0, .yes)]) }
                .map { ("unless", $0) }
        }
        return (own + ofUnless).map { key, branch in
            LintFinding(
                .branchDead, in: rule, at: key,
                "'\(branch.text)' can never hold together with the rest")
        }
    }

    private var notUnless: [FactSpace.Demand] {
        rule.unless.map { [.init($0, [.no, .unknown])] } ?? []
    }

    /// The branches of every `any` with which alone the whole condition is not possible.
    private func branches(
        of condition: Condition, isPossible: (Condition) -> Bool
    ) -> [Condition] {
        switch condition {
        case .always, .test, .time, .obligation, .not: return []
        case .all(let parts):
            return parts.indices.flatMap { index in
                branches(of: parts[index]) { branch in
                    var parts = parts
                    parts[index] = branch
                    return isPossible(.all(parts))
                }
            }
        case .any(let parts):
            return parts.flatMap { part in
                isPossible(part) ? branches(of: part, isPossible: isPossible) : [part]
            }
        }
    }

    private func idleUnless() -> [LintFinding] {
        guard let unless = rule.unless,
            !space.admits(space.trigger + [FactSpace.Demand(unless, .yes)])
        else { return [] }
        return [
            LintFinding(
                .unlessIdle, in: rule, at: "unless",
                "'\(unless.text)' never holds where the rest does")
        ]
    }

    private func brokenStanding() -> [LintFinding] {
        guard let standing = rule.standing, !space.opens(where: standing, is: [.yes, .unknown])
        else { return [] }
        return [
            LintFinding(
                .standingBroken, in: rule, at: "as-long-as",
                "'\(standing.text)' is false whenever the rule opens")
        ]
    }

    private func unknowns() -> [LintFinding] {
        let isSaid = rule.places["unknown"] != nil
        if isSaid, !space.canBe(rule.condition, .unknown) {
            return [
                LintFinding(
                    .unknownIdle, in: rule, at: "unknown", "the condition is never unknown")
            ]
        }
        guard !isSaid, rule.priority == .immediate, space.canBeUnknownByTruths(rule.condition)
        else { return [] }
        return [
            LintFinding(
                .unknownUnsaid, in: rule, at: triggerKey,
                "'\(rule.condition.text)' may be unknown, and 'unknown' does not stand there")
        ]
    }
}
