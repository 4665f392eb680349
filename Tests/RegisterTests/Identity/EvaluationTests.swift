// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Register

@Suite("Answers measured")
struct EvaluationTests {
    @Test("Wilson's interval is the published one, and keeps within what is possible")
    func wilson() {
        // R. G. Newcombe, Statistics in Medicine 17 (1998), table I.
        let examples: [(Int, Int, Double, Double)] = [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ]
        for (hits, total, low, high) in examples {
            let interval = Proportion(hits: hits, of: total).interval
            #expect(abs(interval.lowerBound - low) < 6e-5)
            #expect(abs(interval.upperBound - high) < 6e-5)
        }
        #expect(Proportion(hits: 0, of: 0).interval == 0...1)
        #expect(Proportion(hits: 0, of: 0).share == nil)
        #expect(Proportion(hits: 9, of: 9).interval.upperBound == 1)
    }

    @Test("A ratio of shares has an upper bound that shrinks with more to count")
    func ratio() {
        let few = RateRatio(Proportion(hits: 20, of: 4_000), Proportion(hits: 18, of: 4_000))
        let many = RateRatio(
            Proportion(hits: 2_000, of: 400_000), Proportion(hits: 1_800, of: 400_000))
        #expect(many.upperBound < few.upperBound && many.ratio > 1 && many.upperBound < 1.2)
        #expect(
            RateRatio(Proportion(hits: 0, of: 0), Proportion(hits: 1, of: 2)).ratio == .infinity)
    }

    private func result(_ outcome: MatchOutcome, _ id: String?, _ others: [String] = [])
        -> MatchResult
    {
        MatchResult(
            outcome: outcome, registerId: id, weight: 0, probability: 0.5, evidence: [],
            runnersUp: others.map { RunnerUp(registerId: $0, weight: 0) }, reason: .likeness,
            isDoubtByNumberStatusAlone: false)
    }

    private func truth(_ query: String, _ id: String?, _ origin: String) -> TruthRow {
        TruthRow(
            queryId: query, registerId: id, columns: [.init("origin", .string(origin))])
    }

    @Test("The measures are the contract's, overall and by column")
    func measures() {
        var evaluation = MatchEvaluation(by: ["origin", "absent"])
        evaluation.count(result(.match("A"), "A"), truth: truth("1", "A", "x"))
        evaluation.count(result(.match("B"), "B"), truth: truth("2", "A", "x"))
        evaluation.count(result(.match("B"), "B"), truth: truth("3", nil, "y"))
        evaluation.count(result(.review, "B", ["C"]), truth: truth("4", "C", "y"))
        evaluation.count(result(.review, "B"), truth: truth("5", "C", "y"))
        evaluation.count(result(.none, nil), truth: truth("6", nil, "x"))
        evaluation.count(result(.none, nil), truth: nil)
        let tally = evaluation.overall
        #expect(tally.queries == 6 && tally.truePairs == 4 && evaluation.unknown == 1)
        #expect(tally.sensitivityWithReview == Proportion(hits: 2, of: 4))
        #expect(tally.automaticSensitivity == Proportion(hits: 1, of: 4))
        #expect(tally.positivePredictiveValue == Proportion(hits: 1, of: 3))
        #expect(tally.falseMatchRate == Proportion(hits: 1, of: 2))
        #expect(tally.reviewLoad == Proportion(hits: 2, of: 6))
        let names: [String] = evaluation.groups.map { $0.column + "=" + $0.value }
        #expect(names == ["absent=", "origin=x", "origin=y"])
        #expect(evaluation.groups[1].tally.queries + evaluation.groups[2].tally.queries == 6)
    }

    @Test("The group that is missed most is held against the one that is missed least")
    func disparities() {
        var evaluation = MatchEvaluation(by: ["origin", "absent"])
        evaluation.count(result(.match("A"), "A"), truth: truth("1", "A", "x"))
        evaluation.count(result(.match("A"), "A"), truth: truth("2", "A", "x"))
        evaluation.count(result(.match("C"), "C"), truth: truth("3", "C", "y"))
        evaluation.count(result(.none, nil), truth: truth("4", "C", "y"))
        evaluation.count(result(.none, nil), truth: truth("5", nil, "z"))
        #expect(evaluation.disparities.map(\.worst) == ["y"])
        #expect(evaluation.disparities.map(\.best) == ["x"])
        #expect((evaluation.disparities.first?.ratio.ratio ?? 0) > 1)
        #expect(evaluation.table().contains("most are missed of y, fewest of x"))
        #expect(evaluation.jsonValue()["disparities"]?.elements.count == 1)
    }

    @Test("Table, JSON and picture show each group; a value cannot break out of the picture")
    func shown() {
        var evaluation = MatchEvaluation(by: ["origin"])
        evaluation.count(result(.match("A"), "A"), truth: truth("1", "A", "a<b>&c"))
        #expect(evaluation.table().contains("origin=a<b>&c"))
        #expect(evaluation.table().contains("100.00 (20.65–100.00)"))
        let json = evaluation.jsonValue()
        #expect(json["overall"]?["ppv"]?["low"] == .number("0.206549"))
        #expect(json["groups"]?.elements.first?["value"]?.string == "a<b>&c")
        let picture = evaluation.picture()
        #expect(picture.contains("origin=a&lt;b&gt;&amp;c") && !picture.contains("a<b>"))
    }

    @Test("The truth is read with all its columns; bad rows are named, the rest is taken")
    func truthFile() {
        var reader = TruthFileReader()
        let text = """
            query_id,register_id,kind,origin
            Q1,P1,same,x
            Q2,,twin,y
            ,P1,same,x
            Q1,P1,same,x
            Q3,P3
            Q4,P4,same,x
            """
        let rows = reader.feed(Array(text.utf8)) + reader.finish()
        var ids: [String] = []
        var faults: [Int] = []
        for row in rows {
            switch row {
            case .truth(let row): ids.append(row.queryId)
            case .rejected(let fault): faults.append(fault.line)
            }
        }
        #expect(ids == ["Q1", "Q2", "Q4"] && faults == [4, 5, 6])
        guard case .truth(let second)? = rows.dropFirst().first else { return }
        #expect(second.registerId == nil && second.columns.map(\.name) == ["kind", "origin"])
    }

    @Test("The waterfall leads from the prior to the weight and names nobody")
    func waterfall() {
        let result = index(alex()).match(somebody { $0.givenNames = ["Aleks"] })
        let waterfall = Waterfall(result, weights: .standard)
        #expect(abs((waterfall.steps.last?.sum ?? 0) - result.weight) < 1e-9)
        let shown = waterfall.table() + waterfall.picture()
        #expect(shown.contains("birth-date exact") && shown.contains("prior"))
        #expect(shown.contains(result.reason.rawValue))
        for secret in ["Aleks", "Example", "2010", "LS1", "R1"] { #expect(!shown.contains(secret)) }
    }

    @Test(
        "Numbers are written with as many digits as asked for",
        arguments: [
            (1.005, 2, "1.00"), (-0.04, 1, "0.0"), (-12.35, 1, "-12.4"), (7, 0, "7"),
            (0.5, 3, "0.500"),
        ])
    func decimals(value: Double, digits: Int, text: String) {
        #expect(FixedText.decimal(value, digits: digits) == text)
    }
}
