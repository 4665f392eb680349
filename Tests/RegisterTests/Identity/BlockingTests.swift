// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Nobody is lost between the keys")
struct BlockingTests {
    @Test("The index posts the hashes of just those keys that are canonical")
    func hashes() {
        for origin in GeneratedPeople.Origin.allCases {
            var people = GeneratedPeople(seed: 8, origin: origin)
            for number in 0..<40 {
                let profile = IdentityProfile(people.entry("E\(number)"))
                let forms = NameForms(profile).forms
                let keys = BlockingKeys.of(profile, forms: forms)
                let hashes = KeyHashes(profile, forms)
                let facts = keys.filter { !$0.isOfNames && $0.outlined == nil }
                #expect(hashes.facts == facts.map(\.hash).sorted())
                #expect(hashes.names == keys.filter(\.isOfNames).map(\.hash).sorted())
                let outlined = keys.compactMap(\.outlined)
                let posted = hashes.births + hashes.doors
                #expect(Set(posted.map(\.hash)) == Set(outlined.map(\.hash)))
                for key in outlined {
                    #expect(
                        posted.contains {
                            $0.hash == key.hash && $0.outline.meets(key.outline)
                        })
                }
            }
        }
    }

    @Test("A birth date and a first letter are not enough: the outline of the name must meet")
    func outlines() {
        let own = Outline(beginning: 1 << 20, frame: 2 << 20, district: 3 << 20)
        #expect(own.meets(Outline(beginning: 1 << 20, frame: nil, district: nil)))
        #expect(own.meets(Outline(beginning: 9 << 20, frame: 2 << 20, district: nil)))
        #expect(own.meets(Outline(beginning: nil, frame: 9 << 20, district: 3 << 20)))
        #expect(!own.meets(Outline(beginning: 2 << 20, frame: 3 << 20, district: 1 << 20)))
        let nowhere = Outline(beginning: 4 << 20, frame: 5 << 20, district: nil)
        #expect(!nowhere.meets(Outline(beginning: 6 << 20, frame: 7 << 20, district: nil)))
    }

    @Test("Two share an anchor exactly if they share a key")
    func anchors() {
        var shared = 0
        for origin in GeneratedPeople.Origin.allCases {
            var people = GeneratedPeople(seed: 9, origin: origin)
            for _ in 0..<150 {
                let entry = people.entry("E")
                let kind = GeneratedPeople.Kind.allCases[people.number(0...5)]
                let person = people.question(about: entry, kind).person
                let own = IdentityProfile(person, from: Sender(), kind: nil)
                let other = IdentityProfile(entry)
                let isAnchored = Anchor.isShared(
                    own, other, forms: NameForms(own), comparison: Comparison(own, other))
                let keys = Set(BlockingKeys.of(own))
                #expect(isAnchored == !keys.isDisjoint(with: BlockingKeys.of(other)))
                if isAnchored { shared += 1 }
            }
        }
        #expect((300...1_000).contains(shared))
    }

    @Test("A slip among the first letters of a name loses nobody whose other name is whole")
    func slipInBeginning() {
        let found = index(
            alex {
                $0.familyName = "Davies"
                $0.givenNames = ["Daniel"]
            })
        let person = somebody {
            $0.familyName = .value("Daavies")
            $0.givenNames = ["Daniel"]
            $0.birthDate = .value(.day(day("2011-04-16")))
            $0.postcode = .absent
            $0.addressLines = ["12 Sample Street"]
        }
        #expect(found.match(person).registerId == "R1")
    }

    @Test("Who is written wrongly all over is found by the house and the beginning of a name")
    func house() {
        let found = index(
            alex {
                $0.familyName = "Hutton"
                $0.givenNames = ["Kira"]
                $0.nhsNumber = nil
                $0.addressLines = ["24 Barada Crescent", "Sample Hill"]
            })
        func person(_ change: (inout Person) -> Void) -> Person {
            somebody {
                $0.familyName = .value("Hutton")
                $0.givenNames = ["Kiar"]
                $0.birthDate = .value(.day(day("1951-09-03")))
                $0.postcode = .value("LS1 4AX")
                $0.addressLines = ["FLAT 2", "24 BARADACRESCENT"]
                change(&$0)
            }
        }
        #expect(found.match(person { _ in }).registerId == "R1")
        // Another house, or another's.
        #expect(found.match(person { $0.addressLines = ["26 Barada Crescent"] }).reason == .unknown)
        #expect(found.match(person { $0.postcode = .value("M1 1AA") }).reason == .unknown)
        #expect(
            found.match(
                person {
                    $0.familyName = .value("Quill")
                    $0.givenNames = ["Wren"]
                }
            ).reason == .unknown)
    }

    @Test("Of what weighs enough to be asked about, hardly anything shares no key")
    func lost() {
        var (heavy, lost) = (0, 0)
        for origin in GeneratedPeople.Origin.allCases {
            var people = GeneratedPeople(seed: 10, origin: origin)
            for _ in 0..<600 {
                let entry = people.entry("E")
                let own = IdentityProfile(
                    people.question(about: entry, .same).person, from: Sender(), kind: nil)
                let other = IdentityProfile(entry)
                let comparison = Comparison(own, other)
                let judgement = Judgement(
                    registerId: "E", comparison: comparison, weights: .standard)
                guard judgement.standing > .none else { continue }
                heavy += 1
                let isAnchored = Anchor.isShared(
                    own, other, forms: NameForms(own), comparison: comparison)
                let isOpen =
                    comparison.hasIdentifier || Plausibility(own).isOpen(Plausibility(other))
                if !isAnchored || !isOpen { lost += 1 }
            }
        }
        #expect(heavy > 4_000)
        #expect(lost * 1_000 <= heavy, "\(lost) of \(heavy)")
    }

    @Test("The quick look at two dates and postcodes never closes what the comparison leaves open")
    func plausible() {
        var generator = SeededGenerator(state: 77)
        var world = GeneratedRegister(seed: 6)
        var (closed, glances) = (0, 0)
        for _ in 0..<20_000 {
            let born = world.date()
            var left = IdentityProfile(RegisterEntry(registerId: "L"))
            var right = left
            left.birthDate = PackedDate(.day(born))
            // Dates near it, and every tenth time any.
            let days = Int.random(in: -45...45, using: &generator)
            let years = Int.random(in: -14...14, using: &generator)
            let near = born.adding(days: days).adding(months: 12 * years)
            right.birthDate = PackedDate(.day(days % 10 == 0 ? world.date() : near))
            left.postcode = "LS1 4AP"
            right.postcode = ["LS1 4AX", "LS1 4PA", "LS11 4AP", "M1 1AA"].randomElement(
                using: &generator)!
            let (one, other) = (Plausibility(left), Plausibility(right))
            let isGlanceOpen = Glance(one).isOpen(Glance(other))
            if !isGlanceOpen { glances += 1 }
            if one.isOpen(other) {
                #expect(isGlanceOpen)
                continue
            }
            closed += 1
            let level = BirthDateComparison.level(left, right)
            #expect(level == .differs || level == .generation)
            #expect(PostcodeComparison.level(left.postcode, right.postcode) == .differs)
        }
        #expect(closed > 2_000 && glances * 10 > closed * 9)
        let unknown = IdentityProfile(RegisterEntry(registerId: "U"))
        #expect(Plausibility(unknown).isOpen(Plausibility(IdentityProfile(alex()))))
    }

    @Test("A table of many equal keys is filled, asked and emptied in order")
    func crowded() {
        var table = PostingTable(blank: 0)
        for slot in 0..<500 { table.insert(7, slot: UInt32(slot), note: slot) }
        for slot in 0..<500 {
            table.insert(UInt64(slot) &* 0x9E37_79B9_7F4A_7C15, slot: 1_000, note: 0)
        }
        for slot in stride(from: 0, to: 500, by: 2) { table.remove(7, slot: UInt32(slot)) }
        var slots: [UInt32] = []
        table.collect(7, into: &slots) { _ in true }
        let left = slots.filter { $0 < 500 }.sorted()
        let odd: [UInt32] = Array(stride(from: 1, to: 500, by: 2))
        #expect(left == odd)
        for slot in 0..<500 {
            #expect(table.mayContain(UInt64(slot) &* 0x9E37_79B9_7F4A_7C15) { _, _ in true })
        }
        var late: [UInt32] = []
        table.collect(7, into: &late) { $0 > 490 }
        #expect(late.filter { $0 < 500 }.sorted() == [491, 493, 495, 497, 499])
        #expect(!table.mayContain(7) { note, _ in note > 500 })
        #expect(table.mayContain(7) { note, slot in note == 499 && slot == 499 })
        #expect(table.count == 750)
    }
}
