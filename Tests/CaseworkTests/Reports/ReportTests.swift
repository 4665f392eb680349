// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Rehearsal
import Testing

@Suite("Reports of scenarios")
struct ReportTests {
    private func scenario(_ expectation: String, flags: String = "", never: String = "") throws
        -> ScenarioResult
    {
        let text = """
            scenario: "A story # of & <one>"
            covers: [SEED-80]
            rules: [D-080a, D-144, D-047a]
            register:
              - { registerId: W1, familyName: Marlow, givenNames: [Wren], birthDate: 2010-06-21, nhsNumber: "9990001014",
                  rating: { value: red, at: 2026-01-12T10:00:00Z }, keyworker: { personId: kw-1, acceptedAt: 2026-01-13T10:00:00Z } }
            steps:
              - at: 2026-03-10T10:20:00Z
                receive:
                  { topic: admissions, event: admission.started, person: { nhsNumber: "9990001014", familyName: Marlow, birthDate: 2010-06-21 },
                    encounter: { id: V1, bedKind: mental-health, admittedAt: 2026-03-10T10:00:00Z } }
                \(flags)
                expect: [ { \(expectation) } ]
              - at: +1 minute
            \(never)
            """
        return try stage.run(
            Scenario.parse(ConfigurationFile(path: "story.yaml", text: text)))
    }

    @Test("an expectation that is met passes, one member that differs fails and says which")
    func members() throws {
        let met = "open: alert, covers: SEED-80, to: keyworker, person: kw-1, about: W1, area: demo"
        #expect(try scenario(met).hasPassed)
        for (wrong, word) in [
            ("open: alert, covers: SEED-080, to: social-worker", "to is keyworker"),
            ("open: alert, covers: SEED-080, person: kw-2", "person is kw-1"),
            ("open: alert, covers: SEED-080, about: W9", "about is person:W1"),
            ("open: alert, covers: SEED-080, priority: routine", "priority is immediate"),
            (
                "open: alert, covers: SEED-080, by: 2026-03-10T12:20:00Z",
                "by is 2026-03-10T11:20:00Z"
            ),
            ("open: alert, covers: SEED-080, rung: 2", "rung is 1"),
            ("open: alert, covers: SEED-080, area: elsewhere", "area is demo"),
            ("open: alert, covers: SEED-080, withheld: [displayName]", "withheld is not there"),
            ("close: alert, covers: SEED-080", "expected { close: alert"),
            ("open: alert, covers: SEED-999", "expected { open: alert"),
        ] {
            let result = try scenario(wrong)
            #expect(!result.hasPassed, "\(wrong)")
            #expect(result.failures.first?.message.contains(word) == true, "\(wrong)")
            #expect(result.failures.first?.window.count == 3)
            #expect(result.failures.first?.source.line == 13)
        }
    }

    @Test("exactly, expect-nothing and never are held")
    func flags() throws {
        let alert = "open: alert, covers: SEED-080"
        #expect(try !scenario(alert, flags: "exactly: true").hasPassed)
        #expect(
            try !scenario(alert, never: "never: [ { open: task, covers: C-CETR-PA } ]").hasPassed)
        #expect(try scenario(alert, never: "never: [ { open: emergency } ]").hasPassed)
    }

    @Test("TAP names every scenario, escapes its sentence, and says why one failed")
    func tap() throws {
        let results = try [scenario("open: alert"), scenario("open: emergency")]
        let lines = TAPWriter.text(results).split(separator: "\n")
        #expect(lines.prefix(2) == ["TAP version 14", "1..2"])
        #expect(lines.contains(##"ok 1 - A story \# of & <one>"##))
        #expect(lines.contains(##"not ok 2 - A story \# of & <one>"##))
        #expect(lines.contains { $0.contains("story.yaml:13:15: expected { open: emergency }") })
        #expect(lines.contains { $0.contains("open alert [SEED-080") })
    }

    @Test("JUnit is XML that counts, and escapes")
    func junit() throws {
        let results = try [scenario("open: alert"), scenario("open: emergency")]
        let text = JUnitWriter.text(results)
        #expect(text.hasPrefix(#"<?xml version="1.0" encoding="UTF-8"?>"#))
        #expect(text.contains(#"<testsuites tests="2" failures="1">"#))
        #expect(text.contains("A story # of &amp; &lt;one&gt;"))
        let parser = XMLLines(text)
        #expect(parser.isBalanced)
    }

    @Test("a file that is no scenario is a failure of that file, with its place")
    func unreadable() {
        let result = stage.run(file: "/nowhere/at/all.yaml")
        #expect(!result.hasPassed)
        #expect(result.name == "/nowhere/at/all.yaml")
    }

    @Test("a step that goes back in time, and an answer to nothing, are said")
    func impossible() throws {
        let head = "scenario: S\ncovers: [SEED-080]\nsteps:\n"
        let back = "  - at: 2026-03-10T10:00:00Z\n  - at: 2026-03-10T09:00:00Z\n"
        #expect(throws: RehearsalError.self) {
            try stage.run(Scenario.parse(ConfigurationFile(path: "s", text: head + back)))
        }
        let answer = """
              - at: 2026-03-10T10:00:00Z
                respond: { to: SEED-080, event: escalation.accepted, by: kw-1 }

            """
        let result = try stage.run(
            Scenario.parse(ConfigurationFile(path: "s", text: head + answer)))
        #expect(result.failures.first?.message.contains("SEED-080") == true)
    }
}

/// As much of an XML parser as tells that every element is closed.
private struct XMLLines {
    let isBalanced: Bool

    init(_ text: String) {
        var open: [Substring] = []
        var balanced = true
        for piece in text.split(separator: "<").dropFirst() {
            let tag = piece.prefix { $0 != ">" }
            if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                balanced = balanced && open.popLast() == tag.dropFirst()
            } else {
                open.append(tag.prefix { $0 != " " })
            }
        }
        isBalanced = balanced && open.isEmpty
    }
}
