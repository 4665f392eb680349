// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Register
import Testing

@Suite("The file of weights and costs")
struct MatchingFileTests {
    /// What a folder with these files says; nil leaves a file out.
    private func load(_ matching: String?, weights: String? = nil) throws -> Weights {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "keywatch-matching-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in [("matching.yaml", matching), ("own.json", weights)] {
            try text?.write(
                to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try ConfigurationFolder(path: folder.path).matching()
    }

    private func faults(_ matching: String, weights: String? = nil) throws -> [String] {
        do {
            _ = try load(matching, weights: weights)
            return []
        } catch PolicyError.invalid(let faults) {
            return faults.map { "\($0.file):\($0.line):\($0.column) \($0.code.rawValue)" }
        }
    }

    private static let costs = "costs: { missed: 30, wrong: 1000 }\n"
    private static let own = "weights: own.json\n" + costs

    @Test("The shipped file says what the program says of itself, and so does a folder without")
    func shipped() throws {
        #expect(try Shipped.folder.matching() == .standard)
        #expect(try load(nil) == .standard)
        #expect(try load(Self.costs) == .standard)
    }

    @Test("Thresholds follow from the costs that are stated, not from those of the weights' file")
    func stated() throws {
        var own = Weights.standard
        own[.phone, .exact] = 5
        own.costs = try #require(MatchCosts(missed: 7, wrong: 70))
        let text = own.jsonValue().text
        let read = try load("weights: own.json\ncosts: { missed: 33, wrong: 1025 }", weights: text)
        #expect(read[.phone, .exact] == 5)
        #expect(abs(read.reviewMin + 5) < 1e-9 && abs(read.sureMin - 10) < 1e-9)
    }

    @Test("Of two weights the bytes differ as soon as a number or a cost does")
    func bytes() throws {
        var other = Weights.standard
        #expect(other.bytes == Weights.standard.bytes)
        other.provenance = "elsewhere"
        #expect(other.bytes == Weights.standard.bytes)
        other[.phone, .exact] += 0.000_001
        #expect(other.bytes != Weights.standard.bytes)
        #expect(
            try load("costs: { missed: 30, wrong: 1001 }").bytes != Weights.standard.bytes)
    }

    @Test(
        "What cannot be meant is refused with its place",
        arguments: [
            ("", ["matching.yaml:1:1 yaml.empty"]),
            (
                "weights: none.json\n",
                ["matching.yaml:1:1 key.missing", "matching.yaml:1:10 matching.weights"]
            ),
            ("costs: { missed: 30 }\n", ["matching.yaml:1:8 key.missing"]),
            (
                "costs: { mised: 30, wrong: 1000 }\n",
                ["matching.yaml:1:8 key.missing", "matching.yaml:1:10 key.unknown"]
            ),
            (
                "costs:\n  missed: 1\n  wrong: 1e3\n",
                ["matching.yaml:2:11 value.number", "matching.yaml:3:10 value.number"]
            ),
            ("costs: 30\n", ["matching.yaml:1:8 yaml.shape"]),
            (costs + "weight: own.json\n", ["matching.yaml:2:1 key.unknown"]),
            (costs + "weights: none.json\n", ["matching.yaml:2:10 matching.weights"]),
            (costs + "weights: [a]\n", ["matching.yaml:2:10 yaml.shape"]),
        ] as [(String, [String])])
    func faults(text: String, expected: [String]) throws {
        #expect(try faults(text) == expected)
    }

    @Test(
        "A fault of the weights' file is told with its place there",
        arguments: [
            ("{\n  \"provenance\": ,", 2, 17),
            ("{\"costs\": {\"missed\": 30, \"wrong\": 1}}", 1, 2),
            ("{\"costs\": {\"missed\": 30, \"wrong\": 9}, \"prior\": 1}", 1, 1),
            ("[]", 1, 1),
        ])
    func weightFaults(text: String, line: Int, column: Int) throws {
        let expected = "own.json:\(line):\(column) matching.weights"
        #expect(try faults(Self.own, weights: text) == [expected])
    }

    @Test("A weight out of range and a level that is none are told by their line and name")
    func weightNames() throws {
        let lines = [
            "{ \"provenance\": \"a test\", \"prior\": -15, \"householdMax\": 4,",
            "  \"costs\": { \"missed\": 30, \"wrong\": 1000 },", "  \"weights\": {",
            "    \"sex\": { \"exact\": 1 },", "    \"upn\": { \"exact\": 2000 } } }",
        ]
        let text = lines.joined(separator: "\n")
        #expect(try faults(Self.own, weights: text) == ["own.json:5:14 matching.weights"])
        let level = text.replacing("\"sex\": { \"exact\"", with: "\"sex\": { \"exactly\"")
        #expect(try faults(Self.own, weights: level) == ["own.json:4:14 matching.weights"])
        let good = text.replacing("2000", with: "20")
        #expect(try load(Self.own, weights: good)[.upn, .exact] == 20)
        let unknown = good.replacing("a test", with: "")
        #expect(try faults(Self.own, weights: unknown) == ["own.json:1:3 matching.weights"])
    }
}
