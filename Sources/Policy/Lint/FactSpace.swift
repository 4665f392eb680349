// SPDX-License-Identifier: Apache-2.0

import Notifications

/// All that facts can be, and the question whether conditions can come out so and so together.
///
/// The answer is exact for what is asked: every fact is tried with one value of each kind that the
/// conditions can tell apart, and with every other fact's; laws of the facts rule out what no case
/// has.
struct FactSpace {
    /// A condition, and the truths with which it shall come out.
    struct Demand {
        var condition: Condition
        var truths: Truths

        init(_ condition: Condition, _ truths: Truths) {
            self.condition = condition
            self.truths = truths
        }
    }

    /// Something that a condition asks and a case answers.
    enum Question: Hashable {
        case fact(FactName)
        case time(TimeTest)
        case duty(ObligationTest)
    }

    private let demands: [Demand]
    private let questions: [Question]
    private let answers: [Question: [FactValue]]

    /// The space of conditions under the knowledge that a rule can count on.
    init(_ asked: [Demand], isAlwaysKnown: (FactName) -> Bool) {
        var questions: [Question] = []
        var comparisons: [FactName: [Comparison]] = [:]
        func note(_ question: Question) {
            if !questions.contains(question) { questions.append(question) }
        }
        for part in asked.flatMap(\.condition.parts) {
            switch part {
            case .test(let fact, let comparison):
                note(.fact(fact))
                comparisons[fact, default: []].append(comparison)
            case .time(let test):
                for anchor in test.clock.anchors { note(.fact(anchor)) }
                note(.time(test))
            case .obligation(let test): note(.duty(test))
            case .always, .all, .any, .not: break
            }
        }
        let facts = Set(
            questions.compactMap { if case .fact(let fact) = $0 { fact } else { nil } })
        let laws = FactLaw.all.filter { $0.facts.allSatisfy(facts.contains) }
        for part in laws.flatMap(\.condition.parts) {
            if case .test(let fact, let comparison) = part {
                comparisons[fact, default: []].append(comparison)
            }
        }
        self.questions = questions
        demands = asked + laws.map { Demand($0.condition, [.yes, .unknown]) }
        var answers: [Question: [FactValue]] = [:]
        for question in questions {
            guard case .fact(let fact) = question else {
                answers[question] = [.bool(true), .bool(false)]
                continue
            }
            answers[question] =
                FactSpace.values(of: fact, comparisons[fact] ?? [])
                + (isAlwaysKnown(fact) ? [] : [.unknown])
        }
        self.answers = answers
    }

    /// Values of a case in which every demand is met, in the order of the questions; nil: there is
    /// no such case.
    func example() -> [(question: Question, answer: FactValue)]? {
        var given: [Question: FactValue] = [:]
        guard search(from: 0, &given) else { return nil }
        return questions.compactMap { question in given[question].map { (question, $0) } }
    }

    private func search(from index: Int, _ given: inout [Question: FactValue]) -> Bool {
        for demand in demands
        where truths(of: demand.condition, given).isDisjoint(with: demand.truths) {
            return false
        }
        guard index < questions.count else { return true }
        let question = questions[index]
        for answer in answers[question] ?? [] {
            given[question] = answer
            if search(from: index + 1, &given) { return true }
        }
        given[question] = nil
        return false
    }

    /// At least the truths that a condition can have once these answers are given; exactly the one
    /// that it has when all are.
    private func truths(of condition: Condition, _ given: [Question: FactValue]) -> Truths {
        switch condition {
        case .always: return .yes
        case .test(let fact, let comparison):
            return Truths(possible(.fact(fact), given).map { Truths(comparison.judge($0)) })
        case .time(let test):
            let anchors = test.clock.anchors.map { possible(.fact($0), given) }
            var truths: Truths = []
            if anchors.allSatisfy({ $0.contains(.unknown) }) { truths.insert(.unknown) }
            if anchors.contains(where: { $0.contains { $0 != .unknown } }) {
                for answer in possible(.time(test), given) {
                    truths.insert(answer == .bool(true) ? .yes : .no)
                }
            }
            return truths
        case .obligation(let test):
            return Truths(
                possible(.duty(test), given).map { $0 == .bool(true) ? Truths.yes : .no })
        case .not(let inner): return truths(of: inner, given).negated
        case .all(let parts):
            return parts.reduce(.yes) { $0.merged(truths(of: $1, given)) { $0.and($1) } }
        case .any(let parts):
            return parts.reduce(.no) { $0.merged(truths(of: $1, given)) { $0.or($1) } }
        }
    }

    private func possible(_ question: Question, _ given: [Question: FactValue]) -> [FactValue] {
        given[question].map { [$0] } ?? answers[question] ?? []
    }

    /// One value of each kind that the comparisons can tell apart.
    private static func values(of fact: FactName, _ comparisons: [Comparison]) -> [FactValue] {
        switch fact.type {
        case .bool: return [.bool(true), .bool(false)]
        case .instant: return [.instant(Instant(milliseconds: 0))]
        case .code(let codes):
            let named = comparisons.flatMap(\.bounds)
            let other = codes.first { !named.contains(.code($0)) }
            return codes.map { .code($0) }.filter {
                named.contains($0) || $0 == other.map { .code($0) }
            }
        case .number:
            let bounds = comparisons.flatMap(\.bounds).compactMap {
                if case .number(let number) = $0 { number } else { nil }
            }
            let numbers = Set(bounds.flatMap { [$0 - 1, $0, $0 + 1] }.filter { $0 >= 0 } + [0])
            return numbers.sorted().map { .number($0) }
        }
    }
}

extension Comparison {
    /// The values with which it compares.
    fileprivate var bounds: [FactValue] {
        switch self {
        case .among(let values): values
        case .atLeast(let value), .atMost(let value), .above(let value), .below(let value): [value]
        }
    }
}
