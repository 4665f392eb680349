// SPDX-License-Identifier: Apache-2.0

import Register

/// Reads `matching.yaml`.
struct MatchingReader {
    let reader: YAMLReader
    /// Where the file of weights stands.
    let folder: ConfigurationFolder

    /// More reviews than a person does in a lifetime.
    private static let costMax = 1_000_000_000

    func weights(_ document: YAMLValue) -> Weights? {
        guard let mapping = reader.mapping(document) else { return nil }
        var weights: Weights? = .standard
        if let name = mapping.optional("weights") { weights = file(name) }
        let costs = mapping.required("costs").flatMap(costs)
        mapping.finish()
        if let costs { weights?.costs = costs }
        return weights
    }

    private func costs(_ value: YAMLValue) -> MatchCosts? {
        guard let mapping = reader.mapping(value) else { return nil }
        let missed = mapping.required("missed").flatMap(reviews)
        let wrong = mapping.required("wrong").flatMap(reviews)
        mapping.finish()
        guard let missed, let wrong else { return nil }
        return MatchCosts(missed: Double(missed), wrong: Double(wrong))
    }

    /// A cost in reviews. One mistake worth one review would leave nothing to ask about.
    private func reviews(_ value: YAMLValue) -> Int? {
        reader.integer(value, in: 2...MatchingReader.costMax)
    }

    private func file(_ value: YAMLValue) -> Weights? {
        guard let name = reader.text(value) else { return nil }
        do throws(PolicyError) {
            return try Weights.load(folder.file(name))
        } catch {
            switch error {
            case .invalid(let faults): for fault in faults { reader.faults.add(fault) }
            case .unreadable:
                reader.faults.add(
                    .weights, at: value.place,
                    "'\(name)' cannot be read; a path is looked up beside matching.yaml")
            }
            return nil
        }
    }
}
