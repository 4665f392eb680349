// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// Made-up hospital messages and a made-up register, the same for the same seed.
struct BenchCorpus {
    /// ADT messages of about 1 KB, as a hospital system of the HL7 v2.4 kind sends them.
    private(set) var messages: [[UInt8]] = []
    /// A register with whom none of the messages is concerned, but for chance.
    private(set) var index = IdentityIndex()

    /// Bytes of all messages.
    var byteCount: Int { messages.reduce(0) { $0 + $1.count } }

    init(messages count: Int, entries: Int, seed: UInt64 = 1) {
        var maker = BenchMaker(seed: seed)
        messages = (0..<count).map { maker.message($0) }
        for number in 0..<entries { index.insert(maker.people.entry(number)) }
    }
}

/// Writes messages about made-up people.
private struct BenchMaker {
    var people: BenchPeople

    /// Trigger and class, in something like the proportions of a hospital's feed.
    private static let contacts = [
        ("A01", "I"), ("A02", "I"), ("A03", "I"), ("A08", "I"), ("A08", "I"), ("A08", "O"),
        ("A01", "E"), ("A03", "E"), ("A04", "E"), ("A31", ""), ("A28", ""), ("A11", "I"),
    ]
    private static let specialties = ["300", "100", "420", "180", "430", "502"]

    init(seed: UInt64) { people = BenchPeople(seed: seed) }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        people.generator.number(range)
    }

    private mutating func one<Value>(of list: [Value]) -> Value {
        people.generator.one(of: list)
    }

    private mutating func address() -> String {
        "\(people.addressLine().uppercased())^^LEEDS^WEST YORKSHIRE^\(people.postcode())^GBR^H"
    }

    private mutating func stamp() -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "2026\(two(number(1...9)))\(two(number(1...28)))\(two(number(0...23)))"
            + "\(two(number(0...59)))\(two(number(0...59)))"
    }

    mutating func message(_ index: Int) -> [UInt8] {
        let (trigger, letter) = one(of: BenchMaker.contacts)
        let sent = stamp()
        let birthDate = people.anyBirthDate()
        let born = birthDate.formatted.filter { $0 != "-" }
        let isMale = number(0...1) == 0
        let family = people.surname().uppercased()
        let given = people.givenNames(isMale: isMale, born: birthDate).map { $0.uppercased() }
        let name = "\(family)^\(given[0])^\(given.dropFirst().first ?? "")^^^^L"
        let home = address()
        let doctor = "C\(number(1_000_000...9_999_999))^\(people.surname().uppercased())^A^^^DR"
        let end = trigger == "A03" ? sent : ""
        let segments = [
            "MSH|^~\\&|PAS|RXX|KEYWATCH|AREA|\(sent)||ADT^\(trigger)^ADT_A01|KW\(1_000_000 + index)"
                + "|P|2.4|||AL|NE||UNICODE UTF-8",
            "EVN|\(trigger)|\(sent)||01|U\(number(1_000...9_999))^CLERK^WARD|\(sent)",
            "PID|1||\(people.nhsNumber())^^^NHS^NH~\(people.localId().value)^^^RXX^MR||\(name)||"
                + "\(born)|\(isMale ? 1 : 2)|||\(home)||0113 496 0\(number(100...999))^PRN^PH|||"
                + "S|1A||||||||||||||||NSTS01",
            "PD1|||SAMPLE PRACTICE^^B\(number(10_000...99_999))|G\(number(1_000_000...9_999_999))"
                + "^\(people.surname().uppercased())^B^^^DR",
            "NK1|1|\(family)^\(people.surname().uppercased())^^^^^L|MTH^Mother|\(home)|"
                + "0113 496 0\(number(100...999))^PRN^PH",
            "PV1|1|\(letter)|WARD \(number(1...40))^BAY \(number(1...6))^\(number(1...8))^RXX55|"
                + "21|||\(doctor)|\(doctor)||\(one(of: BenchMaker.specialties))||||19|||\(doctor)|"
                + "NHS|V\(number(1_000_000...9_999_999))^^^VISITID||||||||||||||||||\(end)||||"
                + "||||\(sent)|\(end)",
            "PV2||C^SINGLE ROOM|ROUTINE OBSERVATION AND ASSESSMENT||||||\(sent)",
            "OBX|1|ST|HT^HEIGHT^L||\(number(60...199))|cm|||||F|||\(sent)",
            "AL1|1|DA|\(number(1_000...9_999))^NO KNOWN ALLERGIES^L|MI|NONE",
            "DG1|1||R10.4^Other and unspecified abdominal pain^I10|||A",
        ]
        return Array(segments.map { $0 + "\r" }.joined().utf8)
    }
}
