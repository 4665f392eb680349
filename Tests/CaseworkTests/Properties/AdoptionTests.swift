// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register
import Rehearsal
import Testing

@testable import Casework
@testable import Policy

/// A changed pack: what holds at once, what waits for a named person, and what the ledger keeps.
@Suite("Adoption of a policy")
struct AdoptionTests {
    private static let review = RuleID("D-047a")

    private static func context(_ edit: (inout Rule) -> Void) throws -> DecisionContext {
        var context = try stage.context(policy: "policy-2023", rules: [review], edits: [])
        var rule = try #require(context.pack.rule(review))
        edit(&rule)
        context.pack = try context.pack.edited(
            by: PolicyEdit(rules: [rule], without: [], retired: []))
        return context
    }

    private static func context(due text: String) throws -> DecisionContext {
        let clock = try #require(DueClock(text: text))
        return try context { $0.due = [DueChoice(clock: clock)] }
    }

    private static func without(retired: [RetiredRule] = []) throws -> DecisionContext {
        var context = try stage.context(policy: "policy-2023", rules: [review], edits: [])
        context.pack = try context.pack.edited(
            by: PolicyEdit(rules: [], without: [review], retired: retired))
        return context
    }

    private func admitted() throws -> World {
        var world = try World(rules: [Self.review])
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-10T09:30:00Z")
        try world.receive(
            Hospital.north.admission(at: "2026-03-10T10:00:00Z"), at: "2026-03-10T10:20:00Z")
        #expect(world.opened("SEED-047")?.due == instant("2026-03-24T23:59:59Z"))
        return world
    }

    private func update(_ world: inout World, at time: String) throws {
        try world.receive(
            Hospital.north.message(
                "admission.updated", visit: "V1", ["legalStatus": "01"], at: time),
            at: time)
    }

    @Test("The facts alone make the cases: held, moved, adopted, before and after a restart")
    func rebuilt() throws {
        var world = try admitted()
        let longer = try Self.context(due: "28 cd after stay.inScopeSince")
        try world.reload(longer, at: instant("2026-03-10T11:00:00Z"))
        #expect(world.store.all.contains { $0.kept?.first?.insteadOf?.hasPrefix("28 cd") ?? false })
        try world.restart()
        try update(&world, at: "2026-03-10T12:00:00Z")
        #expect(world.opened("SEED-047")?.due == instant("2026-03-24T23:59:59Z"))
        try world.adopt(by: "kw-1", at: instant("2026-03-10T13:00:00Z"))
        #expect(world.opened("SEED-047")?.due == instant("2026-04-07T22:59:59Z"))
        #expect(world.frames.contains { $0.reason.contains("adopted by kw-1") })
        var rebuilt: [CaseSubject: Case] = [:]
        for frame in world.frames {
            for part in frame.parts {
                for fact in part.facts {
                    rebuilt[part.subject, default: Case(subject: part.subject)]
                        .apply(fact, at: frame.at)
                }
            }
        }
        #expect(world.store.all.allSatisfy { rebuilt[$0.subject] == $0 })
        #expect(world.store.all.allSatisfy { $0.kept == nil })
    }

    @Test(
        "A rule that is new asks of everybody, also of those of whom nothing was asked",
        arguments: [false, true])
    func new(isStart: Bool) throws {
        let whole = try stage.context(policy: "policy-2023", rules: [], edits: [])
        var narrow = whole
        let others = whole.pack.rules.map(\.id).filter { $0 != Self.review }
        narrow.pack = try whole.pack.edited(by: PolicyEdit(rules: [], without: others, retired: []))
        var world = try World(rules: [])
        try world.restart(under: narrow)
        try world.begin(YoungPerson.wren.entry(), at: "2026-03-10T09:30:00Z")
        #expect(world.store.all.allSatisfy { $0.obligations.isEmpty && $0.reconsiderAt == nil })
        let time = instant("2026-03-10T11:00:00Z")
        if isStart {
            try world.restart(under: whole)
            try world.takeUpPolicy(at: time)
        } else {
            try world.reload(whole, at: time)
        }
        let person = try #require(world.store.all.first { $0.entry != nil })
        #expect(person.obligations.map(\.rule.text) == ["D-057b", "D-091", "D-DSR-REV"])
        #expect(person.reconsiderAt != nil)
    }

    @Test("A start with an edited pack does what a reload does, once")
    func start() throws {
        for (due, becomes, held) in [
            ("7 cd after stay.inScopeSince", "2026-03-17T23:59:59Z", 0),
            ("28 cd after stay.inScopeSince", "2026-03-24T23:59:59Z", 1),
        ] {
            var world = try admitted()
            try world.restart(under: Self.context(due: due))
            try world.takeUpPolicy(at: instant("2026-03-10T10:20:00Z"))
            #expect(world.opened("SEED-047")?.due == instant(becomes))
            #expect(try world.heldDuties().count == held)
            let frames = world.frames.count
            try world.restart()
            try world.takeUpPolicy(at: instant("2026-03-10T10:20:00Z"))
            #expect(world.frames.count == frames)
            try update(&world, at: "2026-03-10T12:00:00Z")
            #expect(world.opened("SEED-047")?.due == instant(becomes))
        }
    }

    @Test(
        "Neither a reload nor a start takes a pack that lacks a rule under which something is owed")
    func vanished() throws {
        var world = try admitted()
        let (before, version) = (world.store.all, world.engine.context.pack.version)
        let refused = CaseworkError.vanishedRules([
            VanishedRule(
                id: Self.review, open: 1, policyVersion: try Self.without().pack.version)
        ])
        #expect(throws: refused) {
            try world.reload(Self.without(), at: instant("2026-03-10T11:00:00Z"))
        }
        #expect(world.store.all == before && world.engine.context.pack.version == version)
        try world.restart(under: Self.without())
        #expect(throws: refused) {
            try world.takeUpPolicy(at: instant("2026-03-10T10:20:00Z"))
        }
        #expect(world.store.all == before)
    }

    @Test("What is retired is listed, keeps its due, and is withdrawn by a named person")
    func retired() throws {
        var world = try admitted()
        let place = SourceLocation(file: "pack.yaml", line: 1, column: 1)
        let gone = RetiredRule(id: Self.review, reason: "No longer asked for.", source: place)
        try world.reload(Self.without(retired: [gone]), at: instant("2026-03-10T11:00:00Z"))
        let open = try #require(world.opened("SEED-047"))
        #expect(
            try world.heldDuties() == [
                HeldDuty(
                    obligation: open.id, rule: Self.review,
                    due: instant("2026-03-24T23:59:59Z"), change: .retired)
            ])
        try update(&world, at: "2026-03-10T12:00:00Z")
        #expect(world.opened("SEED-047") == open)
        let frames = try world.adopt(by: "kw-1", at: instant("2026-03-10T13:00:00Z"))
        #expect(frames.flatMap(\.publications).contains { $0.type.hasSuffix("withdrawn.v1") })
        #expect(
            world.opened("SEED-047")?.state
                == .withdrawn(
                    Ending(
                        reason: "policy-changed", by: "kw-1", at: instant("2026-03-10T13:00:00Z"))))
        #expect(try world.heldDuties().isEmpty)
    }

    @Test("What was done before does not become done by a pack that asks for less")
    func doneByLess() throws {
        var world = try admitted()
        try world.receive(
            Hospital.north.message(
                "review.held", at: "2026-03-10T10:30:00Z",
                detail: [
                    .init("kind", .string("inpatient-cetr")),
                    .init("heldOn", .string("2026-03-10")),
                ]), at: "2026-03-10T10:40:00Z")
        let lenient = try Self.context { rule in
            for index in rule.doneBy.indices {
                rule.doneBy[index].when.tests.removeAll { $0.member == "kind" }
            }
        }
        try world.reload(lenient, at: instant("2026-03-10T11:00:00Z"))
        try update(&world, at: "2026-03-10T12:00:00Z")
        #expect(world.opened("SEED-047")?.isOpen == true)
        #expect(try world.heldDuties().map(\.change) == [.withdrawn])
        try world.receive(
            Hospital.north.message(
                "review.held", at: "2026-03-10T12:30:00Z",
                detail: [
                    .init("kind", .string("community-cetr")),
                    .init("heldOn", .string("2026-03-10")),
                ]), at: "2026-03-10T12:40:00Z")
        #expect(world.opened("SEED-047")?.isOpen == false)
        #expect(try world.heldDuties().isEmpty)
    }

    @Test("What was held is forgotten when the stay ends")
    func forgotten() throws {
        var world = try admitted()
        let longer = try Self.context(due: "28 cd after stay.inScopeSince")
        try world.reload(longer, at: instant("2026-03-10T11:00:00Z"))
        try world.receive(
            Hospital.north.message(
                "admission.ended", visit: "V1", ["dischargedAt": "2026-03-11T09:00:00Z"],
                at: "2026-03-11T09:00:00Z"), at: "2026-03-11T09:10:00Z")
        #expect(try world.heldDuties().isEmpty)
        #expect(world.store.all.allSatisfy { $0.kept == nil })
    }

    @Test("What time has ended under either pack is not held for the new one")
    func timeIsNotThePacksDoing() throws {
        let council = RuleID("D-S85a")
        var world = try World(rules: [council])
        var grown = YoungPerson.wren
        grown.born = "2008-04-01"
        try world.begin(grown.entry(), at: "2026-01-05T09:00:00Z")
        try world.receive(
            Hospital.north.admission(grown, at: "2026-01-05T10:00:00Z"), at: "2026-01-05T10:20:00Z")
        try world.pass(until: "2026-03-30T09:00:00Z")
        #expect(world.opened("SEED-067")?.isOpen == true)
        var context = world.engine.context
        var rule = try #require(context.pack.rule(council))
        rule.title = "Tell the council"
        context.pack = try context.pack.edited(
            by: PolicyEdit(rules: [rule], without: [], retired: []))
        // The birthday has come, and its clock has not fired.
        try world.reload(context, at: instant("2026-04-02T09:00:00Z"))
        #expect(try world.heldDuties().isEmpty)
        try world.recover(at: instant("2026-04-02T09:01:00Z"))
        #expect(world.opened("SEED-067")?.isOpen == false)
    }
}
