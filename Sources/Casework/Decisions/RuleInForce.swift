// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A rule of the pack by which decisions are made, kept once, with what they ask of it most.
@dynamicMemberLookup
final class RuleInForce: Sendable {
    /// What the rule says.
    let rule: Rule
    /// How its obligations climb.
    let ladder: Ladder
    /// Whether it opens while a condition holds, and not on an event.
    let isLevel: Bool
    /// Whether it stands for one stay: once, or once per date from which it counts.
    let isPerStay: Bool
    /// Whether it stands for one item.
    let isPerItem: Bool
    /// Whether it stands for one stay once per change of legal status, whatever the status is: what
    /// was owed after one change is owed still after the next.
    let isPerStatus: Bool
    /// Whether at most one obligation of it is open about a person.
    let isOneAtATime: Bool
    /// Whether it opens because a stay has ended.
    let isAboutTheEnd: Bool
    /// The tests of time on which it depends whether an obligation of it stands.
    let timeTests: [TimeTest]
    /// What fulfils it that is more than an answer to it.
    let deeds: [EventPattern]
    /// What ends it, if it has happened already, before it opens.
    let endingsInAdvance: [EventPattern]

    init(_ rule: Rule, in pack: PolicyPack) {
        self.rule = rule
        ladder = pack.ladder(of: rule)
        isLevel = if case .level = rule.trigger { true } else { false }
        isPerStay = rule.occasion == .stay || rule.occasion == .anchor
        isPerItem = rule.about == .item
        isPerStatus =
            rule.occasion == .anchor && !rule.due.isEmpty
            && rule.due.allSatisfy { $0.clock.anchors == [.stayLegalStatusSince] }
            && !rule.condition.facts.contains {
                [.stayLegalStatus, .stayDetained].contains($0)
            }
        isOneAtATime = !isPerStay && !isPerItem && rule.about != .area
        isAboutTheEnd = rule.condition.facts.contains(.stayEnded)
        timeTests = rule.timeTests
        deeds = rule.doneBy.filter { $0.event.family != "escalation" }
        endingsInAdvance = (rule.doneBy + rule.closedBy + rule.withdrawnBy).filter {
            $0.event.family != "escalation" && !$0.when.onlyIfAnswered
        }
    }

    /// A part of what the rule says.
    subscript<Part>(dynamicMember path: KeyPath<Rule, Part>) -> Part { rule[keyPath: path] }
}
