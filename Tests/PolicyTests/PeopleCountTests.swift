// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Policy

/// Counting people across the area: what can be said, and what is refused where it stands.
@Suite struct PeopleCountTests {
    static let good = """
        - rule: D-151
          covers: [SEED-151]
          about: area
          count:
            people-with: { item.kind: barrier }
            while: { item.open: true }
            or-within: 90 cd after item.since
            alike-in: item.type
            at-least: 3
          open: task
          title: The same wall for several young people
          owner: sro
          priority: routine
          due: 20 wd after receipt
          escalate: none
          done-by: [escalation.completed]
          when-false: keep
          disclosure: counts-only
        """

    static let plants: [RuleFaultTests.Plant] = [
        .init("at-least: 3", "at-least: 2", .groupTooSmall, at: "2\n", "at least 3"),
        .init("at-least: 3", "at-least: 0", .groupTooSmall, at: "0\n", "a count of 0"),
        .init("at-least: 3", "at-least: -3", .groupTooSmall, at: "-3", "a count of -3"),
        .init("at-least: 3", "at-least: few", .number, at: "few", "no number of people"),
        .init("at-least: 3", "at-least: 99999999", .number, at: "99999999", "no number"),
        .init("    at-least: 3\n", "", .missingKey, at: "people-with", "'at-least' is missing"),
        .init(
            "    people-with: { item.kind: barrier }\n", "", .missingKey, at: "while",
            "'people-with' is missing"),
        .init("alike-in", "alike-by", .unknownKey, at: "alike-by", "did you mean 'alike-in'?"),
        .init("alike-in: item.type", "alike-in: item.at", .factValue, at: "item.at", "no word"),
        .init(
            "alike-in: item.type", "alike-in: person.rating", .factOutOfReach,
            at: "person.rating", "nobody who is counted"),
        .init(
            "{ item.kind: barrier }", "{ item.kind: barrier, person.rating: red }",
            .factOutOfReach, at: "{ item.kind", "'person.rating'"),
        .init(
            "{ item.open: true }", "{ reached: 3 cd after item.since }", .factOutOfReach,
            at: "{ reached", "'or-within' says for how long"),
        .init("{ item.open: true }", "{ open: D-071 }", .factOutOfReach, at: "{ open", "no duty"),
        .init("90 cd after", "90 wd after", .phrase, at: "90 wd", "whole days"),
        .init("90 cd after", "90 h after", .phrase, at: "90 h", "whole days"),
        .init("90 cd after", "90 cd before", .phrase, at: "90 cd", "whole days"),
        .init("90 cd after item", "9 cd after 3 cd after item", .phrase, at: "9 cd", "whole days"),
        .init(
            "90 cd after item.since", "90 cd after person.ratingAt", .factOutOfReach,
            at: "90 cd", "'person.ratingAt'"),
        .init("about: area", "about: feed", .contradiction, at: "rule:", "about the area"),
        .init("counts-only", "minimal", .contradiction, at: "rule:", "as counts only"),
        .init(
            "counts-only", "{ most: counts-only, health: full }", .contradiction, at: "rule:",
            "as counts only"),
        .init(
            "  open: task", "  while: { area.roleGap: true }\n  open: task", .conflictingKeys,
            at: "while: { area", "'while' contradicts 'count'"),
        .init(
            "  open: task", "  unless: { area.roleGap: true }\n  open: task", .conflictingKeys,
            at: "unless", "'unless' contradicts 'count'"),
        .init(
            "  open: task", "  on: crisis.contact\n  open: task", .conflictingKeys, at: "on:",
            "'on' contradicts 'count'"),
        .init(
            "  open: task", "  raise: { to: urgent, when: { count.people: '>= 9' } }\n  open: task",
            .factOutOfReach, at: "count.people", "no count in hand"),
    ]

    @Test("The rule is read as it is written")
    func read() throws {
        #expect(faults(ofRules: Self.good) == [])
        let rule = try #require(try rule(Self.good))
        #expect(rule.peopleAtLeast == 3)
        let count = try #require(rule.count)
        #expect(count.having == .test(.itemKind, .among([.code("barrier")])))
        #expect(count.standing == .test(.itemOpen, .among([.bool(true)])))
        #expect(count.within?.text == "90 cd after item.since")
        #expect(count.alikeIn == .itemType)
        #expect(rule.condition.text == "count.people: >= 3")
    }

    @Test("How long people count, and in what they are alike, may be left out")
    func shortest() throws {
        var text = Self.good
        for line in ["while: { item.open: true }", "or-within: 90 cd after item.since"] {
            text = text.replacing("    \(line)\n", with: "")
        }
        let count = try #require(try rule(text.replacing("    alike-in: item.type\n", with: "")))
            .count
        #expect(count == PeopleCount(having: .test(.itemKind, .among([.code("barrier")]))))
    }

    @Test("A planted fault is found where it stands, and nothing else is", arguments: plants)
    func planted(plant: RuleFaultTests.Plant) throws {
        let text = Self.good.replacing(plant.old, with: plant.new)
        #expect(text != Self.good, "nothing was planted")
        let found = faults(ofRules: text)
        #expect(found.map(\.code) == [plant.code], "\(found)")
        let fault = try #require(found.first)
        #expect(fault.message.contains(plant.says), "\(fault.message)")
        #expect("\(fault.line):\(fault.column)" == position(of: plant.needle, in: text))
    }

    @Test("The author's guide shows the rule as the shipped pack says it")
    func guide() throws {
        let guide = try String(
            contentsOf: Shipped.root.appending(path: "Sources/Policy/Policy.docc/WritingRules.md"),
            encoding: .utf8)
        let section = try #require(guide.components(separatedBy: "## Many people at one wall").last)
        let blocks = section.components(separatedBy: "```yaml\n")
        let text = try #require(blocks.dropFirst().first?.components(separatedBy: "```").first)
        #expect(faults(ofRules: text) == [])
        var shown = try #require(try rule(text))
        var shipped = try #require(try Shipped.pack.rule(RuleID("D-151")))
        (shown.source, shown.places) = (shipped.source, [:])
        shipped.places = [:]
        #expect(shown == shipped)
    }

    private func rule(_ text: String) throws -> Rule? {
        try PolicyPack.load(
            name: "test", files: [.init(path: "rules.yaml", text: text)],
            ladders: .init(path: "ladders.yaml", text: wholeLadders)
        ).rules.first
    }
}
