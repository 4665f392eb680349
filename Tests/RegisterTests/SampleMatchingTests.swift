// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Register
import Testing

/// The shared samples beside the package, where they are present.
private let samples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/samples/identity").standardizedFileURL

private func isPresent(_ set: String) -> Bool {
    FileManager.default.fileExists(
        atPath: samples.appendingPathComponent("\(set)/truth.csv").path)
}

@Suite("Matching measured on shared samples", .serialized, .tags(.slow))
struct SampleMatchingTests {
    /// CONTRACT.md §5's measures.
    struct Measures {
        var truePairs = 0
        var found = 0
        var automatic = 0
        var wrong = 0
        var hardNegativesMatched = 0
        var reviews = 0
        var queries = 0

        var sensitivityWithReview: Double { Double(found) / Double(max(truePairs, 1)) }
        var automaticSensitivity: Double { Double(automatic) / Double(max(truePairs, 1)) }
        var positivePredictiveValue: Double {
            Double(automatic) / Double(max(automatic + wrong, 1))
        }
        var reviewLoad: Double { Double(reviews) / Double(max(queries, 1)) }
    }

    private func bytes(_ set: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: samples.appendingPathComponent("\(set)/\(name).csv")))
    }

    private func measure(_ set: String) throws -> Measures {
        var truth: [String: String] = [:]
        var truthReader = CSVReader()
        for case .row(let row) in truthReader.feed(try bytes(set, "truth")) + truthReader.finish() {
            truth[row.fields[0]] = row.fields[1]
        }
        var index = IdentityIndex()
        var entries = EntryFileReader(
            format: .csv, decoder: EntryDecoder(zone: try TimeZoneRules.london()))
        for case .entry(let entry, _, _) in entries.feed(try bytes(set, "register"))
            + entries.finish()
        {
            index.insert(entry)
        }
        var measures = Measures()
        var reader = QueryFileReader()
        for case .query(let query) in reader.feed(try bytes(set, "queries")) + reader.finish() {
            count(index.match(query.person), truth[query.queryId] ?? "", &measures)
        }
        return measures
    }

    private func count(_ result: MatchResult, _ truth: String, _ measures: inout Measures) {
        measures.queries += 1
        if !truth.isEmpty { measures.truePairs += 1 }
        switch result.outcome {
        case .match(let id):
            if id == truth {
                measures.found += 1
                measures.automatic += 1
            } else {
                measures.wrong += 1
                if truth.isEmpty { measures.hardNegativesMatched += 1 }
            }
        case .review:
            measures.reviews += 1
            let shown = [result.registerId] + result.runnersUp.map(\.registerId)
            if !truth.isEmpty, shown.contains(truth) { measures.found += 1 }
        case .none:
            break
        }
    }

    @Test("England: nobody is taken for somebody else", .enabled(if: isPresent("england")))
    func england() throws {
        let measures = try measure("england")
        print(
            "england:", measures, "sensitivity with review", measures.sensitivityWithReview,
            "automatic", measures.automaticSensitivity, "PPV", measures.positivePredictiveValue,
            "review load", measures.reviewLoad)
        #expect(measures.positivePredictiveValue >= 0.995)
        #expect(measures.hardNegativesMatched == 0)
        #expect(measures.sensitivityWithReview >= 0.95)
    }

    @Test("Febrl 3, without identifiers", .enabled(if: isPresent("febrl3")))
    func febrl() throws {
        let measures = try measure("febrl3")
        print(
            "febrl3:", measures, "recall", measures.sensitivityWithReview, "automatic",
            measures.automaticSensitivity, "precision", measures.positivePredictiveValue,
            "review load", measures.reviewLoad)
        #expect(measures.wrong == 0)
        #expect(measures.sensitivityWithReview >= 0.7)
    }
}
