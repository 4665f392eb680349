// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

@Suite("Long stories", .tags(.slow))
struct StoryTests {
    private static let seeds: [UInt64] = Array(1...20)

    @Test(
        "nothing is lost or doubled, no clock lies behind, no sequence has a gap", arguments: seeds)
    func audited(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        var auditor = Auditor()
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try world.take(step, number: number)
            auditor.audit(world, "seed \(seed), step \(number)")
        }
    }

    @Test("a restart after every input changes nothing", arguments: seeds.prefix(8))
    func restarts(seed: UInt64) throws {
        var running = try World.atTheBeginning()
        var restarting = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 50).steps.enumerated() {
            try running.take(step, number: number)
            let now = restarting.now
            try restarting.restart()
            // Under the same calendar a daemon that starts counts the same dues.
            try restarting.recomputeDues(at: now)
            try restarting.take(step, number: number)
        }
        let isSame =
            running.frames == restarting.frames
            && running.store.all == restarting.store.all
        #expect(isSame, "seed \(seed)")
    }

    @Test("facts alone make the case", arguments: seeds.prefix(8))
    func applied(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 50).steps.enumerated() {
            try world.take(step, number: number)
        }
        var folded: [CaseSubject: Case] = [:]
        for frame in world.frames {
            for part in frame.parts {
                var state = folded[part.subject] ?? Case(subject: part.subject)
                for fact in part.facts { state.apply(fact, at: frame.at) }
                folded[part.subject] = state
            }
        }
        let isSame = world.store.all.allSatisfy { folded[$0.subject] == $0 }
        #expect(isSame, "seed \(seed)")
    }

    @Test("every message twice is every message once", arguments: seeds.prefix(8))
    func duplicates(seed: UInt64) throws {
        var once = try World.atTheBeginning()
        var twice = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try once.take(step, number: number)
            let asked = try twice.take(step, number: number)
            let before = twice.store.all
            let published = twice.publications.count
            if case .answer = step.input, asked == nil { continue }
            try twice.take(step, number: number, answering: asked)
            let isSame = twice.store.all == before && twice.publications.count == published
            #expect(isSame, "seed \(seed), step \(number)")
        }
        // Where a record stood differs, and so the names of bundles; nothing else does.
        let told = { (world: World) in world.obligations.map { "\($0.id) \($0.state)" } }
        #expect(told(once) == told(twice), "seed \(seed)")
    }

    @Test("the stories reach every outcome, every change and nearly every rule")
    func generator() throws {
        var outcomes: Set<Outcome> = []
        var rules: Set<String> = []
        var changes: Set<String> = []
        for seed in Self.seeds.prefix(16) {
            var world = try World.atTheBeginning()
            for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
                try world.take(step, number: number)
            }
            outcomes.formUnion(world.frames.compactMap(\.outcome))
            rules.formUnion(world.obligations.map(\.rule.text))
            for frame in world.frames {
                changes.formUnion(frame.changes.map { String("\($0.change)".prefix { $0 != "(" }) })
            }
        }
        #expect(outcomes.isSuperset(of: [.acted, .noMatch, .duplicate, .review]))
        #expect(
            changes == [
                "opened", "added", "reminded", "escalated", "declined", "acknowledged", "closed",
                "withdrawn",
            ])
        #expect(
            rules.isSuperset(of: [
                "D-023", "D-024a", "D-044a", "D-044b", "D-044c", "D-046", "D-046b", "D-047a",
                "D-051a", "D-051b", "D-077a", "D-080a", "D-080b", "D-144",
            ]))
    }
}
