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
    private func bytes(_ set: String, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: samples.appendingPathComponent("\(set)/\(name).csv")))
    }

    private func measure(_ set: String) throws -> MatchEvaluation {
        var truth: [String: TruthRow] = [:]
        var truthReader = TruthFileReader()
        for case .truth(let row) in truthReader.feed(try bytes(set, "truth"))
            + truthReader.finish()
        {
            truth[row.queryId] = row
        }
        var index = IdentityIndex()
        var entries = EntryFileReader(
            format: .csv, decoder: EntryDecoder(zone: try TimeZoneRules.london()))
        for case .entry(let entry, _, _) in entries.feed(try bytes(set, "register"))
            + entries.finish()
        {
            index.insert(entry)
        }
        var evaluation = MatchEvaluation(by: ["kind", "origin"])
        var reader = QueryFileReader()
        for case .query(let query) in reader.feed(try bytes(set, "queries")) + reader.finish() {
            evaluation.count(index.match(query.person), truth: truth[query.queryId])
        }
        print(evaluation.table())
        return evaluation
    }

    @Test(
        "England: hardly anybody is missed, nobody taken for somebody else, few reviews asked",
        .enabled(if: isPresent("england")))
    func england() throws {
        let tally = try measure("england").overall
        #expect((tally.sensitivityWithReview.share ?? 0) >= 0.998)
        #expect((tally.automaticSensitivity.share ?? 0) >= 0.974)
        #expect((tally.positivePredictiveValue.share ?? 0) >= 0.999)
        #expect(tally.positivePredictiveValue.interval.lowerBound >= 0.998)
        #expect((tally.falseMatchRate.share ?? 1) <= 0.000_5)
        #expect((tally.reviewLoad.share ?? 1) <= 0.035)
    }

    @Test("Febrl 3, without identifiers", .enabled(if: isPresent("febrl3")))
    func febrl() throws {
        let tally = try measure("febrl3").overall
        #expect(tally.wrong == 0)
        #expect((tally.sensitivityWithReview.share ?? 0) >= 0.992)
    }
}
