// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Register
import Testing

@Suite("Size and speed of the identity index", .serialized, .tags(.slow))
struct IdentityIndexSizeTests {
    @Test("10,000 entries take at most 5 MB and are found by the thousand a second")
    func tenThousand() {
        var world = GeneratedRegister(seed: 3)
        let entries = (0..<10_000).map { world.entry($0) }
        let people = entries.prefix(2_000).map { world.person(like: $0) }
        let strangers = (20_000..<22_000).map { number in
            let entry = world.entry(number)
            return world.person(like: entry)
        }
        let before = residentBytes()
        var index = IdentityIndex()
        for entry in entries { index.insert(entry) }
        let resident = residentBytes() - before
        #expect(index.count == 10_000)
        #expect(index.bytesApproximate < 5_000_000)
        let clock = ContinuousClock()
        var found = 0
        let known = clock.measure {
            for person in people where index.match(person).registerId != nil { found += 1 }
        }
        let unknown = clock.measure {
            for person in strangers where index.match(person).registerId != nil { found += 1 }
        }
        #expect(found > 1_000)
        // Resident memory means something only where this test runs alone.
        print(
            "index of 10,000:", index.bytesApproximate, "bytes; resident", resident,
            "bytes; 2,000 matches of the registered:", known, "of strangers:", unknown)
    }

    @Test("Room that is given back changes no answer, and the next entries find room")
    func compacted() {
        var world = GeneratedRegister(seed: 5)
        let entries = (0..<3_000).map { world.entry($0) }
        let people = entries.prefix(300).map { world.person(like: $0) }
        var index = IdentityIndex()
        for entry in entries.prefix(2_000) { index.insert(entry) }
        let (loose, before) = (index.bytesApproximate, people.map { index.match($0) })
        index.compact()
        let tight = index.bytesApproximate
        #expect(tight < loose)
        #expect(people.map { index.match($0) } == before)
        index.compact()
        #expect(index.bytesApproximate == tight)
        var grown = IdentityIndex()
        for entry in entries { grown.insert(entry) }
        for entry in entries.suffix(1_000) { index.insert(entry) }
        #expect(people.map { index.match($0) } == people.map { grown.match($0) })
    }

    private func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii)) ?? ""
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4_096 : 0
    }
}
