// SPDX-License-Identifier: Apache-2.0

import Policy

/// One thing that must hold for an open obligation of a rule to stand.
struct Demand {
    /// What is asked.
    let condition: Condition
    /// Whether it holds while nothing tells.
    let toleratesUnknown: Bool

    /// As rules write it.
    var text: String { condition.text }

    func isMet(_ situation: Situation) -> Bool {
        switch condition.evaluate(situation) {
        case .yes: true
        case .no: false
        case .unknown: toleratesUnknown
        }
    }
}

extension Rule {
    /// What must hold for an open obligation to stand, one by one: all of it is met exactly when
    /// `stillStands` says so.
    var demands: [Demand] {
        switch trigger {
        case .level(let condition):
            condition.conjuncts.map { Demand(condition: $0, toleratesUnknown: unknown != .asNo) }
                + [unless].compactMap(\.self).map {
                    Demand(condition: .not($0), toleratesUnknown: true)
                }
        case .event:
            (standing?.conjuncts ?? []).map { Demand(condition: $0, toleratesUnknown: true) }
        }
    }
}

extension Condition {
    /// The conditions that must all hold.
    fileprivate var conjuncts: [Condition] {
        if case .all(let parts) = self { parts } else { [self] }
    }
}
