// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import Register

@Suite("Matching measured on generated families, by the origin of their names")
struct EquityTests {
    /// Four questions of ten about somebody of the register; the rest the hard ones.
    private static let kinds: [GeneratedPeople.Kind] = [
        .same, .same, .same, .same, .twin, .sibling, .parent, .namesake, .stranger, .stranger,
    ]

    static func tally(
        _ origin: GeneratedPeople.Origin, entries: Int, rounds: Int, seed: UInt64,
        kinds: [GeneratedPeople.Kind] = kinds
    ) -> (tally: MatchTally, hardNegatives: Int) {
        var people = GeneratedPeople(seed: seed, origin: origin)
        var index = IdentityIndex()
        let register = (0..<entries).map { people.entry("E\($0)") }
        for entry in register { index.insert(entry) }
        var tally = MatchTally()
        var hard = 0
        for round in 0..<rounds {
            let kind = kinds[round % kinds.count]
            let entry = register[people.number(0...entries - 1)]
            let question = people.question(about: entry, kind)
            if kind != .same, kind != .stranger { hard += 1 }
            tally.count(index.match(question.person), truth: question.truth)
        }
        return (tally, hard)
    }

    @Test(
        "Few are missed, nobody is taken for a relative, and few reviews are asked", .tags(.slow),
        arguments: GeneratedPeople.Origin.allCases)
    func floors(origin: GeneratedPeople.Origin) {
        let (tally, hard) = EquityTests.tally(origin, entries: 400, rounds: 1_500, seed: 5)
        #expect((tally.sensitivityWithReview.share ?? 0) >= 0.99, "\(tally)")
        #expect((tally.automaticSensitivity.share ?? 0) >= 0.93, "\(tally)")
        #expect((tally.positivePredictiveValue.share ?? 0) >= 0.998, "\(tally)")
        #expect(tally.negativesMatched * 200 <= hard, "\(tally)")
        #expect((tally.reviewLoad.share ?? 1) <= 0.1, "\(tally)")
    }

    /// Long: asked for by `KEYWATCH_EQUITY_PAIRS`, the true pairs of each origin.
    private static var pairs: Int? {
        ProcessInfo.processInfo.environment["KEYWATCH_EQUITY_PAIRS"].flatMap(Int.init)
    }

    /// Of 40,000 pairs a thousand are not matched but reviewed, and half a dozen are missed by both:
    /// too few to bound a ratio. So what reviews miss too is counted over many times as many.
    private static let pairsPerPair = 125

    @Test(
        "The upper bound of worst to best miss rate is at most 1.5", .tags(.slow),
        .enabled(if: pairs != nil))
    func ratio() {
        let pairs = EquityTests.pairs ?? 0
        var notAutomatic: [Proportion] = []
        var missed: [Proportion] = []
        for origin in GeneratedPeople.Origin.allCases {
            let (mixed, _) = EquityTests.tally(
                origin, entries: 5_000, rounds: pairs * 10 / 4, seed: 11)
            notAutomatic.append(
                Proportion(hits: mixed.truePairs - mixed.automatic, of: mixed.truePairs))
            let (same, _) = EquityTests.tally(
                origin, entries: 5_000, rounds: pairs * EquityTests.pairsPerPair, seed: 12,
                kinds: [.same])
            missed.append(Proportion(hits: same.missed, of: same.truePairs))
            print(origin.rawValue, mixed, same)
        }
        for rates in [notAutomatic, missed] {
            let worst = rates.max { ($0.share ?? 0) < ($1.share ?? 0) }!
            let best = rates.min { ($0.share ?? 0) < ($1.share ?? 0) }!
            let ratio = RateRatio(worst, best)
            print("worst", worst, "best", best, ratio.ratio, "upper", ratio.upperBound)
            #expect(ratio.upperBound <= 1.5)
        }
    }
}
