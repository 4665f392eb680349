// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Policy

/// The lint's answer to "can this be?" is that of trying everything.
@Suite struct FactSpaceTests {
    private static let values: [(FactName, [FactValue])] = [
        (.personLookedAfter, [.bool(true), .bool(false)]),
        (.personEhcPlan, [.bool(true), .bool(false), .unknown]),
        (
            .personRating,
            [.code("red"), .code("amber"), .code("green"), .code("blue"), .unknown]
        ),
        (.staySecurity, (0...4).map { .number($0) } + [.unknown]),
    ]

    private func randomCondition(
        _ depth: Int, _ random: inout some RandomNumberGenerator
    ) -> Condition {
        switch depth > 0 ? Int.random(in: 0...5, using: &random) : 5 {
        case 0, 1: return .all(randomConditions(depth - 1, &random))
        case 2, 3: return .any(randomConditions(depth - 1, &random))
        case 4: return .not(randomCondition(depth - 1, &random))
        default:
            guard let (fact, values) = FactSpaceTests.values.randomElement(using: &random),
                let value = values.randomElement(using: &random)
            else { return .always }
            guard case .number(let number) = value, Bool.random(using: &random) else {
                return .test(fact, .among([value]))
            }
            return .test(
                fact, Bool.random(using: &random) ? .atLeast(value) : .below(.number(number)))
        }
    }

    private func randomConditions(
        _ depth: Int, _ random: inout some RandomNumberGenerator
    ) -> [Condition] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in randomCondition(depth, &random) }
    }

    /// Every case; of numbers also one above all that conditions name.
    private func everything() -> [TableFacts] {
        FactSpaceTests.values.reduce([TableFacts()]) { tables, entry in
            let beyond: [FactValue] = entry.0.type == .number ? [.number(5)] : []
            return tables.flatMap { table in
                (entry.1 + beyond).map { value in
                    var table = table
                    table[entry.0] = value
                    return table
                }
            }
        }
    }

    @Test("The space has a case where one can be found by trying all, and it is such a case")
    func exact() {
        var random = SystemRandomNumberGenerator()
        let tables = everything()
        let knowledge = FactKnowledge(about: .stay, hasEvent: false)
        var answers: [Bool: Int] = [:]
        for _ in 0..<400 {
            let one = randomCondition(3, &random)
            let other = randomCondition(2, &random)
            for (truths, truth) in [(Truths.yes, Truth.yes), (.no, .no), (.unknown, .unknown)] {
                let space = FactSpace(
                    [.init(one, truths), .init(other, [.yes, .unknown])],
                    isAlwaysKnown: knowledge.isAlwaysKnown)
                let isPossible = tables.contains {
                    one.evaluate($0) == truth && other.evaluate($0) != .no
                }
                let example = space.example()
                #expect((example != nil) == isPossible, "\(one.text) and \(other.text)")
                answers[isPossible, default: 0] += 1
                guard let example else { continue }
                var table = TableFacts()
                for case (.fact(let fact), let answer) in example { table[fact] = answer }
                #expect(one.evaluate(table) == truth, "\(one.text)")
                #expect(other.evaluate(table) != .no, "\(other.text)")
            }
        }
        #expect(answers[true, default: 0] > 50 && answers[false, default: 0] > 50)
    }

    @Test("Laws of the facts hold in every case of the space")
    func laws() {
        let inScope = Condition.test(.stayInScope, .among([.bool(true)]))
        let ended = Condition.test(.stayEndedAt, .among([.unknown]))
        let knowledge = FactKnowledge(about: .stay, hasEvent: false)
        let both = FactSpace(
            [.init(inScope, .yes), .init(ended, .no)], isAlwaysKnown: knowledge.isAlwaysKnown)
        #expect(both.example() == nil)
        let one = FactSpace([.init(ended, .no)], isAlwaysKnown: knowledge.isAlwaysKnown)
        #expect(one.example() != nil)
    }
}
