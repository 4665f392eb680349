// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register
import Rehearsal
import Testing

/// Weights and costs of matching decide about what comes, never about what was decided.
@Suite("The costs of matching")
struct MatchingCostTests {
    private static let dear = MatchCosts(missed: 30, wrong: 1_000_000_000)

    private static func context(_ costs: MatchCosts?) throws -> DecisionContext {
        let shipped = try stage.context(policy: "policy-2023", rules: [], edits: [])
        var weights = Weights.standard
        weights.costs = try #require(costs)
        return DecisionContext(
            area: shipped.area, pack: shipped.pack, calendar: shipped.calendar,
            directory: shipped.directory, hashes: shipped.hashes, weights: weights,
            systemPrincipals: shipped.systemPrincipals)
    }

    private static var entry: RegisterEntry {
        var entry = YoungPerson.wren.entry()
        entry.postcode = "LS1 4AP"
        return entry
    }

    /// A message without a number, with a slip in the family name: by weight alone.
    private static func message(visit: String, at time: String) throws -> Notification {
        var message = try Hospital.north.admission(visit: visit, at: time)
        message.person.nhsNumber = nil
        message.person.nhsNumberStatus = .absent
        message.person.familyName = .value("Marlowe")
        message.person.postcode = .value("LS1 4AP")
        return message
    }

    /// The versions that were journaled, in order.
    private static func versions(_ world: World) -> [String] {
        world.frames.flatMap(\.parts).flatMap(\.facts).compactMap { fact in
            if case .matching(let version) = fact { version } else { nil }
        }
    }

    @Test("A dearer mistake turns a sure match into a review, and leaves what was matched alone")
    func reload() throws {
        var world = try World()
        try world.begin(Self.entry, at: "2026-03-10T09:30:00Z")
        let first = try world.receive(
            Self.message(visit: "V1", at: "2026-03-10T10:00:00Z"), at: "2026-03-10T10:20:00Z")
        #expect(first.outcome == .acted && first.reason == "weight")
        let before = world.obligations
        let dear = try Self.context(Self.dear)
        try world.reload(dear, at: instant("2026-03-10T10:30:00Z"))
        #expect(world.obligations == before)
        #expect(Self.versions(world) == [dear.matchingVersion])
        let second = try world.receive(
            Self.message(visit: "V2", at: "2026-03-10T11:00:00Z"), at: "2026-03-10T11:20:00Z")
        #expect(second.outcome == .review)
        // Whose visit it was found to be it stays, also for a message that says less.
        var again = try Self.message(visit: "V1", at: "2026-03-10T11:30:00Z")
        again.person.familyName = .absent
        #expect(try world.receive(again, at: "2026-03-10T11:40:00Z").reason == "known-visit")
        try world.reload(dear, at: instant("2026-03-10T12:00:00Z"))
        #expect(Self.versions(world).count == 1)
        try world.reload(
            Self.context(Weights.standard.costs), at: instant("2026-03-10T12:10:00Z"))
        let third = try world.receive(
            Self.message(visit: "V3", at: "2026-03-10T13:00:00Z"), at: "2026-03-10T13:20:00Z")
        #expect(third.outcome == .acted)
        #expect(Self.versions(world).count == 2)
    }

    @Test("A start takes up other costs once, and decides nothing again")
    func start() throws {
        var world = try World()
        try world.begin(Self.entry, at: "2026-03-10T09:30:00Z")
        try world.takeUpPolicy(at: instant("2026-03-10T09:40:00Z"))
        #expect(Self.versions(world) == [world.engine.context.matchingVersion])
        try world.receive(
            Self.message(visit: "V1", at: "2026-03-10T10:00:00Z"), at: "2026-03-10T10:20:00Z")
        let before = world.obligations
        for _ in 0..<2 {
            try world.restart(under: Self.context(Self.dear))
            try world.takeUpPolicy(at: instant("2026-03-10T10:20:00Z"))
        }
        #expect(Self.versions(world).count == 2)
        #expect(world.obligations == before)
        let second = try world.receive(
            Self.message(visit: "V2", at: "2026-03-10T11:00:00Z"), at: "2026-03-10T11:20:00Z")
        #expect(second.outcome == .review)
    }
}
