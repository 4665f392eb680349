// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Profiles laid end to end")
struct PackedProfilesTests {
    /// Entries of every origin, some with what few have.
    private static func entries() -> [RegisterEntry] {
        GeneratedPeople.Origin.allCases.flatMap { origin in
            var people = GeneratedPeople(seed: 12, origin: origin)
            return (0..<60).map { number in
                var entry = people.entry("\(origin)-\(number)")
                if number % 3 == 0 { entry.phone = ["0113 496 0999", "07700 900123"] }
                if number % 4 == 0 { entry.otherNames = ["Анна-Мария Petrova", "Known As"] }
                if number % 5 == 0 { entry.familyName = String(repeating: "Long-", count: 60) }
                if number % 7 == 0 { entry.birthDate = .month(year: 2011, month: 4) }
                return entry
            }
        }
    }

    @Test("What is laid down is read as it was, whoever else comes and goes")
    func roundTrip() {
        let all = PackedProfilesTests.entries()
        var packed = PackedProfiles()
        var places: [String: UInt32] = [:]
        for (number, entry) in all.enumerated() {
            places[entry.registerId] = packed.add(
                IdentityProfile(entry), registerId: entry.registerId,
                hasNoLink: number % 2 == 0)
        }
        let most = packed.bytes
        for (number, entry) in all.enumerated() where number % 3 != 1 {
            packed.remove(places[entry.registerId]!)
            places[entry.registerId] = nil
        }
        packed.compact()
        #expect(packed.bytes < most)
        for entry in all.prefix(50) where places[entry.registerId] == nil {
            places[entry.registerId] = packed.add(
                IdentityProfile(entry), registerId: entry.registerId, hasNoLink: false)
        }
        #expect(packed.places == all.count)
        for (number, entry) in all.enumerated() {
            guard let place = places[entry.registerId] else { continue }
            let profile = IdentityProfile(entry)
            #expect(packed.profile(place) == profile)
            #expect(packed.registerId(place) == entry.registerId)
            #expect(packed.isHeld(place, as: entry.registerId))
            #expect(!packed.isHeld(place, as: entry.registerId + "0"))
            #expect(packed.plausibility(place) == Plausibility(profile))
            #expect(packed.hasNoLink(place) == (number % 3 == 1 && number % 2 == 0))
        }
    }

    @Test("An entry that is written again and again takes no more room")
    func rewritten() {
        let entry = PackedProfilesTests.entries()[1]
        var packed = PackedProfiles()
        var place = packed.add(IdentityProfile(entry), registerId: "R", hasNoLink: false)
        for _ in 0..<10_000 {
            packed.remove(place)
            place = packed.add(IdentityProfile(entry), registerId: "R", hasNoLink: false)
        }
        #expect(packed.places == 1 && packed.bytes < 20_000)
        #expect(packed.profile(place) == IdentityProfile(entry))
    }
}
