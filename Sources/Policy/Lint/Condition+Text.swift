// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// The condition as rule files write it: `{ stay.inScope: true, person.rating: [red, amber] }`.
    package var text: String {
        switch self {
        case .all(let parts): "{ " + parts.map(\.partText).joined(separator: ", ") + " }"
        default: partText
        }
    }

    private var partText: String {
        switch self {
        case .always: "always"
        case .test(let fact, let comparison): "\(fact.rawValue): \(comparison.text)"
        case .time(let test): "\(test.kind.rawValue): \(test.clock.text)"
        case .obligation(let test): "\(test.standing.rawValue): \(test.rule)"
        case .not(let inner): "not: \(inner.text)"
        case .all: "all: \(text)"
        case .any(let parts): "any: [" + parts.map(\.text).joined(separator: ", ") + "]"
        }
    }
}

extension Comparison {
    fileprivate var text: String {
        switch self {
        case .among(let values):
            values.count == 1
                ? values[0].text : "[" + values.map(\.text).joined(separator: ", ") + "]"
        case .atLeast(let value): ">= \(value.text)"
        case .atMost(let value): "<= \(value.text)"
        case .above(let value): "> \(value.text)"
        case .below(let value): "< \(value.text)"
        }
    }
}

extension FactValue {
    /// The value as rule files write it.
    package var text: String {
        switch self {
        case .unknown: "unknown"
        case .bool(let truth): truth ? "true" : "false"
        case .code(let code): code
        case .number(let number): String(number)
        case .instant: "known"
        }
    }
}
