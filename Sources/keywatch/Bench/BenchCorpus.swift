// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// Made-up hospital messages and a made-up register, the same for the same seed. Every name is
/// put together from syllables, so nobody is meant.
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
        for number in 0..<entries { index.insert(maker.entry(number)) }
    }
}

/// Draws people, and writes messages about them.
private struct BenchMaker {
    private var generator: BenchRandom

    private static let stems = [
        "Ash", "Bex", "Cor", "Dun", "Eas", "Fair", "Gar", "Had", "Ibb", "Jes", "Kirk", "Lor", "Mow",
        "Nor", "Oke", "Pem", "Quay", "Rush", "Szy", "Tol", "Umar", "Var", "Wex", "Yil", "Zed",
    ]
    private static let middles = ["", "a", "be", "der", "en", "ing", "li", "man", "o", "ri"]
    private static let endings = [
        "bury", "by", "combe", "dale", "field", "gate", "holm", "ley", "mere", "more", "son",
        "stone", "ton", "well", "wick", "worth",
    ]
    private static let given = [
        "ADA", "BEN", "CARA", "DEV", "ESME", "FINN", "GITA", "HUGO", "ISLA", "JUDE", "KOFI", "LENA",
        "MILO", "NADIA", "OMAR", "PIA", "RAVI", "SASKIA", "TARIQ", "UNA", "VERA", "WES", "YARA",
    ]
    /// Trigger and class, in something like the proportions of a hospital's feed.
    private static let contacts = [
        ("A01", "I"), ("A02", "I"), ("A03", "I"), ("A08", "I"), ("A08", "I"), ("A08", "O"),
        ("A01", "E"), ("A03", "E"), ("A04", "E"), ("A31", ""), ("A28", ""), ("A11", "I"),
    ]
    private static let specialties = ["300", "100", "420", "180", "430", "502"]

    init(seed: UInt64) { generator = BenchRandom(state: seed) }

    private mutating func one<Value>(of list: [Value]) -> Value {
        list[Int.random(in: list.indices, using: &generator)]
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    private mutating func familyName() -> String {
        one(of: BenchMaker.stems) + one(of: BenchMaker.middles) + one(of: BenchMaker.endings)
    }

    /// Of the range 999…, which is never issued.
    private mutating func nhsNumber() -> String {
        while true {
            let stem = "999\(number(100_000...999_999))"
            for check in 0...9 where NHSNumber.isValid("\(stem)\(check)") {
                return "\(stem)\(check)"
            }
        }
    }

    private mutating func postcode() -> String {
        let letters = ["AB", "DE", "FG", "HJ", "LN", "PQ", "RS", "TU", "WX", "YZ"]
        return one(of: ["LS", "BD", "HX", "M", "YO", "NE"])
            + "\(number(1...29)) \(number(1...9))\(one(of: letters))"
    }

    private mutating func birthDate() -> LocalDate {
        LocalDate(dayNumber: number(-7_000...20_000))
    }

    private mutating func address() -> String {
        "\(number(1...200)) \(familyName().uppercased()) ROAD^^LEEDS^WEST YORKSHIRE^\(postcode())"
            + "^GBR^H"
    }

    private mutating func stamp() -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "2026\(two(number(1...9)))\(two(number(1...28)))\(two(number(0...23)))"
            + "\(two(number(0...59)))\(two(number(0...59)))"
    }

    mutating func message(_ index: Int) -> [UInt8] {
        let (trigger, letter) = one(of: BenchMaker.contacts)
        let sent = stamp()
        let born = birthDate().formatted.filter { $0 != "-" }
        let family = familyName().uppercased()
        let name = "\(family)^\(one(of: BenchMaker.given))^\(one(of: BenchMaker.given))^^^^L"
        let home = address()
        let doctor = "C\(number(1_000_000...9_999_999))^\(familyName().uppercased())^A^^^DR"
        let end = trigger == "A03" ? sent : ""
        let segments = [
            "MSH|^~\\&|PAS|RXX|KEYWATCH|AREA|\(sent)||ADT^\(trigger)^ADT_A01|KW\(1_000_000 + index)"
                + "|P|2.4|||AL|NE||UNICODE UTF-8",
            "EVN|\(trigger)|\(sent)||01|U\(number(1_000...9_999))^CLERK^WARD|\(sent)",
            "PID|1||\(nhsNumber())^^^NHS^NH~H\(number(1_000_000...9_999_999))^^^RXX^MR||\(name)||"
                + "\(born)|\(number(1...2))|||\(home)||0113 496 0\(number(100...999))^PRN^PH|||"
                + "S|1A||||||||||||||||NSTS01",
            "PD1|||SAMPLE PRACTICE^^B\(number(10_000...99_999))|G\(number(1_000_000...9_999_999))"
                + "^\(familyName().uppercased())^B^^^DR",
            "NK1|1|\(family)^\(one(of: BenchMaker.given))^^^^^L|MTH^Mother|\(home)|"
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

    mutating func entry(_ number: Int) -> RegisterEntry {
        var entry = RegisterEntry(registerId: "B\(number)")
        entry.familyName = familyName()
        entry.givenNames = [one(of: BenchMaker.given), one(of: BenchMaker.given)]
        entry.birthDate = .day(birthDate())
        entry.nhsNumber = nhsNumber()
        entry.postcode = postcode()
        entry.localIds = [
            LocalIdentifier(
                value: "H\(self.number(1_000_000...9_999_999))", authority: "RXX", type: nil)
        ]
        return entry
    }
}

/// SplitMix64: the same numbers on every run.
private struct BenchRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
