// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A rule of the pack by which decisions are made, kept once, with what they ask of it most.
@dynamicMemberLookup
final class RuleInForce: Sendable {
    /// What the rule says.
    let rule: Rule
    /// Its place among the rules of the pack.
    let number: Int
    /// How its obligations climb.
    let ladder: Ladder
    /// Whether it opens while a condition holds, and not on an event.
    let isLevel: Bool
    /// Whether it stands for one stay: once, or once per date from which it counts.
    let isPerStay: Bool
    /// Whether it stands for one item.
    let isPerItem: Bool
    /// Whether it stands while so many people are counted.
    let isOfACount: Bool
    /// Whether it stands for one stay once per change of legal status, whatever the status is: what
    /// was owed after one change is owed still after the next.
    let isPerStatus: Bool
    /// Whether at most one obligation of it is open about a person.
    let isOneAtATime: Bool
    /// Whether it opens because a stay has ended.
    let isAboutTheEnd: Bool
    /// The tests of time on which it depends whether an obligation of it stands.
    let timeTests: [NumberedTest]
    /// What fulfils it that is more than an answer to it.
    let deeds: [EventPattern]
    /// What ends it, if it has happened already, before it opens.
    let endingsInAdvance: [EventPattern]
    /// The events one like which may end it.
    let endingEvents: EventNames
    /// Whether it had another name before.
    let isRenamed: Bool
    private let opening: ConditionInForce
    private let exception: ConditionInForce?
    private let lasting: ConditionInForce?

    /// - Parameter tests: the tests of time of the pack, to which the rule's are added.
    init(_ rule: Rule, number: Int, in pack: PolicyPack, _ tests: inout NumberedTests) {
        self.rule = rule
        self.number = number
        ladder = pack.ladder(of: rule)
        isLevel = if case .level = rule.trigger { true } else { false }
        isPerStay = rule.occasion == .stay || rule.occasion == .anchor
        isPerItem = rule.about == .item
        isOfACount = rule.count != nil
        isPerStatus =
            rule.occasion == .anchor && !rule.due.isEmpty
            && rule.due.allSatisfy { $0.clock.anchors == [.stayLegalStatusSince] }
            && !rule.condition.facts.contains {
                [.stayLegalStatus, .stayDetained].contains($0)
            }
        isOneAtATime = !isPerStay && !isPerItem && rule.about != .area
        isAboutTheEnd = rule.condition.facts.contains(.stayEnded)
        timeTests = rule.timeTests.map { tests.numbered($0) }
        opening = ConditionInForce(rule.condition, &tests)
        exception = rule.unless.map { ConditionInForce($0, &tests) }
        lasting = rule.standing.map { ConditionInForce($0, &tests) }
        deeds = rule.doneBy.filter { $0.event.family != "escalation" }
        endingsInAdvance = (rule.doneBy + rule.closedBy + rule.withdrawnBy).filter {
            $0.event.family != "escalation" && !$0.when.onlyIfAnswered
        }
        endingEvents = EventNames((rule.doneBy + rule.closedBy + rule.withdrawnBy).map(\.event))
        isRenamed = !rule.formerly.isEmpty
    }

    /// What ``Rule/holds(_:)`` says of the rule.
    func holds(_ situation: Situation) -> Bool {
        switch opening.truth(situation) {
        case .no: return false
        case .unknown: if rule.unknown == .asNo { return false }
        case .yes: break
        }
        return exception?.truth(situation) != .yes
    }

    /// What ``Rule/stillStands(_:)`` says of the rule.
    func stillStands(_ situation: Situation) -> Bool {
        isLevel ? holds(situation) : lasting?.truth(situation) != .no
    }

    /// Whether it has that name, or had it before.
    func isNamed(_ name: RuleID) -> Bool {
        name == rule.id || isRenamed && rule.formerly.contains(name)
    }

    /// Whether an event of that name may end an obligation of it.
    func isEnded(by event: EventName) -> Bool { endingEvents.contains(event) }

    /// A part of what the rule says.
    subscript<Part>(dynamicMember path: KeyPath<Rule, Part>) -> Part { rule[keyPath: path] }
}
