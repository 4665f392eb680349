// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// Made-up people of an area, and what clerks write of them and of their relatives.
struct BenchPeople {
    /// Whom a question is about, seen from an entry.
    enum Kind: CaseIterable {
        case same, twin, sibling, parent, namesake, stranger
    }

    var generator: BenchRandom
    private let names = BenchNames()

    init(seed: UInt64) { generator = BenchRandom(state: seed) }

    // MARK: Facts

    mutating func surname() -> String { names.surname(&generator) }

    /// First and, mostly, second given name.
    mutating func givenNames(isMale: Bool, born: LocalDate) -> [String] {
        (0..<(generator.chance(0.7) ? 2 : 1)).map { _ in
            names.given(isMale: isMale, born: born.year, &generator)
        }
    }

    /// Of those under 26 of whom registers are made.
    mutating func youngBirthDate() -> LocalDate {
        LocalDate(dayNumber: generator.number(11_000...20_400))
    }

    /// Of anybody whom a hospital sees.
    mutating func anyBirthDate() -> LocalDate {
        LocalDate(dayNumber: generator.number(-9_000...20_400))
    }

    /// Of the range 999…, which is never issued, unless others are asked for.
    mutating func nhsNumber(_ stems: ClosedRange<Int> = 999_000_000...999_999_999) -> String {
        while true {
            let stem = generator.number(stems)
            for check in 0...9 where NHSNumber.isValid("\(stem)\(check)") {
                return "\(stem)\(check)"
            }
        }
    }

    /// One of some 47,000 of an area.
    mutating func postcode() -> String {
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        return generator.one(of: ["LS", "BD", "HX", "WF"])
            + "\(generator.number(1...29)) \(generator.number(1...9))"
            + "\(generator.one(of: letters))\(generator.one(of: letters))"
    }

    mutating func addressLine() -> String {
        "\(generator.number(1...200)) \(surname()) "
            + generator.one(of: ["Road", "Street", "Close", "Lane"])
    }

    mutating func localId() -> LocalIdentifier {
        LocalIdentifier(
            value: "H\(generator.number(1_000_000...9_999_999))", authority: "RXX", type: nil)
    }

    // MARK: People

    mutating func entry(_ number: Int) -> RegisterEntry {
        var entry = RegisterEntry(registerId: "B\(number)")
        let (isMale, born) = (generator.chance(0.5), youngBirthDate())
        entry.familyName = surname()
        entry.givenNames = givenNames(isMale: isMale, born: born)
        entry.sex = isMale ? .male : .female
        entry.birthDate = .day(born)
        entry.nhsNumber = nhsNumber(400_000_000...799_999_999)
        entry.postcode = postcode()
        entry.addressLines = [addressLine()]
        entry.localIds = [localId()]
        return entry
    }

    /// Somebody asked about: the entry's own person with slips, a relative, a namesake, or
    /// somebody else. One in three comes without an NHS number, and half without a local one.
    mutating func person(_ kind: Kind, of entry: RegisterEntry) -> Person {
        var person = BenchPeople.plain(kind == .stranger ? self.entry(0) : entry)
        let born = entry.birthDate?.exact ?? LocalDate(dayNumber: 15_000)
        switch kind {
        case .same: slip(&person)
        case .twin: rename(&person, born)
        case .sibling:
            rename(&person, born)
            person.birthDate = .value(.day(born.adding(days: generator.number(300...2_500))))
        case .parent:
            rename(&person, born.adding(days: -10_000))
            person.birthDate = .value(.day(born.adding(days: -generator.number(6_500...15_000))))
        case .namesake:
            person.birthDate = .value(.day(youngBirthDate()))
            person.postcode = .value(postcode())
            person.addressLines = [addressLine()]
        case .stranger: break
        }
        if kind != .same {
            person.nhsNumber = nhsNumber(400_000_000...799_999_999)
            person.localIds = [localId()]
        }
        if generator.chance(0.33) {
            person.nhsNumber = nil
            person.nhsNumberStatus = .absent
        }
        if generator.chance(0.5) { person.localIds = [] }
        return person
    }

    private mutating func rename(_ person: inout Person, _ born: LocalDate) {
        person.givenNames = givenNames(isMale: person.sex.value == .male, born: born)
    }

    private mutating func slip(_ person: inout Person) {
        if generator.chance(0.08) {
            person.familyName = .value(slipped(person.familyName.value ?? ""))
        }
        if generator.chance(0.08), let first = person.givenNames.first {
            person.givenNames[0] = slipped(first)
        }
        if generator.chance(0.04) { person.familyName = .value(surname()) }
        if generator.chance(0.2), person.givenNames.count > 1 { person.givenNames.removeLast() }
        if generator.chance(0.06), let born = person.birthDate.value?.exact {
            person.birthDate = .value(.day(born.adding(days: generator.one(of: [1, 10, 365]))))
        }
        if generator.chance(0.1) {
            person.postcode = .value(postcode())
            person.addressLines = [addressLine()]
        }
        if generator.chance(0.05) { person.postcode = .absent }
    }

    private mutating func slipped(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name }
        let place = generator.number(1...letters.count - 2)
        if generator.chance(0.5) {
            letters.swapAt(place, place + 1)
        } else {
            letters.remove(at: place)
        }
        return String(letters)
    }

    private static func plain(_ entry: RegisterEntry) -> Person {
        var person = Person()
        person.familyName = entry.familyName.map { .value($0) } ?? .absent
        person.givenNames = entry.givenNames
        person.birthDate = entry.birthDate.map { .value($0) } ?? .absent
        person.sex = entry.sex.map { .value($0) } ?? .absent
        person.postcode = entry.postcode.map { .value($0) } ?? .absent
        person.addressLines = entry.addressLines
        person.nhsNumber = entry.nhsNumber
        person.nhsNumberStatus = .presentUnverified
        person.localIds = entry.localIds
        return person
    }
}
