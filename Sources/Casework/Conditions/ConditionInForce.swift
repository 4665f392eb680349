// SPDX-License-Identifier: Apache-2.0

import Policy

/// A condition of the pack in force as decisions ask it: its parts in one row, each before the
/// parts of which it is made. It says what ``Condition/evaluate(_:)`` says, and a test proves it;
/// but nothing is counted or copied on the way, and a decision asks hundreds of them.
struct ConditionInForce: Sendable {
    private enum Part: Sendable {
        case always
        /// A fact against truths alone.
        case truth(FactName, Truths)
        /// A fact against the comparison in this place.
        case comparison(FactName, Int32)
        /// The test of time in this place.
        case time(Int32)
        /// The test of another duty in this place.
        case obligation(Int32)
        /// Not the part behind it.
        case not
        /// All of the parts behind it, up to this place.
        case all(end: Int32)
        /// Any of the parts behind it, up to this place.
        case any(end: Int32)
    }

    /// Which truths a fact may have.
    fileprivate struct Truths: OptionSet, Sendable {
        let rawValue: UInt8

        static let yes = Truths(rawValue: 1)
        static let no = Truths(rawValue: 2)
        static let unknown = Truths(rawValue: 4)
    }

    private var parts: [Part] = []
    private var comparisons: [Comparison] = []
    private var tests: [NumberedTest] = []
    private var obligations: [ObligationTest] = []

    /// The condition, its tests of time numbered among those of the pack.
    init(_ condition: Condition, _ numbers: inout NumberedTests) {
        add(condition, &numbers)
    }

    private mutating func add(_ condition: Condition, _ numbers: inout NumberedTests) {
        switch condition {
        case .always: parts.append(.always)
        case .test(let name, let comparison):
            if let truths = Truths(comparison) {
                parts.append(.truth(name, truths))
            } else {
                parts.append(.comparison(name, ConditionInForce.place(in: comparisons)))
                comparisons.append(comparison)
            }
        case .time(let test):
            parts.append(.time(ConditionInForce.place(in: tests)))
            tests.append(numbers.numbered(test))
        case .obligation(let test):
            parts.append(.obligation(ConditionInForce.place(in: obligations)))
            obligations.append(test)
        case .not(let condition):
            parts.append(.not)
            add(condition, &numbers)
        case .all(let conditions):
            let start = parts.count
            parts.append(.always)
            for condition in conditions { add(condition, &numbers) }
            parts[start] = .all(end: ConditionInForce.place(in: parts))
        case .any(let conditions):
            let start = parts.count
            parts.append(.always)
            for condition in conditions { add(condition, &numbers) }
            parts[start] = .any(end: ConditionInForce.place(in: parts))
        }
    }

    /// The place of whatever comes next.
    private static func place(in row: [some Any]) -> Int32 { Int32(truncatingIfNeeded: row.count) }

    /// The truth of the condition. Every part is asked only until the answer is certain.
    func truth(_ situation: Situation) -> Truth {
        var place = 0
        return truth(at: &place, situation)
    }

    /// The truth of the part in a place, which moves on behind it.
    private func truth(at place: inout Int, _ situation: Situation) -> Truth {
        let part = parts[place]
        place += 1
        switch part {
        case .always: return .yes
        case .truth(let name, let truths): return truths.judge(situation.value(of: name))
        case .comparison(let name, let index):
            return comparisons[Int(index)].judge(situation.value(of: name))
        case .time(let index):
            return situation.instant(of: tests[Int(index)]).map {
                Truth(situation.reading.hasCome($0))
            }
                ?? .unknown
        case .obligation(let index): return Truth(situation.holds(obligations[Int(index)]))
        case .not: return truth(at: &place, situation).negated
        case .all(let end):
            var result = Truth.yes
            while place < end, result != .no { result = result.and(truth(at: &place, situation)) }
            place = Int(end)
            return result
        case .any(let end):
            var result = Truth.no
            while place < end, result != .yes { result = result.or(truth(at: &place, situation)) }
            place = Int(end)
            return result
        }
    }
}

extension ConditionInForce.Truths {
    /// What a comparison lets be; nil for one with anything else than truths.
    fileprivate init?(_ comparison: Comparison) {
        guard case .among(let values) = comparison else { return nil }
        var truths: Self = []
        for value in values {
            switch value {
            case .bool(let truth): truths.insert(truth ? .yes : .no)
            case .unknown: truths.insert(.unknown)
            case .code, .number, .instant: return nil
            }
        }
        self = truths
    }

    fileprivate func judge(_ seen: FactValue) -> Truth {
        switch seen {
        case .bool(let truth): Truth(contains(truth ? .yes : .no))
        case .unknown: contains(.unknown) ? .yes : .unknown
        case .code, .number, .instant: .no
        }
    }
}
