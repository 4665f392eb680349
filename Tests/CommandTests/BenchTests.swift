// SPDX-License-Identifier: Apache-2.0

import Register
import Testing

@testable import keywatch

/// What the benchmarks measure is what they say: fast work on nothing would prove nothing.
@Suite("What the benchmarks are made of")
struct BenchTests {
    @Test("Of messages about nobody, all but one of a hundred are known by the first look")
    func discarded() {
        let corpus = BenchCorpus(messages: 2_000, entries: 2_000)
        let index = corpus.index
        #expect(index.count == 2_000)
        let discarded = corpus.messages.count { message in
            if case .cannotConcernUs = index.firstLook(at: message) { true } else { false }
        }
        #expect(discarded >= 1_980)
        #expect((900...1_300).contains(corpus.byteCount / corpus.messages.count))
    }

    @Test("Names are as common among the made-up people as they are in England")
    func names() {
        var people = BenchPeople(seed: 4)
        let entries = (0..<4_000).map { people.entry($0) }
        let smiths = entries.count { $0.familyName == "Smith" }
        #expect((20...90).contains(smiths))
        // Two drawn at random share the family name about once in 1,000 times.
        var bearers: [String: Int] = [:]
        for entry in entries { bearers[entry.familyName ?? "", default: 0] += 1 }
        let pairs = bearers.values.reduce(0) { $0 + $1 * ($1 - 1) }
        #expect((600...1_600).contains(4_000 * 3_999 / pairs))
    }

    @Test("Questions are about the registered, their relatives and strangers; floors do their work")
    func questions() {
        let bench = MatchBench(entries: 1_000)
        let found = bench.pass() - MatchBench.questionCount
        #expect((1_500...1_900).contains(found))
        #expect(bench.floor() > MatchBench.questionCount)
        #expect(bench.remark.contains("matched"))
    }
}
