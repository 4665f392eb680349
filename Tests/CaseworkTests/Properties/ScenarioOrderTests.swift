// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Notifications
import Testing

@testable import Policy
@testable import Rehearsal

/// The oracle of DESIGN.md over every story that tells of more than one message: whatever order
/// they come in, the same is left open (CONTRACT.md §3, guarantee 5).
@Suite("Every story in any order", .tags(.slow))
struct ScenarioOrderTests {
    /// Orders of each story; `Deploy/test --deep` tries a hundred.
    private static let orders =
        ProcessInfo.processInfo.environment["KEYWATCH_ORDERS"].flatMap(Int.init) ?? 3

    private static let files = ((try? ScenarioFiles.find([Places.scenarios])) ?? []).filter {
        path in
        guard let scenario = try? ScenarioFiles.scenario(at: path) else { return false }
        // A correction before what it corrects leaves both: a number may be two people's.
        guard !scenario.covers.contains("X-06") else { return false }
        let told = messages(of: scenario)
        return told.count > 1
    }

    @Test("a story's messages in any order leave the same open", arguments: files)
    func anyOrder(_ path: String) throws {
        let story = try ScenarioFiles.scenario(at: path)
        let messages = try ScenarioOrderTests.dated(story)
        let expected = try leftOpen(story, messages)
        // What a person must first decide waits, and with it what hangs on it.
        guard let expected else { return }
        var random = SeededGenerator(seed: UInt64(messages.count))
        for order in 1...Self.orders {
            guard let left = try leftOpen(story, messages.shuffled(using: &random)) else {
                continue
            }
            #expect(left == expected, "order \(order)")
        }
    }

    /// The messages of a story, each with the time at which the story tells it: as if every system
    /// had been down until the end, and they then came at once.
    private static func dated(_ story: Scenario) throws -> [ScenarioMessage] {
        let calendar = try stage.configuration.calendar(zone: stage.zone)
        let instants = try StepClock(calendar: calendar).instants(of: story)
        return zip(story.steps, instants).enumerated().compactMap { index, told in
            guard case .receive(var message) = told.0.action, message.topic != .register else {
                return nil
            }
            if case .canonical(let json) = message.body {
                var members = json.members
                let at = JSONValue.string(told.1.formatted)
                for (name, value) in [
                    ("id", JSONValue.string("m\(index)")), ("occurredAt", at), ("recordedAt", at),
                    ("sentAt", at),
                ] where json[name] == nil {
                    members.append(.init(name, value))
                }
                message.body = .canonical(.object(members))
            }
            return message
        }
    }

    private static func messages(of story: Scenario) -> [ScenarioMessage] {
        story.steps.compactMap { step in
            if case .receive(let message) = step.action, message.topic != .register {
                message
            } else {
                nil
            }
        }
    }

    /// What is left open once all have come, one a second, on a Wednesday morning after the story.
    private func leftOpen(
        _ story: Scenario, _ messages: [ScenarioMessage]
    ) throws -> [String]? {
        let calendar = try stage.configuration.calendar(zone: stage.zone)
        let last = try StepClock(calendar: calendar).instants(of: story).last
        let begin = calendar.openingOf(
            calendar.workingDay(1, from: calendar.localDate(of: try #require(last)))
        ).advanced(bySeconds: 3600)
        var rehearsed = story
        rehearsed.steps = messages.enumerated().map { index, message in
            Step(
                at: .instant(begin.advanced(bySeconds: Int64(index))), action: .receive(message),
                expectations: [], exactly: false, expectNothing: false, source: story.source)
        }
        rehearsed.never = []
        let result = try stage.run(rehearsed)
        guard !result.outcomes.contains(where: { $0.hasPrefix(Outcome.review.rawValue) }) else {
            return nil
        }
        let pack = try stage.context(policy: story.policy, rules: story.rules, edits: []).pack
        var open: [String: String] = [:]
        for emission in result.emissions {
            guard let id = emission.obligation, emission.kind != .notice else { continue }
            switch emission.verb {
            case .open:
                open[id] = duty(emission, pack.rule(emission.rule ?? RuleID("")))
            case .close, .withdraw: open[id] = nil
            case .remind, .escalate, .acknowledge: break
            }
        }
        return open.values.filter { !$0.isEmpty }.sorted()
    }

    /// The duty by rule, subject, due and owner; empty where its rule asks when the news came.
    private func duty(_ emission: Emission, _ rule: Rule?) -> String {
        guard let rule, !rule.asksWhenNewsCame else { return "" }
        let isByReceipt =
            rule.due.isEmpty
            || rule.due.contains { $0.clock.anchors.contains { $0 == .receipt } }
        let due = isByReceipt ? "by receipt" : emission.by?.formatted ?? "-"
        return "\(rule.id) \(emission.about.text) \(due) \(emission.to.first?.role.rawValue ?? "-")"
    }
}

extension Rule {
    /// Whether its trigger asks when news was received (CONTRACT.md §3: exempt), or what held then:
    /// a stay that is over when it is first told of opens nothing (DUTIES.tsv §7), and which report
    /// of a review is owed is judged when the review is told.
    fileprivate var asksWhenNewsCame: Bool {
        if rulesAskedAbout.contains(id) { return true }
        var facts = condition.facts + (unless?.facts ?? []) + (standing?.facts ?? [])
        facts += due.flatMap { $0.when?.facts ?? [] }
        if case .event(let patterns, _) = trigger {
            facts += patterns.flatMap { $0.when.facts?.facts ?? [] }
        }
        return facts.contains {
            [
                .eventOutOfHours, .eventOlderThan24h, .eventBeforePanel, .eventReceivedAt,
                .stayEndedLongAgoOnReceipt, .personAdmittedMeanwhile, .matchOutcome,
                .personStatutoryReview,
            ].contains($0)
        }
    }
}
