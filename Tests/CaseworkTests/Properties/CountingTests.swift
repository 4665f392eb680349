// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Rehearsal
import Testing

@testable import Casework
@testable import Policy

/// What the area's tallies say is what counting everybody anew would say, whatever happened.
@Suite struct CountingTests {
    @Test("A tally equals a full recount after every step of a random history", arguments: 1...12)
    func recount(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var walls = Walls(7)
        var world = try walls.world()
        var auditor = Auditor()
        var now = Walls.start
        var seen = 0
        for step in 1...160 {
            let isLongPause = Int.random(in: 0..<10, using: &random) == 0
            now = now.advanced(
                bySeconds: 60 * Int64.random(in: 1...(isLongPause ? 60_000 : 600), using: &random))
            try world.pass(until: now.advanced(byMilliseconds: -1))
            try walls.happen(&world, at: now, &random)
            let calendar = world.engine.context.calendar
            for kind in Walls.kinds {
                let expected = walls.recount(kind, at: now, calendar)
                let tally = world.area?.tally(Walls.rule, Walls.alike(kind))
                #expect(tally?.people(at: now) ?? 0 == expected, "step \(step), \(kind)")
                seen = max(seen, expected)
            }
            // Who has just started knows no time yet.
            if world.now >= Walls.start { auditor.audit(world, "step \(step)") }
        }
        #expect(seen >= 3, "a history in which the number is never reached proves little")
        try expectNobodyNamed(world)
    }

    /// Whatever the area's case says, and whatever is told of it, names nobody who was counted.
    private func expectNobodyNamed(_ world: World) throws {
        let state = try #require(world.area)
        let parts = world.frames.flatMap(\.parts).filter { $0.subject == state.subject }
        let encoder = JSONEncoder()
        for text in try [
            encoder.encode(state), encoder.encode(parts.map(\.facts)),
            encoder.encode(world.publications.filter { $0.subject == state.subject.text }),
        ].map({ String(decoding: $0, as: UTF8.self) }) {
            #expect(text.contains(Walls.rule.text))
            #expect(!text.contains("young-person"))
            #expect(!text.contains("ramp"))
        }
    }

    @Test("The same news in any order leaves the same tallies and the same open", arguments: 1...5)
    func anyOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let news = (0..<14).map { number -> (EventName, Int, JSONValue, Instant) in
            let at = Walls.start.advanced(
                bySeconds: -3600 * Int64.random(in: 1...1200, using: &random))
            let (person, id) = (number % 5, "w\(number / 5)")
            guard number < 10 else { return (.barrierRemoved, person, Walls.detail(id), at) }
            let kind = Walls.kinds[Int.random(in: 0...1, using: &random)]
            return (.barrierRaised, person, Walls.detail(id, kind), at)
        }
        func told(_ news: [(EventName, Int, JSONValue, Instant)]) throws -> [String] {
            let walls = Walls(5)
            var world = try walls.world()
            for (second, one) in news.enumerated() {
                try world.record(
                    one.0, about: walls.people[one.1].id, one.2, of: one.3,
                    at: Walls.start.advanced(bySeconds: Int64(second)))
            }
            let tallies = (world.area?.tallies ?? []).map { "\($0)" }
            return tallies + world.open.map { "\($0.rule) \($0.occasion)" }.sorted()
        }
        let expected = try told(news)
        #expect(!expected.isEmpty)
        for _ in 1...20 { #expect(try told(news.shuffled(using: &random)) == expected) }
    }

    @Test("News of one person reads that person's case and the area's, and no other")
    func readsNobodyElse() throws {
        let walls = Walls(60)
        var world = try walls.world()
        for (index, person) in walls.people.enumerated() {
            try world.record(
                .barrierRaised, about: person.id, Walls.detail("w1", "funding"),
                at: Walls.start.advanced(bySeconds: Int64(index)))
        }
        #expect(world.area?.tally(Walls.rule, "funding")?.people(at: world.now) == 60)
        let store = WatchedStore(world.store)
        var engine = try Engine(context: world.engine.context, store: store)
        (store.loaded, store.walks) = ([], 0)
        var news = Notification(
            kind: .response, event: .barrierRemoved, id: "r1", occurredAt: world.now,
            recordedAt: world.now, sentAt: world.now, sender: Sender(application: "rc-1"),
            person: Person(), format: .cloudevents)
        news.detail = Walls.detail("w1")
        var reference = ResponseReference()
        (reference.registerId, reference.by) = (walls.people[7].id, "rc-1")
        news.response = reference
        let later = world.now.advanced(bySeconds: 91 * 24 * 3600)
        let frame = try engine.respond(news, at: nil, now: later)
        #expect(frame.parts.map(\.subject.kind) == ["person", "area"])
        // The area's was read at the start.
        #expect(store.loaded == [frame.parts[0].subject])
        #expect(store.walks == 0)
        let area = try engine.currentCase(frame.parts[1].subject)
        #expect(area.tally(Walls.rule, "funding")?.people(at: later) == 59)
    }

    @Test("News that changes nothing of what people count is none of the area's")
    func otherNews() throws {
        let walls = Walls(3)
        var world = try walls.world()
        let id = walls.people[0].id
        func parts(_ event: EventName, _ detail: JSONValue, _ second: Int64) throws -> [String] {
            try world.record(
                event, about: id, detail, at: Walls.start.advanced(bySeconds: second)
            ).parts.map(\.subject.kind)
        }
        #expect(try parts(.barrierRaised, Walls.detail("w1", "funding"), 1) == ["person", "area"])
        #expect(try parts(.barrierRaised, Walls.detail("w2", "funding"), 2) == ["person"])
        #expect(try parts(.keyworkerContact, .object([]), 3) == ["person"])
        #expect(try parts(.barrierRemoved, Walls.detail("w1"), 4) == ["person"])
        #expect(try parts(.barrierRaised, Walls.detail("w3", "other"), 5) == ["person"])
    }

    @Test("A pack that counts nobody any more forgets who was counted")
    func noMore() throws {
        let walls = Walls(3)
        var world = try walls.world()
        for person in walls.people {
            try world.record(
                .barrierRaised, about: person.id, Walls.detail("w1", "funding"), at: Walls.start)
        }
        let task = try #require(world.opened("SEED-151"))
        let later = Walls.start.advanced(bySeconds: 60)
        try world.respond(.escalationCompleted, to: task, by: "lhe-1", at: later)
        var context = world.engine.context
        context.pack = try stage.context(policy: "policy-2023", rules: [RuleID("X-05")], edits: [])
            .pack.edited(by: PolicyEdit(rules: [], without: [], retired: []))
        try world.reload(context, at: later.advanced(bySeconds: 60))
        #expect(world.area?.tallies == [])
        #expect(world.store.all.allSatisfy { $0.counts == nil })
    }

    @Test("A pack that takes fewer people asks at once; one that takes more leaves what is owed")
    func anotherNumber() throws {
        let walls = Walls(4)
        var world = try walls.world()
        func read(_ people: Int, minute: Int64) throws {
            var context = world.engine.context
            var rule = try #require(context.pack.rule(Walls.rule))
            rule.trigger = .level(.test(.countPeople, .atLeast(.number(people))))
            context.pack = try context.pack.edited(
                by: PolicyEdit(rules: [rule], without: [], retired: []))
            try world.reload(context, at: Walls.start.advanced(bySeconds: 60 * minute))
        }
        try read(4, minute: 1)
        for person in walls.people.dropLast() {
            try world.record(
                .barrierRaised, about: person.id, Walls.detail("w1", "funding"),
                at: Walls.start.advanced(bySeconds: 120))
        }
        #expect(world.open.isEmpty)
        try read(3, minute: 3)
        #expect(world.open.map(\.occasion) == ["funding"])
        try read(4, minute: 4)
        #expect(world.open.map(\.occasion) == ["funding"])
        try read(3, minute: 5)
        #expect(world.obligations.map(\.occasion) == ["funding"])
    }

    @Test("An old occasion is told from the next, and from one of another kind")
    func occasions() {
        #expect(Tally(rule: Walls.rule, alike: "funding", spell: 1).occasion == "funding")
        #expect(Tally(rule: Walls.rule, alike: "funding", spell: 3).occasion == "funding/3")
        #expect(Tally.spell(of: "funding", alike: "funding") == 1)
        #expect(Tally.spell(of: "funding/3", alike: "funding") == 3)
        #expect(Tally.spell(of: "funding-late/3", alike: "funding") == nil)
        #expect(Tally.spell(of: "housing", alike: "funding") == nil)
    }

    @Test("The day on which too few are left is known ahead, and where it never comes none is")
    func falls() {
        var tally = Tally(rule: Walls.rule, alike: "funding", spell: 1)
        let days = (1...4).map { Walls.start.advanced(bySeconds: $0 * 24 * 3600) }
        for until in [days[2], days[0], days[1], days[1]] { tally.add(until: until) }
        #expect(tally.ending.map(\.people) == [1, 2, 1])
        #expect(tally.people(at: days[0]) == 4)
        #expect(tally.people(at: days[0].advanced(byMilliseconds: 1)) == 3)
        #expect(tally.falls(below: 3, after: Walls.start) == days[1].advanced(byMilliseconds: 1))
        #expect(tally.falls(below: 5, after: Walls.start) == nil)
        for _ in 1...3 { tally.add(until: nil) }
        #expect(tally.falls(below: 3, after: Walls.start) == nil)
    }
}

/// A store that says what was read of it.
private final class WatchedStore: CaseStore {
    private let store: MemoryCaseStore
    var loaded: [CaseSubject] = []
    var walks = 0

    init(_ store: MemoryCaseStore) {
        self.store = store
    }

    func loadCase(_ subject: CaseSubject) throws -> Case? {
        loaded.append(subject)
        return try store.loadCase(subject)
    }

    func forEachCase(_ body: (Case) throws -> Void) throws {
        walks += 1
        try store.forEachCase(body)
    }
}
