// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Faults of the events that end a rule.
struct EndingChecks {
    let rule: Rule

    func findings() -> [LintFinding] {
        unclosed() + endedByTrigger() + shadowed() + answered() + unanswerable()
    }

    /// Every ending with the key under which it stands, in the order in which they are tried.
    private var endings: [(key: String, pattern: EventPattern)] {
        rule.doneBy.map { ("done-by", $0) } + rule.closedBy.map { ("closed-by", $0) }
            + rule.withdrawnBy.map { ("withdrawn-by", $0) }
    }

    private static let answers: [EventName] = [.escalationAcknowledged, .escalationAccepted]

    private func unclosed() -> [LintFinding] {
        guard rule.kind == .emergency, rule.closedBy.isEmpty else { return [] }
        return [
            LintFinding(
                .emergencyUnclosed, in: rule, at: "open", "'done-by' convenes it; nothing closes it"
            )
        ]
    }

    private func endedByTrigger() -> [LintFinding] {
        guard case .event(let triggers, _) = rule.trigger, rule.with == nil else { return [] }
        return endings.filter { _, ending in
            ending.when == EventCondition() && triggers.contains { $0.event == ending.event }
        }.map { key, ending in
            LintFinding(
                .endIsTrigger, in: rule, at: key,
                "\(ending.event.text) opens the rule and, whatever it says, ends it")
        }
    }

    private func shadowed() -> [LintFinding] {
        // An emergency is only convened by `done-by`, so what closes it may be the same event.
        let endings = rule.kind == .emergency ? endings.filter { $0.key != "done-by" } : endings
        return endings.indices.filter { index in
            let (_, later) = endings[index]
            return endings[..<index].contains { _, earlier in
                earlier.event == later.event
                    && (earlier.when == EventCondition() || earlier.when == later.when)
            }
        }.map { index in
            let (key, ending) = endings[index]
            return LintFinding(
                .endShadowed, in: rule, at: key,
                "\(ending.event.text) ends it by an entry before this one")
        }
    }

    private func answered() -> [LintFinding] {
        guard rule.kind != .alert, rule.kind != .notice, !isTransfer else { return [] }
        return endings.filter { EndingChecks.answers.contains($0.pattern.event) }.map {
            LintFinding(
                .answerIsNoDeed, in: rule, at: $0.key,
                "\($0.pattern.event.text) ends a \(rule.kind.rawValue)")
        }
    }

    /// Whether it asks to take a case over: there the acceptance is the deed (DUTIES.tsv D-167b).
    private var isTransfer: Bool {
        guard case .event(let patterns, _) = rule.trigger else { return false }
        return patterns.contains { $0.event == .caseTransferred }
    }

    private func unanswerable() -> [LintFinding] {
        guard rule.kind == .alert,
            !rule.doneBy.contains(where: { EndingChecks.answers.contains($0.event) })
        else { return [] }
        return [
            LintFinding(
                .alertUnanswerable, in: rule, at: "done-by",
                "neither escalation.acknowledged nor escalation.accepted ends the alert")
        ]
    }
}
