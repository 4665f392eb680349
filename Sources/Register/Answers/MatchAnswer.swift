// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The answer to a query, as `keywatch match` prints it (CONTRACT.md §5).
package struct MatchAnswer: Hashable, Sendable {
    /// The question's id.
    package var queryId: String
    /// What the index says.
    package var result: MatchResult

    /// An answer to a question.
    package init(queryId: String, result: MatchResult) {
        self.queryId = queryId
        self.result = result
    }

    /// `{queryId, outcome, registerId?, weight, probability, evidence, runnersUp, reason}`;
    /// weights to three decimals, the probability to six.
    package func jsonValue() -> JSONValue {
        var writer = MemberWriter()
        writer.put("queryId", queryId)
        writer.put("outcome", result.outcome.name)
        writer.put("registerId", result.registerId)
        writer.put("weight", MatchAnswer.number(result.weight, perUnit: 1_000))
        writer.put("probability", MatchAnswer.number(result.probability, perUnit: 1_000_000))
        writer.put("evidence", JSONValue.array(result.evidence.map { $0.jsonValue() }))
        writer.put("runnersUp", JSONValue.array(result.runnersUp.map { $0.jsonValue() }))
        writer.put("reason", result.reason.rawValue)
        return writer.object(with: [])
    }

    /// A decimal as JSON writes it, rounded to a fraction of a unit.
    static func number(_ value: Double, perUnit: Double) -> JSONValue {
        let rounded = (value * perUnit).rounded() / perUnit
        return .number(rounded == 0 ? "0.0" : "\(rounded)")
    }
}

extension MatchOutcome {
    /// `match`, `review` or `none`.
    package var name: String {
        switch self {
        case .match: "match"
        case .review: "review"
        case .none: "none"
        }
    }
}

extension Evidence {
    /// `{field, level, weight}`.
    package func jsonValue() -> JSONValue {
        .object([
            .init("field", .string(field.name)), .init("level", .string(level.name)),
            .init("weight", MatchAnswer.number(weight, perUnit: 1_000)),
        ])
    }
}

extension RunnerUp {
    /// `{registerId, weight}`.
    package func jsonValue() -> JSONValue {
        .object([
            .init("registerId", .string(registerId)),
            .init("weight", MatchAnswer.number(weight, perUnit: 1_000)),
        ])
    }
}
