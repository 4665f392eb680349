// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Notifications
import Policy
import Testing

@testable import keywatch

/// Why the area's task is open: how many people there were, and not who.
@Suite struct CountExplainTests {
    /// Three young people meet the same wall, two of them twice.
    private func world() throws -> World {
        let world = try World()
        for (index, id) in ["R1", "R2", "R3"].enumerated() {
            try world.register(
                """
                {"registerId":"\(id)","area":"demo","status":"active","familyName":"Test \(id)",\
                "birthDate":"2012-04-1\(index)","diagnoses":{"autism":"confirmed"},\
                "rating":{"value":"amber","at":"2026-02-02T10:00:00Z"},\
                "consent":{"register":{"status":"given"}},"version":1}
                """, at: "2026-03-02T09:0\(index):00Z")
        }
        for (index, id) in ["R1", "R1", "R2", "R2", "R3"].enumerated() {
            let at = "2026-03-03T10:0\(index):00Z"
            try world.send(
                """
                {"specversion":"1.0","id":"b\(index)","source":"/desk",\
                "type":"org.keywatch.barrier.raised.v1","time":"\(at)",\
                "data":{"by":"rc-1","registerId":"\(id)","occurredAt":"\(at)",\
                "detail":{"id":"w\(index)","kind":"funding"}}}
                """, to: .responses, at: at)
        }
        return world
    }

    private func text(_ explanation: Explanation) throws -> String {
        explanation.lines(LocalTime(zone: try TimeZoneRules.london())).joined(separator: "\n")
    }

    @Test("The task tells how many were counted for what, and nothing that leads to any of them")
    func task() throws {
        let world = try world()
        let view = try world.view()
        let task = try #require(try view.shelf().all.first { $0.rule.text == "D-151" })
        let text = try text(try Explainer(view, world.context).explain(task))
        #expect(text.contains("Opened routine task D-151 (SEED-151)"))
        #expect(
            text.contains(
                """
                The rule acts while at least 3 people on the register, each counted once, have \
                item kind barrier of the same item type (while item open, or for 90 calendar days \
                after item since).
                """))
        #expect(text.contains("Counted then for funding: 3 people."))
        #expect(text.contains("What rule D-151 asks for held: count.people = 3 (yes)."))
        #expect(text.contains("an answer or recording, acted (barrier.raised), about area:demo"))
        for trace in ["R1", "R2", "R3", "responses/0", "Test R"] {
            #expect(!text.contains(trace), "\(trace)")
        }
    }

    @Test("A message tells for what its person counts, and of so few people not how few")
    func message() throws {
        let world = try world()
        let explainer = try Explainer(try world.view(), world.context)
        let first = try text(
            try explainer.explain(
                try #require(InputPosition(text: "keywatch.in.responses/0/0"))))
        #expect(
            first.contains(
                "Counts across the area once, for funding of rule D-151, while that lasts."))
        #expect(first.contains("For funding of rule D-151 fewer than 3 people count."))
        #expect(first.contains("Rule D-151 did not act: what it asks for did not hold"))
        #expect(first.contains("count.people: too few (no)"))
        let last = try text(
            try explainer.explain(
                try #require(InputPosition(text: "keywatch.in.responses/0/4"))))
        #expect(last.contains("For funding of rule D-151 3 people count."))
    }
}
