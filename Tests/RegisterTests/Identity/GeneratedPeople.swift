// SPDX-License-Identifier: Apache-2.0

import Notifications

@testable import Register

/// A generated register of families whose names come from one part of the world each, and messages
/// about its people and their relatives with the slips of clerks, as many for every origin.
struct GeneratedPeople {
    /// Where a family's names come from.
    enum Origin: String, CaseIterable {
        case british, southAsian, arabic, westAfrican, polish, turkish, chinese
    }

    /// What somebody asked about is to the register.
    enum Kind: String, CaseIterable {
        case same, twin, sibling, parent, namesake, stranger
    }

    struct Question {
        var person: Person
        var kind: Kind
        var truth: String?
    }

    private var generator: SeededGenerator
    private let names: NameMaker

    init(seed: UInt64, origin: Origin) {
        generator = SeededGenerator(state: seed &* 0x9E37 &+ 1)
        names = NameMaker(origin)
    }

    mutating func chance(_ share: Double) -> Bool {
        Double.random(in: 0..<1, using: &generator) < share
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    mutating func entry(_ id: String) -> RegisterEntry {
        var entry = RegisterEntry(registerId: id)
        entry.familyName = names.family(&generator)
        if chance(0.06) { entry.familyName?.append("-" + names.family(&generator)) }
        entry.givenNames = [names.given(&generator)]
        if chance(0.45) { entry.givenNames.append(names.given(&generator)) }
        entry.birthDate = .day(LocalDate(dayNumber: number(11_000...20_000)))
        entry.sex = chance(0.5) ? .male : .female
        entry.nhsNumber = nhsNumber()
        entry.localIds = [localId()]
        (entry.postcode, entry.addressLines) = place()
        return entry
    }

    mutating func question(about entry: RegisterEntry, _ kind: Kind) -> Question {
        var person = plain(entry)
        switch kind {
        case .same: break
        case .twin: person.givenNames = [otherGivenName(than: entry)]
        case .sibling:
            person.givenNames = [otherGivenName(than: entry)]
            person.birthDate = shifted(entry, by: chance(0.5) ? -1 : 1, days: 300...2_500)
        case .parent: person.birthDate = shifted(entry, by: -1, days: 6_500...15_000)
        case .namesake:
            person.birthDate = shifted(entry, by: 1, days: 40...4_000)
            setPlace(&person)
        case .stranger: person = plain(self.entry("stranger"))
        }
        let isSame = kind == .same
        if !isSame { setOthersIdentifiers(&person) }
        if isSame { slip(&person) }
        if chance(0.35) {
            person.nhsNumber = nil
            person.nhsNumberStatus = .absent
        }
        if chance(0.4) { person.localIds = [] }
        return Question(person: person, kind: kind, truth: isSame ? entry.registerId : nil)
    }

    /// Parents give no two children the same first name.
    private mutating func otherGivenName(than entry: RegisterEntry) -> String {
        var name = names.given(&generator)
        while entry.givenNames.contains(name) { name = names.given(&generator) }
        return name
    }

    private func plain(_ entry: RegisterEntry) -> Person {
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

    // MARK: Slips

    private mutating func slip(_ person: inout Person) {
        if chance(0.06) { person.familyName = .value(slipped(person.familyName.value ?? "")) }
        if chance(0.06) { person.givenNames[0] = slipped(person.givenNames[0]) }
        if chance(0.05), let family = person.familyName.value {
            (person.familyName, person.givenNames) = (
                .value(person.givenNames.joined(separator: " ")), [family]
            )
        }
        if chance(0.05) { person.familyName = .value(names.family(&generator)) }
        if chance(0.1), person.givenNames.count > 1 { person.givenNames.removeLast() }
        if chance(0.12) { person.birthDate = .value(.day(misread(person.birthDate.value?.exact))) }
        if chance(0.1) { setPlace(&person) }
        if chance(0.05) { person.postcode = .absent }
        if chance(0.06) { person.sex = .absent }
    }

    private mutating func slipped(_ name: String) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name }
        let place = number(1...letters.count - 2)
        switch number(0...3) {
        case 0: letters.remove(at: place)
        case 1: letters.insert("aeionrst".randomElement(using: &generator)!, at: place)
        case 2: letters[place] = "aeionrst".randomElement(using: &generator)!
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private mutating func misread(_ date: LocalDate?) -> LocalDate {
        let date = date ?? LocalDate(dayNumber: 14_000)
        switch number(0...3) {
        case 0: return LocalDate(year: date.year, month: date.day, day: date.month) ?? date
        case 1: return LocalDate(year: date.year + 1, month: date.month, day: date.day) ?? date
        case 2: return date.adding(days: 1)
        default: return date.adding(days: 10)
        }
    }

    private mutating func shifted(
        _ entry: RegisterEntry, by sign: Int, days: ClosedRange<Int>
    ) -> Stated<PartialDate> {
        let born = entry.birthDate?.exact ?? LocalDate(dayNumber: 14_000)
        return .value(.day(born.adding(days: sign * number(days))))
    }

    // MARK: Places and identifiers

    private mutating func setPlace(_ person: inout Person) {
        let (postcode, lines) = place()
        person.postcode = .value(postcode)
        person.addressLines = lines
    }

    private mutating func place() -> (postcode: String, lines: [String]) {
        let area = ["LS", "BD", "HX", "M", "YO", "NE", "CV", "S"].randomElement(using: &generator)!
        let letters = "ABDEFGHJLNPQRSTUWXYZ"
        let unit = (0..<2).map { _ in String(letters.randomElement(using: &generator)!) }
        let street = NameMaker(.british).family(&generator)
        let kind = ["Road", "Street", "Close", "Lane"].randomElement(using: &generator)!
        return (
            "\(area)\(number(1...28)) \(number(1...9))\(unit.joined())",
            ["\(number(1...220)) \(street) \(kind)"]
        )
    }

    private mutating func setOthersIdentifiers(_ person: inout Person) {
        person.nhsNumber = nhsNumber()
        person.nhsNumberStatus = .presentUnverified
        person.localIds = [localId()]
    }

    private mutating func localId() -> LocalIdentifier {
        LocalIdentifier(value: "H\(number(1_000_000...9_999_999))", authority: "RXX", type: nil)
    }

    private mutating func nhsNumber() -> String {
        while true {
            let stem = number(400_000_000...799_999_999)
            for check in 0...9 where NHSNumber.isValid("\(stem)\(check)") {
                return "\(stem)\(check)"
            }
        }
    }
}
