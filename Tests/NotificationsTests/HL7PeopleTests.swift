// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// Messages that name two people, or two identifiers of one.
@Suite struct HL7PeopleTests {
    private let first = segment("PID", [3: "9990000018^^^NHS~1^^^RXX", 5: "TEST^ALEX"])
    private let second = segment("PID", [3: "9990000026^^^NHS~2^^^RXX", 5: "PROBE^SAM"])

    private func all(_ segments: [String]) throws -> [Notification] {
        try decode(bytes(segments)).map {
            guard case .notification(let read) = $0 else { throw Unexpected(item: $0) }
            return read
        }
    }

    private func side(_ value: String, _ more: [JSONValue.Member] = []) -> JSONValue {
        .object(
            [
                JSONValue.Member(
                    "localIds",
                    .array([
                        .object([
                            JSONValue.Member("value", .string(value)),
                            JSONValue.Member("authority", .string("RXX")),
                        ])
                    ]))
            ] + more)
    }

    private func numbered(_ nhsNumber: String, _ value: String) -> JSONValue {
        .object(
            [JSONValue.Member("nhsNumber", .string(nhsNumber))] + side(value).members)
    }

    @Test func aSwapIsATransferOfEach() throws {
        let read = try all([
            header("A17"), segment("EVN", [2: "202603021500"]), first,
            segment("PV1", [2: "I", 3: "W1^^B1", 19: "7001"]), second,
            segment("PV1", [2: "I", 3: "W2^^B2", 19: "7002"]), segment("DG1", [3: "F84.0^^I10"]),
        ])
        #expect(read.map(\.event) == [.admissionTransferred, .admissionTransferred])
        #expect(read.map(\.person.nhsNumber) == ["9990000018", "9990000026"])
        #expect(read.map(\.encounter?.id) == ["7001", "7002"])
        #expect(read.map(\.encounter?.location.bed) == ["B1", "B2"])
        #expect(read.map(\.diagnoses.count) == [0, 1])
        #expect(read.map(\.id) == ["KW1", "KW1"])
        #expect(read.allSatisfy { $0.recordedAt == instant("2026-03-02T15:00:00Z") })
        #expect(read.allSatisfy { $0.warnings.isEmpty })
    }

    @Test func aSwapOfOneIsReadAndWarnedOf() throws {
        let read = try all([header("A17"), first, usualPV1])
        #expect(read.map(\.event) == [.admissionTransferred])
        #expect(read[0].warningCodes == ["hl7v2.second-person-missing"])
    }

    @Test(arguments: ["A18", "A30", "A34", "A36", "A39", "A40"])
    func aMergeOfPeopleSaysWhoIntoWhom(trigger: String) throws {
        let read = try #require(
            try all([
                header(trigger), first, segment("PD1", [3: "P^^Y00001"]),
                segment("MRG", [1: "9^^^RXX~9990000026^^^NHS", 7: "OLD^NAME"]),
            ]).first)
        #expect(read.event == .admissionPersonMerged)
        #expect(read.detail["scope"] == .string("person"))
        #expect(read.detail["mergedInto"] == numbered("9990000018", "1"))
        #expect(read.detail["mergedFrom"] == .array([numbered("9990000026", "9")]))
        #expect(!read.canonicalJSON().text.contains("OLD"))
        #expect(read.warnings.isEmpty)
        #expect(read.encounter == nil)
    }

    @Test(arguments: [
        ("A46", "identifier"), ("A47", "identifier"), ("A48", "identifier"), ("A43", "record"),
        ("A35", "account"), ("A41", "account"), ("A44", "account"), ("A49", "account"),
        ("A42", "visit"), ("A45", "visit"), ("A50", "visit"), ("A51", "visit"),
    ])
    func otherMergesSayHowFarTheyReach(trigger: String, scope: String) throws {
        let read = try notification([
            header(trigger), segment("PID", [3: "1^^^RXX", 18: "A1^^^RXX"]),
            segment("MRG", [1: "9^^^RXX", 3: "A9", 4: "9^^^RXX~8^^^RXX^PI", 6: "V9^^^VISITID"]),
            segment("PV1", [2: "O", 19: "V1^^^VISITID"]),
        ])
        #expect(read.event == .admissionPersonMerged)
        #expect(read.detail["scope"] == .string(scope))
        #expect(read.encounter == nil)
        let into = read.detail["mergedInto"]
        #expect(into?["account"]?["value"] == .string("A1"))
        #expect(into?["visit"]?["value"] == .string("V1"))
        #expect(into?["visit"]?["authority"] == .string("RXX/VISITID"))
        let from = read.detail["mergedFrom"]?.elements.first
        #expect(from?["localIds"]?.elements.compactMap { $0["value"]?.string } == ["9", "8"])
        #expect(from?["account"]?["value"] == .string("A9"))
        #expect(from?["account"]?["authority"] == .string("RXX"))
        #expect(from?["visit"]?["value"] == .string("V9"))
        #expect(read.warnings.isEmpty)
    }

    @Test func repeatedPairsAreALineEach() throws {
        let read = try all([
            header("A40"), first, segment("MRG", [1: "8^^^RXX"]), second,
            segment("MRG", [1: "9^^^RXX"]),
        ])
        #expect(read.map(\.event) == [.admissionPersonMerged, .admissionPersonMerged])
        #expect(read.map { $0.detail["mergedFrom"] } == [.array([side("8")]), .array([side("9")])])
        #expect(
            read.map { $0.detail["mergedInto"] } == [
                numbered("9990000018", "1"), numbered("9990000026", "2"),
            ])
        #expect(read.allSatisfy { $0.warnings.isEmpty })
    }

    @Test func severalVisitsMovedToOnePersonAreOneLine() throws {
        let read = try notification([
            header("A45"), first, segment("MRG", [5: "V8"]), segment("PV1", [2: "I", 19: "V1"]),
            segment("MRG", [5: "V9"]), segment("PV1", [2: "I", 19: "V2"]),
        ])
        let from = read.detail["mergedFrom"]?.elements ?? []
        #expect(from.map { $0["visit"]?["value"]?.string } == ["V8", "V9"])
        #expect(read.encounter?.id == "V1")
        #expect(read.warnings.isEmpty)
    }

    @Test func aMergeOntoItselfOrOfNobodyIsNewsOfThePerson() throws {
        let itself = try notification([header("A40"), first, segment("MRG", [1: "1^^^RXX^MR"])])
        #expect(itself.event == .admissionPersonUpdated)
        #expect(itself.warningCodes == ["merge.onto-itself"])
        #expect(itself.detail["mergedFrom"] == nil)
        for mrg in [[segment("MRG")], [], [segment("MRG", [1: "\"\""])]] {
            let read = try notification([header("A40"), first] + mrg)
            #expect(read.event == .admissionPersonUpdated)
            #expect(read.warningCodes == ["merge.incomplete"])
        }
        let number = segment("MRG", [1: "9990000018^^^NHS"])
        let same = try notification([header("A47"), first, number])
        #expect(same.warningCodes == ["merge.onto-itself"])
        // The record itself moves from one person to another: its identifier does not change.
        let moved = try notification([header("A43"), first, segment("MRG", [1: "1^^^RXX"])])
        #expect(moved.event == .admissionPersonMerged)
    }

    @Test(arguments: [
        ("A24", "admission.person-merged", "linkedWith"),
        ("A37", "admission.person-unmerged", "unlinkedFrom"),
    ])
    func linksNameTheOtherOfThePair(trigger: String, event: String, member: String) throws {
        let read = try all([header(trigger), segment("EVN"), first, second])
        #expect(read.map(\.event.text) == [event, event])
        #expect(read.map { $0.detail["scope"] } == [.string("link"), .string("link")])
        #expect(
            read.map { $0.detail[member] } == [
                .array([numbered("9990000026", "2")]), .array([numbered("9990000018", "1")]),
            ])
        #expect(read.allSatisfy { $0.warnings.isEmpty })
        let alone = try all([header(trigger), first])
        #expect(alone[0].warningCodes == ["hl7v2.second-person-missing"])
    }

    @Test func aSecondPatientWhereOneIsExpectedIsALineAndAWarning() throws {
        let read = try all([header("A01"), first, usualPV1, second, usualPV1])
        #expect(read.map(\.event) == [.admissionStarted, .admissionStarted])
        #expect(read.map(\.person.nhsNumber) == ["9990000018", "9990000026"])
        #expect(read.allSatisfy { $0.warningCodes == ["hl7v2.several-patients"] })
        // Of what is not ours one line is enough.
        let other = try all([header("", [9: "ORU^R01"]), first, second])
        #expect(other.count == 1)
        #expect(other[0].warningCodes == ["hl7v2.several-patients"])
    }

    @Test func aSecondVisitIsAWarning() throws {
        let read = try notification([
            header("A08"), first, usualPV1, segment("PV1", [2: "I", 19: "7002"]),
        ])
        #expect(read.encounter?.id == "7001")
        #expect(read.warningCodes == ["hl7v2.several-visits"])
    }

    @Test func tooManyPeopleAreRefused() throws {
        let pids = Array(repeating: first, count: 101)
        #expect(try rejection(bytes([header("A40")] + pids)).code == .hl7Limit)
        #expect(try decode(bytes([header("A40")] + pids.prefix(100))).count == 100)
    }
}
