// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register
import Testing

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Self
}

/// SplitMix64: the same people on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func decoder() throws -> EntryDecoder { EntryDecoder(zone: try TimeZoneRules.london()) }

func day(_ text: String) -> LocalDate { LocalDate(iso8601: text)! }

func instant(_ text: String) -> Instant { Instant(iso8601: text)! }

/// The register's person of most tests.
func alex(_ change: (inout RegisterEntry) -> Void = { _ in }) -> RegisterEntry {
    var entry = RegisterEntry(registerId: "R1")
    entry.familyName = "Example"
    entry.givenNames = ["Alex"]
    entry.birthDate = .day(day("2010-04-16"))
    entry.nhsNumber = "9990000018"
    entry.sex = .male
    entry.postcode = "LS1 4AP"
    entry.addressLines = ["12 Sample Street"]
    entry.upn = "J999999923001"
    entry.localIds = [LocalIdentifier(value: "H100", authority: "RXX", type: "MR")]
    change(&entry)
    return entry
}

/// The message's person who is the same, without identifiers.
func somebody(_ change: (inout Person) -> Void = { _ in }) -> Person {
    var person = Person()
    person.familyName = .value("Example")
    person.givenNames = ["Alex"]
    person.birthDate = .value(.day(day("2010-04-16")))
    person.postcode = .value("LS1 4AP")
    change(&person)
    return person
}

extension Person {
    mutating func bear(_ number: String, _ status: NHSNumberStatus) {
        nhsNumber = number
        nhsNumberStatus = status
    }
}

func index(_ entries: RegisterEntry...) -> IdentityIndex {
    var index = IdentityIndex()
    for entry in entries { index.insert(entry) }
    return index
}

/// A generated world: families with their streets, so that names and postcodes repeat.
struct GeneratedRegister {
    static let families = [
        "Ashdown", "Bexley", "Corran", "Dunmore", "Eastgate", "Fairholm", "Garrick", "Hadley",
        "Ibbotson", "Jessop", "Kirkland", "Lorimer", "Mowbray", "Norcott", "Okonjo", "Pembury",
        "Quayle", "Rushton", "Szymon", "Tolworth", "Umar-Said", "Varley", "Wexford", "Yilmaz",
    ]
    static let given = [
        "Ada", "Ben", "Cara", "Dev", "Esme", "Finn", "Gita", "Hugo", "Isla", "Jude", "Kofi",
        "Lena", "Milo", "Nadia", "Omar", "Pia", "Ravi", "Saskia", "Tariq", "Una", "Vera", "Wes",
    ]
    static let endings = ["", "son", "ley", "by", "wick", "ton", "man", "well", "ford", "stone"]

    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    mutating func nhsNumber() -> String {
        while true {
            let stem = Int.random(in: 400_000_000..<799_999_999, using: &generator)
            for check in 0...9 where NHSNumber.isValid("\(stem)\(check)") {
                return "\(stem)\(check)"
            }
        }
    }

    mutating func postcode() -> String {
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        let area = ["LS", "BD", "HX", "M", "YO", "NE"].randomElement(using: &generator)!
        let district = Int.random(in: 1...29, using: &generator)
        let sector = "\(district) \(Int.random(in: 1...9, using: &generator))"
        return area + sector + String(letters.randomElement(using: &generator)!)
            + String(letters.randomElement(using: &generator)!)
    }

    mutating func date() -> LocalDate {
        LocalDate(dayNumber: Int.random(in: 11_000...19_000, using: &generator))
    }

    mutating func entry(_ number: Int) -> RegisterEntry {
        var entry = RegisterEntry(registerId: "G\(number)")
        entry.familyName =
            GeneratedRegister.families.randomElement(using: &generator)!
            + GeneratedRegister.endings.randomElement(using: &generator)!
        entry.givenNames = [GeneratedRegister.given.randomElement(using: &generator)!]
        if Bool.random(using: &generator) {
            entry.givenNames.append(GeneratedRegister.given.randomElement(using: &generator)!)
        }
        entry.birthDate = .day(date())
        entry.nhsNumber = nhsNumber()
        entry.sex = Bool.random(using: &generator) ? .male : .female
        entry.postcode = postcode()
        entry.addressLines = ["\(Int.random(in: 1...200, using: &generator)) Sample Road"]
        entry.localIds = [
            LocalIdentifier(
                value: "H\(Int.random(in: 1_000_000...9_999_999, using: &generator))",
                authority: "RXX", type: nil)
        ]
        return entry
    }

    /// A person of a message who is the entry's, or a relative, with slips and gaps.
    mutating func person(like entry: RegisterEntry) -> Person {
        var person = Person()
        person.familyName = .value(entry.familyName ?? "")
        person.givenNames = entry.givenNames
        person.birthDate = entry.birthDate.map { .value($0) } ?? .absent
        person.postcode = entry.postcode.map { .value($0) } ?? .absent
        person.addressLines = entry.addressLines
        if chance(4) {
            person.bear(
                chance(4) ? nhsNumber() : entry.nhsNumber ?? "",
                [.verified, .presentUnverified, .conflicting].randomElement(using: &generator)!)
        }
        if chance(3) { person.localIds = entry.localIds }
        if chance(4) { person.familyName = .value(slip(entry.familyName ?? "")) }
        if chance(8) { person.familyName = .value(GeneratedRegister.families[0]) }
        if chance(4) { person.givenNames[0] = slip(person.givenNames[0]) }
        if chance(6) { person.givenNames = [GeneratedRegister.given[3]] }
        if chance(10) { person.givenNames = [] }
        if chance(10), let family = person.familyName.value, let given = person.givenNames.first {
            person.familyName = .value(given)
            person.givenNames = [family]
        }
        if chance(5) { person.birthDate = .value(.day(date())) }
        if chance(8), let year = person.birthDate.value?.year {
            person.birthDate = .value(.year(year))
        }
        if chance(10) { person.birthDate = .absent }
        if chance(4) { person.postcode = .value(postcode()) }
        if chance(12) { person.postcode = .absent }
        return person
    }

    private mutating func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &generator) == 0
    }

    private mutating func slip(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 2 else { return name }
        let place = Int.random(in: 1..<letters.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("e", at: place)
        default: letters.swapAt(place, place - 1)
        }
        return String(letters)
    }
}
