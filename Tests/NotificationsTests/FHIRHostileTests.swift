// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// What must be refused, and whatever else the bytes: at least one item, and no trap.
@Suite struct FHIRHostileTests {
    // MARK: Refusals

    private func position(_ needle: String, in text: String, after offset: Int = 0) -> Int? {
        let bytes = Array(text.utf8)
        let wanted = Array(needle.utf8)
        return bytes.indices.first {
            $0 >= offset && bytes[$0...].starts(with: wanted)
        }.map { $0 + wanted.count }
    }

    @Test(arguments: [
        "period", "class", "subject", "location", "participant", "hospitalization", "identifier",
    ])
    func anUnknownModifierIsRefusedWhereItIsRead(member: String) throws {
        let modifier = #""modifierExtension":[{"url":"urn:not"}]"#
        let original = try JSONValue(parsing: encounter())
        let changed = Tree.adding(modifier: member, to: original)
        let text = String(decoding: changed.utf8, as: UTF8.self)
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == .fhirModifierExtension)
        #expect(rejected.format == .fhir)
        #expect(rejected.field?.hasSuffix("modifierExtension.0") == true)
        let expected = try #require(position(modifier, in: text))
        #expect(rejected.position == expected - #"{"url":"urn:not"}]"#.utf8.count)
    }

    @Test func modifiersOfResourcesAreRefused() throws {
        let modified = ["modifierExtension": #"[{"url":"urn:not","valueBoolean":true}]"#]
        for text in [
            encounter(modified), patient(modified), message(v2("A01"), modified),
            message(v2("A01"), header: modified), bundle("batch", [entry(encounter())], modified),
            bundle("batch", [object(["resource": encounter()], modified)]),
            encounter(["contained": "[\(patient(modified.merging(["id": #""p""#]) { $1 }))]"]),
            encounter(["modifierExtension": #"{"url":"urn:not"}"#]),
        ] {
            #expect(try rejection(Array(text.utf8)).code == .fhirModifierExtension)
        }
        for text in [
            encounter(["implicitRules": #""urn:rules""#]), patient(["implicitRules": #""x""#]),
        ] {
            #expect(try rejection(Array(text.utf8)).code == .fhirImplicitRules)
        }
        // An empty list and null say nothing; what nobody reads harms nobody.
        for text in [
            encounter(["modifierExtension": "[]"]), encounter(["modifierExtension": "null"]),
            encounter(["implicitRules": "null"]),
            encounter(["account": #"[{"modifierExtension":[{"url":"urn:not"}]}]"#]),
            bundle(
                "batch",
                [entry(encounter()), entry(object(["resourceType": #""Task""#], modified))]),
        ] {
            #expect(try fhir(text).event == .admissionStarted)
        }
    }

    @Test func aRefusalHarmsItsOwnLineOnly() throws {
        let bad = encounter(["modifierExtension": "[{}]"])
        let items = try decode(
            Array(
                message(
                    v2("A02"), more: [entry(bad), entry(patient(["implicitRules": #""x""#]))]
                ).utf8))
        try #require(items.count == 3)
        guard case .notification(let read) = items[0], case .rejected(let rejected) = items[1],
            case .rejected(let person) = items[2]
        else { throw Unexpected(item: items[0]) }
        #expect(read.event == .admissionTransferred)
        #expect(rejected.code == .fhirModifierExtension)
        #expect(rejected.field == "entry.3.resource.modifierExtension.0")
        #expect(rejected.sender?.facility == "RXX")
        #expect(person.code == .fhirImplicitRules)
        let both = try decode(
            Array(bundle("batch", [entry(bundle("batch", [entry(bad)]))]).utf8))
        #expect(both.count == 1)
    }

    @Test(arguments: [
        (encounter(["status": "{}"]), "status"), (encounter(["period": "[]"]), "period"),
        (encounter(["subject": "5"]), "subject"), (encounter(["identifier": "{}"]), "identifier"),
        (encounter(["location": "[5]"]), "location.0"), (encounter(["class": "5"]), "class"),
        (patient(["name": #"[{"given":"A"}]"#]), "name.0.given"),
        (patient(["name": #"[{"given":[{}]}]"#]), "name.0.given.0"),
        (patient(["deceasedBoolean": #""true""#]), "deceasedBoolean"),
        (bundle("batch", [#"{"resource":5}"#]), "entry.0.resource"),
        (bundle("batch", ["5"]), "entry.0"), (bundle("batch", [], ["entry": "{}"]), "entry"),
    ])
    func aWrongTypeIsRefusedWithItsField(text: String, field: String) throws {
        let rejected = try rejection(Array(text.utf8))
        #expect(rejected.code == .memberType)
        #expect(rejected.field == field)
        #expect(rejected.position > 0)
    }

    @Test func positionsAreThoseOfTheElements() throws {
        let text =
            "\u{FEFF} " + #"{ "resourceType" : "Encounter", "id":"e", "x":[1,{"a\"b":"\\"}],"#
            + #" "st\u0061tus" : "odd", "subject":{"reference":"Patient/1"}}"#
        let read = try fhir(text)
        #expect(
            read.warnings.first { $0.code == "status.unrecognised" }?.position
                == position(#""st\u0061tus" : "#, in: text))
        #expect(FHIRPositions.find([], in: []) == [])
        #expect(FHIRPositions.find([["a"], []], in: Array("  ".utf8)) == [2, 2])
        #expect(FHIRPositions.find([["a", "b"], ["c"]], in: Array(#"{"a":1}"#.utf8)) == [5, 0])
    }

    @Test func noPersonalDataStandsInARefusal() throws {
        let rejected = try rejection(Array(patient(["modifierExtension": "[{}]"]).utf8))
        let line = rejected.errorJSON.text
        for secret in ["TEST", "ALEX", "9990000018", "2010"] { #expect(!line.contains(secret)) }
    }

    // MARK: Limits and loops

    @Test(.tags(.slow)) func limitsAreKept() throws {
        func list(_ count: Int, _ element: String) -> String {
            "[" + Array(repeating: element, count: count).joined(separator: ",") + "]"
        }
        for text in [
            patient(["name": list(251, "{}")]),
            "{" + #""resourceType":"Patient""# + (0..<500).map { ",\"x\($0)\":1" }.joined() + "}",
            bundle("batch", [], ["entry": list(20_001, "{}")]),
            bundle(
                "batch", [],
                ["entry": list(10_001, #"{"resource":{"resourceType":"Encounter"}}"#)]),
        ] {
            #expect(try rejection(Array(text.utf8)).code == .fhirLimit)
        }
        #expect(try fhir(patient(["name": list(250, "{}")])).event == .admissionPersonUpdated)
    }

    @Test func loopsEnd() throws {
        let text = bundle(
            "batch",
            [
                entry(
                    encounter([
                        "contained":
                            ##"[{"resourceType":"Location","id":"l","##
                            + ##""partOf":{"reference":"#l"}}]"##,
                        "subject": #"{"reference":"Encounter/e1"}"#,
                        "location": ##"[{"location":{"reference":"#l"}}]"##,
                        "participant": """
                        [{"type":[\(coding("ATND"))],\
                        "individual":{"reference":"PractitionerRole/r"}}]
                        """,
                        "diagnosis": #"[{"condition":{"reference":"Encounter/e1"}}]"#,
                    ])),
                entry(
                    #"{"resourceType":"PractitionerRole","id":"r","#
                        + #""practitioner":{"reference":"PractitionerRole/r"}}"#
                ),
                entry(
                    #"{"resourceType":"Condition","id":"c","#
                        + #""encounter":{"reference":"Condition/c"}}"#
                ),
            ])
        let read = try fhir(text)
        #expect(read.event == .admissionStarted)
        #expect(read.person.nhsNumber == nil)
    }

    @Test(.tags(.slow)) func theCostGrowsWithTheSizeOnly() throws {
        let small =
            #"{"resource":{"resourceType":"Encounter","subject":{"reference":"Patient/p"}}}"#
        let names = Array(repeating: #"{"family":"T"}"#, count: 250).joined(separator: ",")
        let person = entry(patient(["id": #""p""#, "name": "[\(names)]"]))
        let many = bundle("batch", [person] + Array(repeating: small, count: 9000))
        #expect(try decode(Array(many.utf8)).count == 9000)
        let deep = String(repeating: #"{"resourceType":"Bundle","entry":[{"resource":"#, count: 200)
        #expect(try rejection(Array(deep.utf8)).code == .jsonLimit)
    }

    // MARK: Properties

    private static let seeds = [
        encounter(), message(v2("A01")), message(v2("A03"), ["status": #""finished""#]),
        bundle("collection", [entry(message(v2("A02"))), entry(patient())]),
    ]

    @Test(.tags(.slow), arguments: seeds.indices)
    func mutatedBytesGiveAnItem(seed: Int) throws {
        let whole = Array(FHIRHostileTests.seeds[seed].utf8)
        var random = Seeded(state: UInt64(seed) + 40)
        let sharp = Array("\"{}[],:0129\\#/enull".utf8) + [0, 0x80, 0xC3, 0xFF]
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                let byte = sharp.randomElement(using: &random) ?? 0
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                case 2: bytes.remove(at: index)
                default: bytes.removeSubrange(index..<min(index + 20, bytes.count - 1))
                }
            }
            try expectItems(bytes)
        }
    }

    @Test(.tags(.slow), arguments: seeds.indices)
    func mutatedTreesGiveAnItem(seed: Int) throws {
        let whole = try JSONValue(parsing: FHIRHostileTests.seeds[seed])
        var random = Seeded(state: UInt64(seed) + 80)
        for _ in 0..<300 {
            var tree = whole
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                tree = Tree.mutated(tree, with: &random)
            }
            try expectItems(tree.utf8)
        }
    }
}

/// Changes to JSON trees.
enum Tree {
    /// The object with a modifier as the first member of that member or its first element.
    static func adding(modifier name: String, to object: JSONValue) -> JSONValue {
        let modifier = JSONValue.Member(
            "modifierExtension", .array([.object([JSONValue.Member("url", .string("urn:not"))])]))
        func modified(_ value: JSONValue) -> JSONValue {
            if case .array(let elements) = value {
                return .array(elements.map(modified))
            }
            return .object([modifier] + value.members)
        }
        return .object(
            object.members.map {
                $0.name == name ? JSONValue.Member(name, modified($0.value)) : $0
            })
    }

    /// The tree with one value, picked anywhere, changed.
    static func mutated(
        _ value: JSONValue, with random: inout some RandomNumberGenerator
    ) -> JSONValue {
        let goesDeeper = Int.random(in: 0..<6, using: &random) > 0
        switch value {
        case .object(var members) where goesDeeper && !members.isEmpty:
            let index = Int.random(in: members.indices, using: &random)
            if Int.random(in: 0..<12, using: &random) == 0 {
                members.remove(at: index)
            } else {
                members[index].value = mutated(members[index].value, with: &random)
            }
            return .object(members)
        case .array(var elements) where goesDeeper && !elements.isEmpty:
            let index = Int.random(in: elements.indices, using: &random)
            if Int.random(in: 0..<6, using: &random) == 0 { elements.append(elements[index]) }
            elements[index] = mutated(elements[index], with: &random)
            return .array(elements)
        default:
            let others: [JSONValue] = [
                .null, .bool(true), .number("-1e9"), .string(""), .string("#p"),
                .string("entered-in-error"), .string("2026-13-45"), .array([]), .object([]),
                .array([value]), .object([JSONValue.Member("reference", .string("#"))]),
                .string("é"),
            ]
            return others.randomElement(using: &random) ?? .null
        }
    }
}
