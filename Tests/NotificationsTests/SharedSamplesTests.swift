// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// Messages that nobody here wrote, where they are present beside the package.
enum SharedSamples {
    /// Beside the package root, which is three levels above this file.
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/samples").standardizedFileURL
    static let arePresent = FileManager.default.fileExists(atPath: root.path)

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    /// The rows of a table as dictionaries by column name; rows of one column are kept.
    static func table(_ path: String) throws -> [[String: String]] {
        let text = String(decoding: try bytes(path), as: UTF8.self)
        let rows = text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        let names = rows.first ?? []
        return rows.dropFirst().map { row in
            Dictionary(zip(names, row)) { first, _ in first }
        }
    }
}

@Suite(.enabled(if: SharedSamples.arePresent)) struct SharedSamplesTests {
    @Test func everyHL7FileDecodes() throws {
        let folder = SharedSamples.root.appending(path: "hl7v2")
        let files = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var counts: [String: Int] = [:]
        for case let file as URL in files where !file.hasDirectoryPath {
            let items = try decode(Array(try Data(contentsOf: file)))
            #expect(!items.isEmpty)
            for item in items {
                switch item {
                case .notification(let read): counts[read.event.text, default: 0] += 1
                case .rejected(let rejected):
                    counts[rejected.code.rawValue, default: 0] += 1
                }
            }
            counts["files", default: 0] += 1
        }
        print("HL7 samples:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
    }

    @Test func identifierVectorsAreJudgedRightly() throws {
        var judged = 0
        for row in try SharedSamples.table("identifiers/nhs-number-vectors.tsv") {
            let value = row["value"] ?? ""
            let isPlaceholder = row["expected(by source)"] == "placeholder"
            let digits = NHSNumber.normalised(value)
            let isOne = Set(digits ?? "").count == 1
            let expected = row["mod11(recomputed here)"] == "ok" && !(isPlaceholder && isOne)
            #expect(digits.map(NHSNumber.isValid) ?? false == expected, "\(value)")
            judged += 1
        }
        for row in try SharedSamples.table("identifiers/nhs-number-normalise.tsv") {
            let input = (row["input"] ?? "").dropFirst().dropLast()
            let expected = (row["standardised (empty = rejected)"] ?? "").dropFirst().dropLast()
            #expect(NHSNumber.normalised(String(input)) ?? "" == String(expected), "\(input)")
            judged += 1
        }
        for row in try SharedSamples.table("identifiers/upn-vectors.tsv") {
            let value = row["value"] ?? ""
            let expected = row["check-letter(recomputed here)"] == "ok"
            #expect((UPN.normalised(value) != nil) == expected, "\(value)")
            judged += 1
        }
        for row in try SharedSamples.table("identifiers/uk-postcode-vectors.tsv") {
            let verdict = row["expected(by source)"] ?? ""
            let value = (row["value (in brackets)"] ?? "").dropFirst().dropLast()
            // `B11` is an outward code alone; "see comment" states no verdict.
            guard verdict != "see comment", verdict != "outcode-only", value != "B11" else {
                continue
            }
            let found = Postcode.normalised(String(value))
            #expect((found != nil) == verdict.hasPrefix("valid"), "\(value)")
            if let normalised = row["normalised"], !normalised.isEmpty, found != nil {
                #expect(found == normalised)
            }
            judged += 1
        }
        print("identifier vectors judged:", judged)
    }
}
