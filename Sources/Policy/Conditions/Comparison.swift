// SPDX-License-Identifier: Apache-2.0

/// How a fact's value is judged.
package enum Comparison: Hashable, Sendable {
    /// Equal to one of these. `.unknown` in the list makes an unknown value a `yes`: the way in
    /// which a rule says "or not known".
    case among([FactValue])
    /// Equal to or greater (later) than this.
    case atLeast(FactValue)
    /// Equal to or less (earlier) than this.
    case atMost(FactValue)
    /// Greater (later) than this.
    case above(FactValue)
    /// Less (earlier) than this.
    case below(FactValue)

    /// The judgement of a value; an unknown one is `.unknown` unless the list names it.
    package func judge(_ seen: FactValue) -> Truth {
        if case .among(let values) = self {
            if values.contains(seen) { return .yes }
            return seen == .unknown ? .unknown : .no
        }
        guard let order = Comparison.order(seen, bound) else { return .unknown }
        switch self {
        case .among: return .unknown
        case .atLeast: return Truth(order >= 0)
        case .atMost: return Truth(order <= 0)
        case .above: return Truth(order > 0)
        case .below: return Truth(order < 0)
        }
    }

    private var bound: FactValue {
        switch self {
        case .among: .unknown
        case .atLeast(let value), .atMost(let value), .above(let value), .below(let value): value
        }
    }

    /// Negative, zero or positive; nil where the two cannot be ordered.
    private static func order(_ left: FactValue, _ right: FactValue) -> Int? {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            left < right ? -1 : (left == right ? 0 : 1)
        case (.instant(let left), .instant(let right)):
            left < right ? -1 : (left == right ? 0 : 1)
        default: nil
        }
    }
}
