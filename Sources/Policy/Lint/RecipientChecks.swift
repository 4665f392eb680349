// SPDX-License-Identifier: Apache-2.0

/// Faults of whom a rule tells, how loudly, and how much they see.
struct RecipientChecks {
    private let rule: Rule
    private let space: RuleSpace

    init(_ rule: Rule) {
        self.rule = rule
        space = RuleSpace(rule)
    }

    func findings() -> [LintFinding] {
        let found = shutOut() + blind()
        // Of a rule that never opens everything would be true.
        guard space.admits(space.opening) else { return found }
        return found + idleCopies() + idleRaises() + sealed()
    }

    private func idleCopies() -> [LintFinding] {
        rule.also.indices.compactMap { index in
            let copy = rule.also[index]
            let why: String
            if copy.role == rule.owner {
                why = "owns the duty"
            } else if rule.also[..<index].contains(where: {
                $0.role == copy.role && ($0.when == nil || $0.when == copy.when)
            }) {
                why = "is told already"
            } else if let when = copy.when, !space.opens(where: when, is: .yes) {
                why = "is told if '\(when.text)', which never holds here"
            } else {
                return nil
            }
            return LintFinding(.alsoIdle, in: rule, at: "also", "\(copy.role.rawValue) \(why)")
        }
    }

    private func idleRaises() -> [LintFinding] {
        rule.raises.compactMap { raise in
            let why: String
            if raise.priority <= rule.priority {
                why = "is no more than \(rule.priority.rawValue)"
            } else if !space.opens(where: raise.when, is: .yes) {
                why = "if '\(raise.when.text)', which never holds here"
            } else if !space.opens(where: raise.when, is: [.no, .unknown]) {
                why = "if '\(raise.when.text)', which always holds here"
            } else {
                return nil
            }
            return LintFinding(
                .raiseIdle, in: rule, at: "raise", "to \(raise.priority.rawValue) \(why)")
        }
    }

    private func shutOut() -> [LintFinding] {
        let only = rule.disclosure.onlyTo
        guard !only.isEmpty else { return [] }
        let told = rule.owners + rule.also.map(\.role) + (rule.climbsOnlyTo.map { [$0] } ?? [])
        return told.filter { !only.contains($0) }.map {
            LintFinding(
                .onlyToShutsOut, in: rule, at: "disclosure",
                "\($0.rawValue) is told and stands not in 'only-to'")
        }
    }

    /// Whether it is about somebody of the register.
    private var isAboutSomebody: Bool { [.person, .stay, .item].contains(rule.about) }

    private func blind() -> [LintFinding] {
        guard isAboutSomebody else { return [] }
        return rule.owners.filter {
            rule.disclosure.word(for: $0.usualAgency) == .countsOnly
        }.map { owner in
            LintFinding(
                .disclosureBlind, in: rule, at: "disclosure",
                "\(owner.rawValue) owns a duty about a \(rule.about.rawValue) and sees counts")
        }
    }

    /// Rules that feed on a refusal say so; a possible match must be decided, and a death told,
    /// whoever it is (DUTIES.tsv §8).
    private func sealed() -> [LintFinding] {
        guard isAboutSomebody, rule.kind != .review, rule.with == nil else { return [] }
        let naming: [FactName] = [
            .personSealed, .personConsent, .personKnown, .personDied, .personDeathUncertain,
            .personDiedKnownAt,
        ]
        let isMeant = rule.condition.facts.contains { naming.contains($0) }
        let isSealed = Condition.test(.personSealed, .among([.bool(true)]))
        guard !isMeant, space.stands(where: isSealed, is: .yes) else { return [] }
        return [
            LintFinding(
                .sealedTold, in: rule, at: "about",
                "it can open while person.sealed is true")
        ]
    }
}

extension Role {
    /// The agency that answers for the role where the area's directory says nothing else.
    fileprivate var usualAgency: Agency {
        switch self {
        case .socialWorker, .emergencyDutyTeam, .leaderCare: .socialCare
        case .senManager, .virtualSchoolHead, .leaderEducation: .education
        default: .health
        }
    }
}
