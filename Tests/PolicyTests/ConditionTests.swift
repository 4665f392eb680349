// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct ConditionTests {
    /// Kleene's tables: left, right, and, or.
    static let table: [(Truth, Truth, Truth, Truth)] = [
        (.yes, .yes, .yes, .yes), (.yes, .no, .no, .yes), (.yes, .unknown, .unknown, .yes),
        (.no, .yes, .no, .yes), (.no, .no, .no, .no), (.no, .unknown, .no, .unknown),
        (.unknown, .yes, .unknown, .yes), (.unknown, .no, .no, .unknown),
        (.unknown, .unknown, .unknown, .unknown),
    ]

    @Test("Three-valued logic follows Kleene's tables", arguments: table)
    func kleene(left: Truth, right: Truth, and: Truth, or: Truth) {
        #expect(left.and(right) == and)
        #expect(left.or(right) == or)
        // De Morgan ties negation to both.
        #expect(left.and(right).negated == left.negated.or(right.negated))
    }

    @Test("all and any of conditions are the tables again", arguments: table)
    func conditions(left: Truth, right: Truth, and: Truth, or: Truth) {
        func condition(_ truth: Truth, _ fact: FactName) -> Condition {
            .test(fact, .among([.bool(true)]))
        }
        func value(_ truth: Truth) -> FactValue {
            truth == .unknown ? .unknown : .bool(truth == .yes)
        }
        let facts = TableFacts([.personMember: value(left), .personSealed: value(right)])
        let parts = [condition(left, .personMember), condition(right, .personSealed)]
        #expect(Condition.all(parts).evaluate(facts) == and)
        #expect(Condition.any(parts).evaluate(facts) == or)
        #expect(Condition.not(.all(parts)).evaluate(facts) == and.negated)
    }

    @Test("Nothing is all of nothing, and nothing is any of it")
    func empty() {
        #expect(Condition.all([]).evaluate(TableFacts()) == .yes)
        #expect(Condition.any([]).evaluate(TableFacts()) == .no)
        #expect(Condition.always.evaluate(TableFacts()) == .yes)
    }

    @Test("An unknown fact is unknown, unless the rule says 'or unknown'")
    func unknown() {
        let plain = Condition.test(.personUnder18, .among([.bool(true)]))
        let orUnknown = Condition.test(.personUnder18, .among([.bool(true), .unknown]))
        #expect(plain.evaluate(TableFacts()) == .unknown)
        #expect(orUnknown.evaluate(TableFacts()) == .yes)
        #expect(orUnknown.evaluate(TableFacts([.personUnder18: .bool(false)])) == .no)
    }

    @Test("Numbers and instants are ordered, anything else is not")
    func ordering() {
        #expect(Comparison.atLeast(.number(2)).judge(.number(2)) == .yes)
        #expect(Comparison.above(.number(2)).judge(.number(2)) == .no)
        #expect(Comparison.atMost(.number(2)).judge(.number(3)) == .no)
        #expect(Comparison.below(.number(2)).judge(.number(1)) == .yes)
        #expect(Comparison.atLeast(.number(2)).judge(.unknown) == .unknown)
        #expect(Comparison.atLeast(.number(2)).judge(.bool(true)) == .unknown)
        let earlier = FactValue.instant(instant("2026-03-02T00:00:00Z"))
        let later = FactValue.instant(instant("2026-03-02T00:00:01Z"))
        #expect(Comparison.above(earlier).judge(later) == .yes)
        #expect(Comparison.atMost(earlier).judge(later) == .no)
    }

    @Test("An explanation shows every test with what was seen, also those that did not matter")
    func explanation() {
        let condition = Condition.all([
            .test(.stayInScope, .among([.bool(true)])),
            .not(.test(.personRating, .among([.code("green")]))),
        ])
        let trace = condition.explain(TableFacts([.stayInScope: .bool(false)]))
        #expect(trace.flatMap(\.test.facts) == [.stayInScope, .personRating])
        #expect(trace.map(\.truth) == [.no, .unknown])
        #expect(trace.map(\.seen) == [.bool(false), .unknown])
        #expect(condition.facts == [.stayInScope, .personRating])
    }

    @Test("A rule waits or acts on unknown as it says, and 'unless' bites only when certain")
    func unknownTreatment() throws {
        var rule = try #require(try Shipped.pack.rule(RuleID("D-047a")))
        var facts = TableFacts([
            .stayInScope: .bool(true), .personMember: .bool(true),
            .personReviewType: .code("cetr"),
        ])
        #expect(rule.holds(facts))
        facts[.stayCommunityReviewCounts] = .bool(true)
        #expect(!rule.holds(facts))
        facts[.stayCommunityReviewCounts] = .unknown
        facts[.personReviewType] = .unknown
        #expect(!rule.holds(facts))
        rule.unknown = .asYes
        #expect(rule.holds(facts))
        facts[.stayInScope] = .bool(false)
        #expect(!rule.holds(facts))
    }
}
