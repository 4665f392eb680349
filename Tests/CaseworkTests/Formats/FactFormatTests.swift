// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Policy
import Testing

/// The JSON of facts lies in ledgers: what was written must be read for ever, and be written so.
@Suite("The format of facts")
struct FactFormatTests {
    private static let golden = Places.golden.appending(path: "facts.json")

    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return encoder
    }

    @Test("the samples hold every case of a fact")
    func complete() {
        let names = Set(FactSamples.all.map(FactSamples.name))
        #expect(names.count == 20)
    }

    @Test("the golden file is read as the facts that it was written from")
    func read() throws {
        let facts = try JSONDecoder().decode([Fact].self, from: Data(contentsOf: Self.golden))
        #expect(facts == FactSamples.all)
    }

    @Test("the facts are written as the golden file has them")
    func written() throws {
        let written = try Self.encoder().encode(FactSamples.all)
        if ProcessInfo.processInfo.environment["KEYWATCH_WRITE_GOLDEN"] != nil {
            try written.write(to: Self.golden)
        }
        let golden = try Data(contentsOf: Self.golden)
        #expect(String(decoding: written, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
    }

    @Test("a link without evidence, or with evidence of another version, is read without it")
    func unknownEvidence() throws {
        for (evidence, isKnown) in [
            ("", false), (#","evidence":["birth-date exact 12.5"]"#, true),
            (#","evidence":["birth-date exact 12.5","shoe-size exact 3.0"]"#, false),
            (#","evidence":7"#, false),
        ] {
            let text = #"{"outcome":"match","weight":36.5,"reason":"likeness"\#(evidence)}"#
            let match = try JSONDecoder().decode(MatchSummary.self, from: Data(text.utf8))
            #expect(match.weight == 36.5 && (match.evidence != nil) == isKnown)
        }
    }
}
