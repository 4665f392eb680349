// SPDX-License-Identifier: Apache-2.0

/// Checks that the parts of one rule do not contradict each other (DUTIES.tsv §3, §4).
struct RuleCheck {
    let rule: Rule
    let faults: FaultList

    func run() {
        switch rule.kind {
        case .notice:
            check(rule.due.isEmpty && rule.ladder == .none, "a notice has neither due nor ladder")
            check(rule.doneBy.isEmpty, "a notice asks for nothing, so nothing fulfils it")
        case .alert:
            check(rule.due.isEmpty, "an alert has an answer clock only, so no due")
            check(!rule.doneBy.isEmpty, "an alert needs 'done-by'")
        case .task, .emergency, .review:
            check(!rule.due.isEmpty, "a \(rule.kind.rawValue) needs 'due'")
            check(!rule.doneBy.isEmpty, "a \(rule.kind.rawValue) needs 'done-by'")
        }
        check(
            (rule.kind == .emergency) == (rule.why != nil),
            "an emergency, and nothing else, says why")
        check(
            (rule.ladder == .crisis) == (rule.priority == .immediate),
            "the crisis ladder belongs to immediate rules and to no others")
        check(
            rule.ownerChoices.isEmpty
                ? !rule.also.contains { $0.role == rule.owner && $0.when == nil } : true,
            "the owner is told anyway and does not stand in 'also'")
        check(!rule.covers.isEmpty, "'covers' is missing: every emission names its rows")
        check(
            (rule.occasion == .item) == (rule.about == .item),
            "the occasion of a rule about an item is the item, and of no other")
        if rule.count != nil {
            check(rule.about == .area, "a rule that counts people is about the area")
            check(
                rule.disclosure == Disclosure(most: .countsOnly),
                "what is counted is told as counts only")
        }
        let hasOpenChoice = rule.due.last.map { $0.when == nil } ?? true
        check(hasOpenChoice, "the last choice of 'due' has no 'when': something must be due")
        for choice in rule.due.dropLast() where choice.when == nil {
            check(false, "a choice of 'due' without 'when' hides those after it")
        }
    }

    private func check(_ holds: Bool, _ message: String) {
        guard !holds else { return }
        faults.add(.contradiction, at: rule.source, "\(rule.id): \(message)")
    }
}
