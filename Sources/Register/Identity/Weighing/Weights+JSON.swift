// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension Weights {
    /// `{provenance, prior, householdMax, costs {missed, wrong}, weights {field {level: weight}}}`,
    /// in the fields' and levels' own order; a level that says nothing is left out.
    package func jsonValue() -> JSONValue {
        let fields = EvidenceField.allCases.compactMap { field in
            let levels = EvidenceLevel.allCases.filter { self[field, $0] != 0 }
            return levels.isEmpty
                ? nil
                : JSONValue.Member(
                    field.name,
                    .object(levels.map { .init($0.name, Weights.number(self[field, $0])) }))
        }
        return .object([
            .init("provenance", .string(provenance)),
            .init("prior", Weights.number(prior)),
            .init("householdMax", Weights.number(householdMax)),
            .init(
                "costs",
                .object([
                    .init("missed", Weights.number(costs.missed)),
                    .init("wrong", Weights.number(costs.wrong)),
                ])),
            .init("weights", .object(fields)),
        ])
    }

    /// Reads weights as `jsonValue` writes them.
    ///
    /// - Throws: `WeightsError` naming the member that is missing or is not what is expected; an
    ///   unknown field or level is refused, for it would be a weight that nobody applies; so are
    ///   weights of which nobody says where they come from.
    package init(json: JSONValue) throws(WeightsError) {
        guard let costs = json["costs"].flatMap(Weights.costs) else {
            throw WeightsError(path: "costs", expected: "missed and wrong, each above 1")
        }
        self.init(
            provenance: json["provenance"]?.string ?? "",
            prior: try Weights.number(json["prior"], "prior"),
            householdMax: try Weights.number(json["householdMax"], "householdMax"), costs: costs)
        guard let fields = json["weights"]?.members, !fields.isEmpty else {
            throw WeightsError(path: "weights", expected: "an object of fields")
        }
        for member in fields {
            let path = "weights.\(member.name)"
            guard let field = EvidenceField.allCases.first(where: { $0.name == member.name })
            else { throw WeightsError(path: path, expected: "a field of evidence") }
            for entry in member.value.members {
                let path = "\(path).\(entry.name)"
                guard let level = EvidenceLevel.allCases.first(where: { $0.name == entry.name })
                else { throw WeightsError(path: path, expected: "a level of agreement") }
                self[field, level] = try Weights.number(entry.value, path)
            }
        }
        guard !provenance.isEmpty else {
            throw WeightsError(path: "provenance", expected: "where the numbers come from")
        }
    }

    private static func costs(_ json: JSONValue) -> MatchCosts? {
        guard case .number(let missed)? = json["missed"], case .number(let wrong)? = json["wrong"],
            let missed = Double(missed), let wrong = Double(wrong)
        else { return nil }
        return MatchCosts(missed: missed, wrong: wrong)
    }

    /// Beyond any evidence; a slip of the decimal point.
    private static let weightMax = 100.0

    private static func number(
        _ json: JSONValue?, _ path: String
    ) throws(WeightsError) -> Double {
        guard case .number(let text)? = json, let value = Double(text), abs(value) <= weightMax
        else { throw WeightsError(path: path, expected: "a number from -100 to 100") }
        return value
    }

    private static func number(_ value: Double) -> JSONValue {
        MatchAnswer.number(value, perUnit: 1_000)
    }
}

/// Why weights could not be read.
package struct WeightsError: Error, Hashable {
    /// The member, names joined by full stops.
    package var path: String
    /// What was expected there.
    package var expected: String
}
