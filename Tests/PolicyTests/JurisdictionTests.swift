// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing

@Suite("Whose responsibility somebody is")
struct JurisdictionTests {
    private static let people = "area: demo\npeople: [ { id: com-1 } ]\nroles: {}\n"

    private static let rules = """
        areas:
          - { area: demo, commissioner: com-1, authorities: [Northshire], postcodes: [NE, SR1 3] }
          - { area: coast, authorities: [Southshire, Border], postcodes: [SR, NE70] }
          - { area: hills, authorities: [Border], postcodes: [SR] }
        """

    private func jurisdiction(_ rules: String = rules) throws -> Jurisdiction {
        try Directory.load(
            ConfigurationFile(path: "directory.yaml", text: Self.people),
            jurisdiction: ConfigurationFile(path: "jurisdiction.yaml", text: rules)
        ).jurisdiction
    }

    @Test(
        "The placing authority goes before the home, the longer beginning before the shorter",
        arguments: [
            ("NE1 4ST", nil, Jurisdiction.Answer.one(area: "demo", commissioner: "com-1")),
            ("ne1 4st", nil, .one(area: "demo", commissioner: "com-1")),
            ("NE70 4ST", nil, .one(area: "coast", commissioner: nil)),
            // NE7 is not the beginning of NE70.
            ("NE7 0ST", nil, .one(area: "demo", commissioner: "com-1")),
            ("N1 4ST", nil, .none),
            ("SR1 3AA", nil, .one(area: "demo", commissioner: "com-1")),
            ("SR1", nil, .several),
            ("SR1 4AA", nil, .several),
            ("SR1 3AA", "southshire", .one(area: "coast", commissioner: nil)),
            ("SR1 3AA", "Border", .several),
            ("NE1 4ST", "Elsewhere", .one(area: "demo", commissioner: "com-1")),
            (nil, nil, .none), ("", "", .none), (" ", nil, .none),
        ] as [(String?, String?, Jurisdiction.Answer)])
    func answers(postcode: String?, authority: String?, answer: Jurisdiction.Answer) throws {
        #expect(try jurisdiction().answer(authority: authority, postcode: postcode) == answer)
    }

    @Test("Where no rule speaks the area named for that answers, and without the file one's own")
    func otherwise() throws {
        let rules = try jurisdiction(Self.rules + "\notherwise: hills\n")
        #expect(
            rules.answer(authority: nil, postcode: "N1 4ST")
                == .one(area: "hills", commissioner: nil))
        let plain = try Directory.load(ConfigurationFile(path: "directory.yaml", text: Self.people))
        #expect(
            plain.jurisdiction.answer(authority: nil, postcode: nil)
                == .one(area: "demo", commissioner: nil))
        #expect(plain.placesVersion.isEmpty)
        #expect(try jurisdiction("areas: []") == plain.jurisdiction)
        #expect(try Shipped.directory.jurisdiction.knows("demo"))
    }

    @Test(
        "What cannot be meant is refused with its place",
        arguments: [
            ("areas: [ { area: coast } ]", FaultCode.missingKey, 1, 1),
            ("areas: [ { area: demo, commissioner: com-2 } ]", .unknownPerson, 1, 38),
            ("areas: [ { area: demo } ]\notherwise: dmeo", .unknownWord, 2, 12),
            ("areas: [ { area: demo }, { area: demo } ]", .conflictingKeys, 1, 26),
            ("areas: [ { area: demo, postcode: NE } ]", .unknownKey, 1, 24),
            ("otherwise: demo", .missingKey, 1, 1),
        ])
    func faults(rules: String, code: FaultCode, line: Int, column: Int) {
        #expect {
            try jurisdiction(rules)
        } throws: { error in
            guard case PolicyError.invalid(let faults) = error else { return false }
            return faults.contains {
                $0.file == "jurisdiction.yaml" && $0.code == code && $0.line == line
                    && $0.column == column
            }
        }
    }

    @Test("A unit has a code, an area and a rating of the four that there are")
    func units() throws {
        let text = Self.people + "units: [ { code: L1, name: Larch, area: coast, rating: good } ]\n"
        let directory = try Directory.load(ConfigurationFile(path: "directory.yaml", text: text))
        #expect(directory.unit("L1")?.rating == .good && directory.unit("L1")?.area == "coast")
        #expect(directory.unit("L2") == nil && !directory.placesVersion.isEmpty)
        let wrong = text.replacing("good", with: "god")
        #expect(throws: PolicyError.self) {
            try Directory.load(ConfigurationFile(path: "directory.yaml", text: wrong))
        }
        #expect(UnitRating(stated: "Requires Improvement") == .requiresImprovement)
        #expect(UnitRating(stated: "requires-improvement") == .requiresImprovement)
        #expect(UnitRating(stated: "fine") == nil)
    }
}
