// SPDX-License-Identifier: Apache-2.0
import Foundation
import Notifications
import Policy

/// Somebody made up: a number of the test range, a name that no word contains, and so on.
struct TrialPerson: Sendable {
    let index: Int
    let registerId: String
    let nhsNumber: String
    let familyName: String
    let givenName: String
    let birthDate: (year: Int, month: Int, day: Int)
    let postcode: String
    let rating: String
    let hasKeyworker: Bool

    /// The person of that index; members and strangers have different indexes.
    init(_ index: Int, _ random: inout SeededGenerator) {
        self.index = index
        registerId = "P-\(index)"
        nhsNumber = Self.nhsNumber(index)
        familyName = Self.name(index, of: ["zoq", "wex", "kyv", "jup", "xol", "quz", "vyk", "gwo"])
        givenName = Self.name(
            index &* 7 &+ 3, of: ["yuv", "qim", "xar", "zet", "wok", "jyl", "hux", "pyq"])
        birthDate = (
            Int.random(in: 2009...2015, using: &random), Int.random(in: 1...12, using: &random),
            Int.random(in: 1...28, using: &random)
        )
        let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
        let inward = String([
            letters.randomElement(using: &random)!, letters.randomElement(using: &random)!,
        ])
        postcode =
            "LS\(Int.random(in: 1...29, using: &random)) "
            + "\(Int.random(in: 1...9, using: &random))\(inward)"
        rating = ["red", "red", "amber", "green", "blue"].randomElement(using: &random)!
        hasKeyworker = random.chance(80)
    }

    var localId: String { "M\(500_000 + index)" }

    var compactBirthDate: String {
        String(format: "%04d%02d%02d", birthDate.year, birthDate.month, birthDate.day)
    }

    /// The same index always gives the same number; different ones, different numbers.
    private static func nhsNumber(_ index: Int) -> String {
        var base = 999_000_100 + index * 7
        while true {
            let digits = String(base).compactMap(\.wholeNumberValue)
            let sum = zip(digits, stride(from: 10, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
            let check = (11 - sum % 11) % 11
            if check < 10 { return "\(base)\(check)" }
            base += 1
        }
    }

    private static func name(_ index: Int, of syllables: [String]) -> String {
        var rest = index
        var text = ""
        for _ in 0..<5 {
            text += syllables[rest & 7]
            rest >>= 3
        }
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The entry of the register.
    func entry(area: String, version: Int) -> JSONValue {
        func dated(_ name: String, _ word: String) -> JSONValue {
            .object([.init(name, .string(word)), .init("at", .string("2026-01-12T10:00:00Z"))])
        }
        var members: [JSONValue.Member] = [
            .init("registerId", .string(registerId)), .init("area", .string(area)),
            .init("status", .string("active")), .init("nhsNumber", .string(nhsNumber)),
            .init("familyName", .string(familyName)),
            .init("givenNames", .array([.string(givenName)])),
            .init(
                "birthDate",
                .string(
                    String(
                        format: "%04d-%02d-%02d", birthDate.year, birthDate.month, birthDate.day))),
            .init("postcode", .string(postcode)),
            .init(
                "localIds",
                .array([
                    .object([
                        .init("value", .string(localId)), .init("authority", .string("RXX")),
                    ])
                ])),
            .init("diagnoses", .object([.init("autism", .string("confirmed"))])),
            .init("rating", dated("value", rating)),
            .init(
                "consent",
                .object(
                    ["register", "cetr", "keyworker"].map { .init($0, dated("status", "given")) })),
            .init("version", .number(String(version))),
        ]
        if hasKeyworker {
            members.append(
                .init(
                    "keyworker",
                    .object([
                        .init("personId", .string("kw-1")),
                        .init("acceptedAt", .string("2026-02-03T10:00:00Z")),
                    ])))
        }
        return .object(members)
    }

    /// What must not be found in any output, in its compact form.
    var secrets: [String] {
        [
            nhsNumber, familyName, givenName, compactBirthDate,
            postcode.filter { $0 != " " },
        ].map { $0.lowercased() }
    }
}
