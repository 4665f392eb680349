// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Testing

@Suite struct ScenarioTests {
    static let story = """
        scenario: A call at night, and an answer
        covers: [SEED-51, C-CETR-PA]
        register:
          - { registerId: R1, familyName: No, givenNames: [On], birthDate: 2010-04-15, nhsNumber: "9990000018",
              consent: { sharing.education: { status: given } }, version: 3 }
        directory: { vacant: [sro], fill: [ { role: keyworker-manager, personId: km-9, agency: health } ] }
        steps:
          - at: 2026-03-07T21:30:00Z
            receive: { topic: admissions, event: admission.considered, person: { familyName: null },
                       encounter: { id: V1, legalStatus: 01 }, detail: { planned: false, percent: 12, code: 12, note: "true" } }
            expect: [ { open: emergency, covers: SEED-51, to: commissioner-on-call, about: R1, why: out-of-hours } ]
          - at: +2 hours
            respond: { to: SEED-51, event: escalation.accepted, by: kw-1 }
            exactly: true
            expect:
              - { acknowledge: alert, rung: 2, by: 2026-03-08T00:00:00Z, withheld: [displayName] }
          - at: +1 working day
            receive: { topic: register, raw: null, key: R1 }
            expect-nothing: true
          - at: +1 minute
            receive: { topic: school, raw: "a|b\\r", headers: { content-type: text/plain } }
          - { at: +1 day, reload: calendar }
          - { at: +1 day, restart: true }
          - { at: +1 day, directory: { vacant: keyworker } }
          - { at: +1 day, respond: { about: R1, event: review.held, detail: { heldOn: 2026-03-10 } } }
          - { at: +1 day, register: { registerId: R2, status: closed } }
          - { at: +1 day, rewrite: { without: D-047a, retired: { D-047a: A reason. }, refused: true } }
          - { at: +1 day, adopt: kw-1 }
          - at: +1 minute
        never:
          - { escalate: alert, to: sro }
        """

    func parse(_ text: String) throws(PolicyError) -> Scenario {
        try Scenario.parse(ConfigurationFile(path: "story.yaml", text: text))
    }

    @Test("A story is read whole: times, actions, expectations")
    func whole() throws {
        let scenario = try parse(ScenarioTests.story)
        #expect(scenario.covers == ["SEED-051", "C-CETR-PA"])
        #expect(scenario.policy == "policy-2023")
        #expect(scenario.directory.count == 2)
        #expect(scenario.steps.count == 12)
        #expect(
            scenario.steps.map(\.at).prefix(4) == [
                .instant(instant("2026-03-07T21:30:00Z")), .after(2, .hours),
                .after(1, .workingDays),
                .after(1, .minutes),
            ])
        let first = try #require(scenario.steps[0].expectations.first)
        #expect(first.verb == .open && first.kind == .emergency && first.covers == "SEED-051")
        #expect(first.to == .commissionerOnCall && first.why == "out-of-hours")
        let second = try #require(scenario.steps[1].expectations.first)
        #expect(second.by == instant("2026-03-08T00:00:00Z") && second.rung == 2)
        #expect(second.withheld == ["displayName"] && scenario.steps[1].exactly)
        #expect(scenario.steps[2].expectNothing)
        #expect(scenario.never.map(\.to) == [.sro])
        #expect(scenario.steps[11].action == .none)
    }

    @Test(
        "Scalars are what their fields are: codes and names stay text, booleans and counts do not")
    func typing() throws {
        let scenario = try parse(ScenarioTests.story)
        let entry = try #require(scenario.register.first)
        #expect(entry["familyName"] == .string("No"))
        #expect(entry["givenNames"] == .array([.string("On")]))
        #expect(entry["birthDate"] == .string("2010-04-15"))
        #expect(entry["nhsNumber"] == .string("9990000018"))
        #expect(entry["version"] == .number("3"))
        #expect(entry["consent"]?["sharing.education"]?["status"] == .string("given"))
        guard case .receive(let message) = scenario.steps[0].action,
            case .canonical(let value) = message.body
        else {
            Issue.record("no message")
            return
        }
        #expect(value["event"] == .string("admission.considered"))
        #expect(value["topic"] == nil)
        #expect(value["person"]?["familyName"] == .null)
        #expect(value["encounter"]?["legalStatus"] == .string("01"))
        #expect(value["detail"]?["planned"] == .bool(false))
        #expect(value["detail"]?["percent"] == .number("12"))
        #expect(value["detail"]?["code"] == .string("12"))
        #expect(value["detail"]?["note"] == .string("true"))
    }

    @Test("Raw values, tombstones and headers come through as they are")
    func rawMessages() throws {
        let scenario = try parse(ScenarioTests.story)
        let messages = scenario.steps.compactMap { step -> ScenarioMessage? in
            guard case .receive(let message) = step.action else { return nil }
            return message
        }
        #expect(messages[1].body == .tombstone && messages[1].key == "R1")
        #expect(messages[2].body == .raw("a|b\r"))
        #expect(messages[2].headers == [.init(name: "content-type", value: "text/plain")])
    }

    @Test("Every kind of action is read")
    func actions() throws {
        let actions = try parse(ScenarioTests.story).steps.map(\.action)
        guard case .respond(let answer) = actions[1], case .respond(let record) = actions[7],
            case .register(let entries) = actions[8]
        else {
            Issue.record("wrong actions")
            return
        }
        #expect(answer.subject == .obligation("SEED-051") && answer.by == "kw-1")
        #expect(record.subject == .person("R1") && record.by == nil)
        #expect(record.detail["heldOn"] == .string("2026-03-10"))
        #expect(actions[4] == .reload(.calendar))
        #expect(actions[5] == .restart)
        #expect(actions[6] == .directory([.vacant(.keyworker)]))
        #expect(entries.map { $0["status"] } == [.string("closed")])
        guard case .rewrite(let edit, isRefused: true) = actions[9] else {
            Issue.record("no rewriting of the pack")
            return
        }
        #expect(edit.without == [RuleID("D-047a")] && edit.rules.isEmpty)
        #expect(edit.retired.map(\.reason) == ["A reason."])
        #expect(actions[10] == .adopt(by: "kw-1"))
    }

    @Test(
        "Faults of a scenario are found where they stand",
        arguments: [
            ("at: +2 hours", "at: +2 fortnights", FaultCode.phrase, "+2 fort"),
            ("at: 2026-03-07T21:30:00Z", "at: 2026-03-07", .instant, "2026-03-07\n"),
            ("at: 2026-03-07T21:30:00Z", "at: +1 day", .instant, "at: +1 day"),
            ("acknowledge: alert", "acknowledged: alert", .conflictingKeys, "{ acknowledged"),
            ("{ escalate: alert, to: sro }", "{ escalate: alert, too: sro }", .unknownKey, "too:"),
            ("to: commissioner-on", "to: comissioner-on", .unknownWord, "comissioner-on"),
            ("topic: school", "topic: schools", .unknownWord, "schools"),
            ("escalation.accepted", "escalation.acepted", .unknownWord, "escalation.acepted"),
            ("event: admission", "evnt: x, event: admission", .unknownKey, "evnt"),
            ("{ about: R1,", "{ about: R1, to: SEED-051,", .conflictingKeys, "{ about: R1, to:"),
            (
                "expect-nothing: true", "expect-nothing: on", .boolean,
                "on\n          - at: +1 minute"
            ),
            ("registerId: R2, ", "", .missingKey, "{ status: closed }"),
            (
                "restart: true }", "restart: true, reload: policy }", .conflictingKeys,
                "{ at: +1 day, restart"
            ),
            ("rung: 2", "rung: two", .number, "two"),
            ("steps:", "stepz:", .missingKey, "scenario:"),
        ])
    func faults(old: String, new: String, code: FaultCode, needle: String) throws {
        let text = ScenarioTests.story.replacing(old, with: new, maxReplacements: 1)
        let indented = needle.replacing("\n          - at", with: "\n  - at")
        #expect(text != ScenarioTests.story)
        do {
            _ = try parse(text)
            Issue.record("no fault was found")
        } catch {
            guard case .invalid(let faults) = error, let fault = faults.first else {
                Issue.record("\(error)")
                return
            }
            #expect(fault.code == code, "\(faults)")
            #expect("\(fault.line):\(fault.column)" == position(of: indented, in: text), "\(fault)")
        }
    }

    @Test(
        "Every shared scenario is read without a fault",
        .enabled(if: FileManager.default.fileExists(atPath: Shipped.sharedScenarios)))
    func sharedScenarios() throws {
        let folder = ConfigurationFolder(path: Shipped.sharedScenarios)
        let names = try FileManager.default.contentsOfDirectory(atPath: Shipped.sharedScenarios)
        let scenarios = names.filter { $0.hasSuffix(".yaml") }
        #expect(!scenarios.isEmpty)
        for name in scenarios {
            let scenario = try Scenario.parse(folder.file(name))
            #expect(scenario.steps.count >= 2)
        }
    }
}
