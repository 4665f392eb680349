// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Who stands in the register twice")
struct DuplicateTests {
    private func pairs(_ entries: [RegisterEntry]) -> [DuplicatePair] {
        var index = IdentityIndex()
        for entry in entries { index.insert(entry) }
        return index.duplicates()
    }

    /// Somebody of the same address; of the person's own nothing.
    private func relative(_ change: (inout RegisterEntry) -> Void) -> RegisterEntry {
        alex {
            $0.registerId = "R2"
            $0.nhsNumber = "9990000026"
            $0.upn = nil
            $0.localIds = []
            change(&$0)
        }
    }

    @Test("One person under two ids is sure, by number or without, whichever entry came first")
    func same() {
        let bare = alex {
            $0.registerId = "R2"
            $0.nhsNumber = nil
            $0.upn = nil
            $0.localIds = []
        }
        for other in [alex { $0.registerId = "R2" }, bare] {
            let found = pairs([alex(), other])
            #expect(found.map(\.outcome) == ["sure"])
            #expect(found.first?.registerId == "R1" && found.first?.otherId == "R2")
            #expect(found == pairs([other, alex()]))
        }
        #expect(pairs([alex(), bare]).first?.reason == .namesBirthDateAndPostcode)
    }

    @Test("Two numbers for one name and birth date are a person's to look at")
    func twoNumbers() {
        let found = pairs([alex(), relative { _ in }])
        #expect(found.map(\.outcome) == ["review"] && found.first?.reason == .numberDiffers)
    }

    @Test("Twins, brothers and sisters are nobody twice, and never surely whatever was copied")
    func household() {
        for birth in ["2010-04-16", "2012-11-02"] {
            let sibling = relative {
                $0.givenNames = ["Samuel"]
                $0.birthDate = .day(day(birth))
            }
            #expect(pairs([alex(), sibling]).isEmpty, "\(birth)")
        }
        let copies: [(inout RegisterEntry) -> Void] = [
            { $0.nhsNumber = alex().nhsNumber }, { $0.upn = alex().upn },
            { $0.localIds = alex().localIds },
            {
                $0.nhsNumber = alex().nhsNumber
                $0.givenNames = ["Alef"]
            },
            {
                $0.nhsNumber = alex().nhsNumber
                $0.givenNames = ["Alex"]
                $0.sex = .female
            },
        ]
        for (number, copy) in copies.enumerated() {
            let twin = relative {
                $0.nhsNumber = nil
                $0.givenNames = ["Samuel"]
                copy(&$0)
            }
            #expect(pairs([alex(), twin]).map(\.outcome) == ["review"], "copy \(number)")
        }
    }

    @Test(
        "Whom a list parts are never a pair, whichever entry has the list",
        arguments: [
            NoLink.registerId("R2"), .nhsNumber("9990000018"), .upn("J999999923001"),
            .localId(LocalIdentifier(value: "H100", authority: "RXX", type: nil)),
        ])
    func parted(item: NoLink) {
        let other = alex { $0.registerId = "R2" }
        #expect(pairs([alex(), other]).count == 1)
        let listed = alex { $0.noLink = [item] }
        #expect(pairs([listed, other]).isEmpty && pairs([other, listed]).isEmpty)
    }

    @Test("Of three entries three pairs are found, and none after two are removed")
    func three() {
        var index = IdentityIndex()
        for id in ["R3", "R1", "R2"] { index.insert(alex { $0.registerId = id }) }
        #expect(
            index.duplicates().map { $0.registerId + $0.otherId } == ["R1R2", "R1R3", "R2R3"])
        var told: [Int] = []
        index.remove("R1")
        index.remove("R3")
        #expect(index.duplicates { done, all in told += [done, all] }.isEmpty)
        #expect(told == [1, 3, 2, 3, 3, 3])
    }

    @Test("What is said of a pair names fields, never what stands in them")
    func said() throws {
        let pair = try #require(pairs([alex(), alex { $0.registerId = "R2" }]).first)
        let json = pair.jsonValue { $0 == "R1" ? "north" : nil }
        #expect(json["outcome"]?.string == "sure" && json["area"]?.string == "north")
        #expect(json["otherArea"] == nil && json["otherId"]?.string == "R2")
        #expect(json["evidence"]?.elements.isEmpty == false)
        let text = json.text + pair.evidenceText
        #expect(pair.evidenceText.contains("birth-date exact 12.5"))
        for secret in ["Example", "9990000018", "2010", "LS1", "Sample", "J9999", "H100"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }
}

/// A generated register in which some stand twice, beside their twins, brothers and sisters.
@Suite("Duplicates of a generated register")
struct GeneratedDuplicateTests {
    private struct Planted {
        var entries: [RegisterEntry] = []
        /// The pairs that are one person.
        var same: Set<String> = []
    }

    private static func register(
        _ origin: GeneratedPeople.Origin, families: Int
    ) -> Planted {
        var people = GeneratedPeople(seed: 11, origin: origin)
        var planted = Planted()
        for number in 0..<families {
            let entry = people.entry("\(origin.rawValue)-\(number)-a")
            planted.entries.append(entry)
            for (kind, share) in [
                (GeneratedPeople.Kind.same, 0.1), (.twin, 0.3), (.sibling, 0.3), (.namesake, 0.1),
            ] where people.chance(share) {
                let person = people.question(about: entry, kind).person
                let id = "\(origin.rawValue)-\(number)-\(kind.rawValue)"
                planted.entries.append(DuplicateEntry.entry(id, person))
                if kind == .same { planted.same.insert(entry.registerId + id) }
            }
        }
        return planted
    }

    @Test(
        "Who is called twice surely is, and hardly anybody is left out",
        arguments: GeneratedPeople.Origin.allCases)
    func planted(origin: GeneratedPeople.Origin) {
        let planted = Self.register(origin, families: 600)
        var index = IdentityIndex()
        for entry in planted.entries { index.insert(entry) }
        let pairs = index.duplicates()
        let sure = pairs.filter(\.isSure).map { $0.registerId + $0.otherId }
        let found = pairs.map { $0.registerId + $0.otherId }.filter(planted.same.contains)
        #expect(planted.same.count > 40)
        #expect(sure.allSatisfy(planted.same.contains))
        #expect(Double(sure.count) >= 0.9 * Double(planted.same.count))
        #expect(Double(found.count) >= 0.98 * Double(planted.same.count))
        // Twins of alike names among them: a person looks at few more pairs than there are.
        #expect(pairs.count <= planted.same.count + planted.entries.count / 40)
        var reversed = IdentityIndex()
        for entry in planted.entries.reversed() { reversed.insert(entry) }
        #expect(reversed.duplicates() == pairs)
    }
}

/// An entry that says what a message says.
private enum DuplicateEntry {
    static func entry(_ id: String, _ person: Person) -> RegisterEntry {
        var entry = RegisterEntry(registerId: id)
        entry.familyName = person.familyName.value
        entry.givenNames = person.givenNames
        entry.birthDate = person.birthDate.value
        entry.sex = person.sex.value
        entry.postcode = person.postcode.value
        entry.addressLines = person.addressLines
        entry.nhsNumber = person.nhsNumber
        entry.localIds = person.localIds
        return entry
    }
}
