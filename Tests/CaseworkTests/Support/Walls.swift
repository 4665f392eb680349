// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Register
import Rehearsal

@testable import Policy

/// Young people and the barriers that they meet, followed by hand: what the tallies of the area are
/// held against. It looks at no case and folds no event.
struct Walls {
    /// One of them.
    struct Person {
        let id: String
        var isOnRegister = true
        var status = EntryStatus.active
        var isSealed = false
        var isDead = false
        var version: Int64 = 1
        var barriers: [(id: String, kind: String, raisedAt: Instant, isOpen: Bool)] = []

        var counts: Bool { isOnRegister && status == .active && !isSealed && !isDead }

        var entry: RegisterEntry {
            var entry = RegisterEntry(registerId: id)
            entry.familyName = "Person \(id)"
            entry.status = status
            entry.version = version
            entry.keyworker = KeyworkerAssignment(
                personId: "kw-1", acceptedAt: instant("2026-01-13T10:00:00Z"))
            if isSealed { entry.consent[.register] = Consent(.withdrawn) }
            return entry
        }
    }

    static let rule = RuleID("D-151")
    static let kinds = ["funding", "housing", "a-ramp-to-the-door"]
    static let start = instant("2026-03-02T09:00:00Z")

    var people: [Person]
    var window = 90
    private var count = 0

    init(_ number: Int) {
        people = (0..<number).map { Person(id: "young-person-\($0)") }
    }

    /// The world in which all of them are on the register and nothing has happened.
    func world() throws -> World {
        var world = try World(rules: [Walls.rule])
        for person in people {
            try world.begin(person.entry, at: Walls.start.formatted)
        }
        return world
    }

    /// Under which word the area counts a kind.
    static func alike(_ kind: String) -> String {
        ItemKind.types.contains(kind)
            ? kind : IdentityHashes.plain.keyedID("item-type", kind)
    }

    /// How many count for a kind, asked of everybody anew.
    func recount(_ kind: String, at now: Instant, _ calendar: WorkingCalendar) -> Int {
        people.count { person in
            person.counts
                && person.barriers.contains { barrier in
                    let last = calendar.localDate(of: barrier.raisedAt).adding(days: window)
                    return barrier.kind == kind
                        && (barrier.isOpen || now <= calendar.endOfDay(last))
                }
        }
    }

    /// Something that happens to somebody, as it is told to the world.
    mutating func happen(
        _ world: inout World, at now: Instant, _ random: inout SeededGenerator
    ) throws {
        let index = Int.random(in: 0..<people.count, using: &random)
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<7: try raise(index, &world, now, &random)
        case 7..<10: try remove(index, &world, now, &random)
        case 10:
            people[index].status = isRare(&random) ? .closed : .active
            try tell(index, &world, now)
        case 11:
            people[index].isSealed = isRare(&random)
            try tell(index, &world, now)
        case 12:
            if isRare(&random), people[index].isOnRegister {
                try world.remove(people[index].id, at: now)
                people[index].isOnRegister = false
            } else {
                try tell(index, &world, now)
            }
        case 13:
            people[index].isDead = isRare(&random)
            let event: EventName = people[index].isDead ? .deathConfirmed : .deathWithdrawn
            try world.record(event, about: people[index].id, at: now)
        case 14: try world.restart()
        default: try changeWindow(&world, now, &random)
        }
    }

    private func isRare(_ random: inout SeededGenerator) -> Bool {
        Int.random(in: 0..<4, using: &random) == 0
    }

    private mutating func raise(
        _ index: Int, _ world: inout World, _ now: Instant, _ random: inout SeededGenerator
    ) throws {
        count += 1
        let kind = Walls.kinds[Int.random(in: 0..<Walls.kinds.count, using: &random)]
        let raisedAt = now.advanced(bySeconds: -3600 * Int64.random(in: 0...2600, using: &random))
        try world.record(
            .barrierRaised, about: people[index].id, Walls.detail("w\(count)", kind), of: raisedAt,
            at: now)
        people[index].barriers.append(("w\(count)", kind, raisedAt, true))
    }

    private mutating func remove(
        _ index: Int, _ world: inout World, _ now: Instant, _ random: inout SeededGenerator
    ) throws {
        let open = people[index].barriers.indices.filter { people[index].barriers[$0].isOpen }
        guard let place = open.randomElement(using: &random) else { return }
        people[index].barriers[place].isOpen = false
        try world.record(
            .barrierRemoved, about: people[index].id,
            Walls.detail(people[index].barriers[place].id), at: now)
    }

    private mutating func tell(_ index: Int, _ world: inout World, _ now: Instant) throws {
        people[index].isOnRegister = true
        people[index].version += 1
        try world.register(people[index].entry, at: now)
    }

    /// The pack is read again, and lets people count for another time.
    private mutating func changeWindow(
        _ world: inout World, _ now: Instant, _ random: inout SeededGenerator
    ) throws {
        window = Int.random(in: 20...120, using: &random)
        var context = world.engine.context
        guard var rule = context.pack.rule(Walls.rule) else { return }
        rule.count?.within?.amount = window
        context.pack = try context.pack.edited(
            by: PolicyEdit(rules: [rule], without: [], retired: []))
        try world.reload(context, at: now)
    }

    /// The members of what is told of a barrier.
    static func detail(_ id: String, _ kind: String? = nil) -> JSONValue {
        let kind = kind.map { [JSONValue.Member("kind", .string($0))] } ?? []
        return .object([.init("id", .string(id))] + kind)
    }
}

extension World {
    /// The case of the area.
    var area: Case? {
        store.all.first { if case .area = $0.subject { true } else { false } }
    }
}
