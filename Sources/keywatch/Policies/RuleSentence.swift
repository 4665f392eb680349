// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A rule as one English sentence (CONTRACT.md §1, `policy read`), made of the rule alone.
struct RuleSentence {
    private let rule: Rule
    private let ladder: Ladder

    init(_ rule: Rule, in pack: PolicyPack) {
        self.rule = rule
        ladder = pack.ladder(of: rule)
    }

    /// The sentence, without the rule's name.
    var text: String {
        var text = opening + ", \(article) \(rule.priority.rawValue) \(kind) goes to the "
        text += owner + others + ": “\(rule.title)”"
        if !rule.due.isEmpty { text += "; due " + rule.due.map(due).joined(separator: ", else ") }
        if !rule.reminders.isEmpty {
            let clocks = rule.reminders.map(RulePhrases.clock).joined(separator: " and ")
            text += "; also reminds " + clocks
        }
        if !rule.raises.isEmpty {
            text += "; " + rule.raises.map(raise).joined(separator: ", and ")
        }
        if rule.kind != .notice { text += "; " + climbing }
        for (words, endings) in [
            ("done by", rule.doneBy), ("closed by", rule.closedBy),
            ("withdrawn by", rule.withdrawnBy),
        ] where !endings.isEmpty {
            text += "; \(words) " + endings.map(RulePhrases.event).joined(separator: ", or ")
        }
        return text + "; " + falling + "."
    }

    private var article: String { rule.priority == .routine ? "a" : "an" }

    private var kind: String { rule.kind == .emergency ? "emergency call" : rule.kind.rawValue }

    private var opening: String {
        var text: String
        switch rule.trigger {
        case .level: text = "While " + RulePhrases.lasting(rule)
        case .event(let patterns, let condition):
            let events =
                patterns.isEmpty
                ? "any event" : patterns.map(RulePhrases.event).joined(separator: " or ")
            text = "On " + events
            if condition != .always { text += " if " + RulePhrases.condition(condition) }
        }
        if rule.unknown == .asYes { text += " (or where that is not known)" }
        if let unless = rule.unless { text += ", unless " + RulePhrases.condition(unless) }
        return text
    }

    private var owner: String {
        let choices = rule.ownerChoices.map { choice in
            "\(choice.role.rawValue) if " + RulePhrases.condition(choice.when)
        }
        let joint = rule.jointly.map { " and the " + $0.rawValue }.joined()
        return (choices + [rule.owner.rawValue]).joined(separator: ", else the ") + joint
    }

    private var others: String {
        guard !rule.also.isEmpty else { return "" }
        let roles = rule.also.map { also in
            also.role.rawValue
                + (also.when.map { " if " + RulePhrases.condition($0) } ?? "")
        }
        return " (told too: " + roles.joined(separator: ", ") + ")"
    }

    private func due(_ choice: DueChoice) -> String {
        RulePhrases.clock(choice.clock)
            + (choice.when.map { " if " + RulePhrases.condition($0) } ?? "")
    }

    private func raise(_ raise: Raise) -> String {
        "\(raise.priority.rawValue) if " + RulePhrases.condition(raise.when)
    }

    private var climbing: String {
        let waits = ladder.rungs.compactMap(\.wait).map { RulePhrases.amount($0.amount, $0.unit) }
        guard !waits.isEmpty else { return "nobody further is told if nobody answers" }
        let only = rule.climbsOnlyTo.map { ", to the \($0.rawValue) only" } ?? ""
        return "if nobody answers it climbs the \(rule.ladder.rawValue) ladder (after "
            + waits.joined(separator: ", then ") + ")" + only
    }

    private var falling: String {
        let word =
            switch rule.whenFalse {
            case .withdraw: "it is withdrawn"
            case .close: "it is closed"
            case .keep: "it stays"
            }
        switch rule.trigger {
        case .level: return "when that no longer holds " + word
        case .event:
            guard let standing = rule.standing else { return "it stands until it is ended" }
            return word + " when no longer " + RulePhrases.condition(standing)
        }
    }
}
