// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("The identity index")
struct IdentityIndexTests {
    @Test("Whoever could match or be reviewed shares a key, and the index finds what a scan finds")
    func blockingLosesNothing() {
        var world = GeneratedRegister(seed: 2026)
        let entries = (0..<60).map { world.entry($0) }
        var index = IdentityIndex()
        for entry in entries { index.insert(entry) }
        var outcomes: [String: Int] = [:]
        for round in 0..<1_200 {
            let entry = entries[round % entries.count]
            let person = world.person(like: entry)
            let kind: NotificationKind? = round % 5 == 0 ? .socialCare : nil
            let byIndex = index.match(person, kind: kind)
            let byScan = index.matchByFullScan(person, kind: kind)
            #expect(byIndex == byScan)
            outcomes[byIndex.outcome.name, default: 0] += 1
            let keys = Set(BlockingKeys.of(person, from: Sender()))
            let named = [byScan.registerId] + byScan.runnersUp.map(\.registerId)
            for id in named.compactMap({ $0 }) {
                guard let other = entries.first(where: { $0.registerId == id }) else { continue }
                #expect(!keys.isDisjoint(with: BlockingKeys.of(other)))
                #expect(index.mayConcern(Array(keys)))
            }
        }
        // The generator reaches every outcome, or the property would prove little.
        #expect(outcomes["match", default: 0] > 80)
        #expect(outcomes["review", default: 0] > 80)
        #expect(outcomes["none", default: 0] > 80)
    }

    @Test("The order of adding does not show, nor do entries replaced and removed in between")
    func orderDoesNotMatter() {
        var world = GeneratedRegister(seed: 11)
        let entries = (0..<200).map { world.entry($0) }
        var forwards = IdentityIndex()
        for entry in entries { forwards.insert(entry) }
        var backwards = IdentityIndex()
        for entry in entries.reversed() {
            backwards.insert(alex { $0.registerId = entry.registerId })
        }
        for number in 1_000..<1_100 { backwards.insert(world.entry(number)) }
        for entry in entries.reversed() { backwards.insert(entry) }
        for number in 1_000..<1_100 { backwards.remove("G\(number)") }
        #expect(backwards.count == 200)
        for entry in entries {
            let person = world.person(like: entry)
            #expect(forwards.match(person) == backwards.match(person))
        }
    }

    @Test("A replaced entry is found as it is now, a removed one not at all")
    func replaceAndRemove() {
        var index = index(alex())
        index.insert(
            alex {
                $0.familyName = "Renamed"
                $0.nhsNumber = nil
            })
        #expect(index.count == 1)
        #expect(index.match(somebody()).outcome == .review)
        #expect(
            index.match(somebody { $0.familyName = .value("Renamed") }).outcome == .match("R1"))
        index.remove("R1")
        index.remove("R1")
        #expect(index.count == 0 && !index.contains("R1"))
        #expect(index.match(somebody { $0.familyName = .value("Renamed") }).reason == .unknown)
        #expect(!index.mayConcern(BlockingKeys.of(alex())))
    }

    @Test("Keys are canonical: neither case nor diacritics nor the order of names change them")
    func canonicalKeys() {
        let plain = somebody { $0.givenNames = ["Zoe", "Anais"] }
        let other = somebody {
            $0.givenNames = ["ANAÏS", "Zoë"]
            $0.familyName = .value("EXAMPLE")
        }
        #expect(BlockingKeys.of(plain, from: Sender()) == BlockingKeys.of(other, from: Sender()))
        let number = BlockingKeys.of(
            {
                var person = Person()
                person.bear("9990000018", .verified)
                return person
            }(), from: Sender())
        #expect(number.map(\.bytes) == [Array("N9990000018".utf8)])
    }

    @Test("A hostile person costs no more than a bounded number of keys")
    func boundedKeys() {
        let person = somebody {
            $0.givenNames = (0..<10_000).map { "Name\($0) Other\($0)" }
            $0.otherNames = (0..<10_000).map { "Known\($0) As\($0)" }
            $0.familyName = .value(String(repeating: "Long ", count: 100_000))
        }
        #expect(BlockingKeys.of(person, from: Sender()).count < 250)
        #expect(index(alex()).match(person).outcome == .none)
    }

    @Test("The posting table finds, forgets and reuses", arguments: [1, 64, 1_000])
    func postings(count: Int) {
        var table = PostingTable<Void>(blank: ())
        for round in 0..<3 {
            for key in 0..<count {
                table.insert(UInt64(key) &* 0x9E37, slot: UInt32(round), note: ())
            }
        }
        for key in 0..<count { table.remove(UInt64(key) &* 0x9E37, slot: 1) }
        for key in 0..<count { table.insert(UInt64(key) &* 0x7F4B, slot: 9, note: ()) }
        #expect(table.count == 3 * count)
        for key in 0..<count {
            var slots: [UInt32] = []
            table.collect(UInt64(key) &* 0x9E37, into: &slots) { _ in true }
            #expect(Set(slots).isSuperset(of: [0, 2]) && !slots.contains(1))
        }
        #expect(table.mayContain(0) { _, _ in true })
        #expect(!PostingTable<Void>(blank: ()).mayContain(0) { _, _ in true })
    }
}
