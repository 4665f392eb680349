// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import Register

@Suite("Weights")
struct WeightsTests {
    @Test("The shipped file has the program's own weights")
    func shipped() throws {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config/matching/weights.json")
        let json = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        #expect(try Weights(json: json) == .standard)
        #expect(json["provenance"]?.string?.isEmpty == false)
    }

    private static let head =
        #"{"costs":{"missed":9,"wrong":9},"prior":1,"householdMax":1,"weights":"#

    @Test("What is written is read")
    func roundTrip() throws {
        var weights = Weights.standard
        weights[.phone, .exact] = 7.25
        weights.costs = try #require(MatchCosts(missed: 5, wrong: 200))
        #expect(try Weights(json: weights.jsonValue()) == weights)
    }

    @Test(
        "Weights that cannot be meant are refused by their place",
        arguments: [
            (#"{}"#, "costs"),
            (#"{"costs":{"missed":1,"wrong":9}}"#, "costs"),
            (#"{"costs":{"missed":9,"wrong":9},"householdMax":1}"#, "prior"),
            (#"{"costs":{"missed":9,"wrong":9},"prior":1,"householdMax":1}"#, "weights"),
            (
                WeightsTests.head + #"{"shoe":{}}}"#,
                "weights.shoe"
            ),
            (
                WeightsTests.head + #"{"sex":{"big":1}}}"#,
                "weights.sex.big"
            ),
            (
                WeightsTests.head + #"{"sex":{"exact":1e9}}}"#,
                "weights.sex.exact"
            ),
            (
                WeightsTests.head + #"{"sex":{"exact":1}}}"#,
                "provenance"
            ),
        ])
    func refused(text: String, path: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: WeightsError.self) { try Weights(json: json) }
        #expect(error?.path == path)
    }

    @Test("Evidence that is written is read; a field or a level that nobody knows is a fault")
    func evidence() throws {
        for field in EvidenceField.allCases {
            for level in EvidenceLevel.allCases {
                let evidence = [Evidence(field: field, level: level, weight: -2.125)]
                let written = try JSONEncoder().encode(evidence)
                #expect(try JSONDecoder().decode([Evidence].self, from: written) == evidence)
            }
        }
        for text in ["birth-date exact", "birth-date exakt 1", "born exact 1", "sex exact much"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode([Evidence].self, from: Data("[\"\(text)\"]".utf8))
            }
        }
    }

    @Test("Thresholds follow from what mistakes cost")
    func thresholds() throws {
        let costs = try #require(MatchCosts(missed: 33, wrong: 1_025))
        #expect(abs(costs.reviewMin + 5) < 1e-9)
        #expect(abs(costs.sureMin - 10) < 1e-9)
        // At the threshold of review, a review costs as much as the missed people it spares.
        let p = Weights.probability(ofWeight: costs.reviewMin)
        let difference: Double = abs(p * costs.missed - 1)
        #expect(difference < 1e-9)
        #expect(MatchCosts(missed: 1, wrong: 9) == nil)
        #expect(MatchCosts(missed: .infinity, wrong: 9) == nil)
        var dearer = Weights.standard
        dearer.costs = costs
        #expect(dearer.reviewMin == costs.reviewMin && dearer.sureMin == costs.sureMin)
    }

    @Test("More agreement is never worth less")
    func order() {
        for (field, levels) in Weights.order {
            for (more, less) in zip(levels, levels.dropFirst()) {
                #expect(
                    Weights.standard[field, more] >= Weights.standard[field, less],
                    "\(field) \(more) \(less)")
            }
        }
        var broken = Weights.standard
        broken[.familyName, .exact] = -20
        broken.putInOrder()
        #expect(broken[.familyName, .exact] >= broken[.familyName, .close])
    }

    @Test("Over generated people, a fact that is made to agree never lowers the weight")
    func monotone() {
        var people = GeneratedPeople(seed: 3, origin: .westAfrican)
        for _ in 0..<400 {
            let entry = people.entry("E")
            let kind = GeneratedPeople.Kind.allCases[people.number(0...4)]
            var person = people.question(about: entry, kind).person
            let profile = IdentityProfile(entry)
            func weight() -> Double {
                let own = IdentityProfile(person, from: Sender(), kind: nil)
                return Comparison(own, profile).weight(.standard)
            }
            var last = weight()
            let steps: [(inout Person) -> Void] = [
                { $0.sex = entry.sex.map { .value($0) } ?? .absent },
                { $0.birthDate = entry.birthDate.map { .value($0) } ?? .absent },
                { $0.postcode = entry.postcode.map { .value($0) } ?? .absent },
                { $0.addressLines = entry.addressLines },
                { $0.localIds = entry.localIds },
                {
                    $0.familyName = entry.familyName.map { .value($0) } ?? .absent
                    $0.givenNames = entry.givenNames
                },
            ]
            for (number, step) in steps.enumerated() {
                step(&person)
                let now = weight()
                #expect(now >= last - 1e-9, "step \(number)")
                last = now
            }
        }
    }

    @Test("Logarithms and powers of two are right to many digits")
    func logarithms() {
        for value in [1e-9, 0.3, 0.5, 1, 1.5, 2, 3, 1_000, 6e12] {
            let exponent: Double = log2(value)
            let difference: Double = abs(Logarithm.base2(value) - exponent)
            let relative: Double = abs(Logarithm.powerOf2(exponent) / value - 1)
            #expect(difference < 1e-12 && relative < 1e-12)
        }
        #expect(Logarithm.base2(0) == -1_074)
    }
}
