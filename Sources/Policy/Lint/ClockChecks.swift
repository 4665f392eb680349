// SPDX-License-Identifier: Apache-2.0

/// Faults of a rule's clocks.
struct ClockChecks {
    private let rule: Rule
    private let ladder: Ladder
    private let space: RuleSpace

    init(_ rule: Rule, _ pack: PolicyPack) {
        self.rule = rule
        ladder = pack.ladder(of: rule)
        space = RuleSpace(rule)
    }

    func findings() -> [LintFinding] {
        // Of a rule that never opens everything would be true.
        let choices = space.admits(space.opening) ? choices() : []
        return choices + pastDues() + workingTime() + lateLadder()
    }

    private func finding(_ kind: LintKind, _ what: String) -> LintFinding {
        LintFinding(kind, in: rule, at: "due", what)
    }

    private func choices() -> [LintFinding] {
        var before: [FactSpace.Demand] = []
        var found: [LintFinding] = []
        for choice in rule.due {
            let taken = choice.when.map { [FactSpace.Demand($0, .yes)] } ?? []
            let demands = space.opening + before + taken
            if !space.admits(demands) {
                found.append(
                    finding(.dueChoiceDead, "'\(choice.clock.text)' can never be the choice"))
            } else if let anchored = anchored(choice.clock),
                !space.admits(demands + [FactSpace.Demand(anchored, .yes)])
            {
                found.append(
                    finding(
                        .dueAnchorUnknown,
                        "'\(choice.clock.text)' counts from what is unknown whenever the rule "
                            + "opens"))
            }
            before += choice.when.map { [FactSpace.Demand($0, [.no, .unknown])] } ?? []
        }
        return found
    }

    /// That one of the clock's anchors is known; nil where one always is.
    private func anchored(_ clock: DueClock) -> Condition? {
        guard !clock.anchors.contains(.receipt) else { return nil }
        return .any(clock.anchors.map { .not(.test($0, .among([.unknown]))) })
    }

    /// A due that passes before the time comes that the rule waits for, from the same anchor.
    private func pastDues() -> [LintFinding] {
        guard case .level(let condition) = rule.trigger, rule.with == nil else { return [] }
        return certainTimes(of: condition).flatMap { test in
            rule.due.map(\.clock).filter { clock in
                clock.anchors == test.clock.anchors
                    && ClockSpan(clock).most < ClockSpan(test.clock).least
            }.map { clock in
                finding(
                    .dueBeforeOpening,
                    "'\(clock.text)' is over when '\(test.text)' opens the rule")
            }
        }
    }

    /// The tests of time that must have come for the condition to hold.
    private func certainTimes(of condition: Condition) -> [TimeTest] {
        switch condition {
        case .time(let test): [test]
        case .all(let parts): parts.flatMap(certainTimes)
        case .always, .any, .not, .test, .obligation: []
        }
    }

    private func workingTime() -> [LintFinding] {
        guard rule.priority == .immediate else { return [] }
        return rule.due.map(\.clock).filter { clock in
            switch clock.unit {
            case .workingDays, .workingHours, .schoolDays: true
            case .calendarDays, .weeks, .months, .years, .hours: false
            }
        }.map { finding(.dueWorkingTime, "'\($0.text)' does not run at night") }
    }

    private func lateLadder() -> [LintFinding] {
        guard let wait = ladder.rung(2)?.wait else { return [] }
        return rule.due.map(\.clock).filter { clock in
            clock.anchors == [.receipt] && ClockSpan(clock).most < ClockSpan(wait).least
        }.map { clock in
            finding(
                .ladderAfterDue,
                "'\(clock.text)' is over before the ladder \(rule.ladder.rawValue) climbs, after "
                    + "\(wait.amount) \(wait.unit.rawValue)")
        }
    }
}
