// SPDX-License-Identifier: Apache-2.0

import Policy

/// A scenario, and what it came to under the true rules.
struct ScenarioProof: Sendable {
    let scenario: Scenario
    let result: ScenarioResult
    /// The rules that act in it.
    private let acting: Set<RuleID>

    init(_ scenario: Scenario, on stage: Stage, under pack: PolicyPack) {
        self.scenario = scenario
        var result = ScenarioResult(name: scenario.name, file: scenario.source.file)
        do {
            result = try stage.run(scenario)
        } catch {
            result.failures = [
                ScenarioFailure(source: scenario.source, message: "\(error)")
            ]
        }
        self.result = result
        let limited = scenario.rules.isEmpty ? pack : pack.limited(to: scenario.rules).pack
        // A rule that goes with another changes when that one does.
        acting = Set(limited.rules.flatMap { [$0.id, $0.with].compactMap(\.self) })
    }

    /// The scenarios that can notice a change of a rule, the likeliest first: those in which it
    /// opened, those that name it or its rows, and then the others, for a rule that opens where it
    /// should not is noticed by what expects nothing of it. Of two alike the shorter.
    static func order(_ proofs: [ScenarioProof], for rule: Rule) -> [ScenarioProof] {
        let able = proofs.filter { $0.acting.contains(rule.id) }
        let ranked = able.map { proof in (proof: proof, rank: proof.rank(for: rule)) }
        return ranked.sorted { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            return left.proof.isShorter(than: right.proof)
        }.map(\.proof)
    }

    /// Whether the rule opened, be it for another line of the same duty.
    func opens(_ rule: Rule) -> Bool { Evidence(of: rule.id, in: result).isOpened }

    private func isShorter(than other: ScenarioProof) -> Bool {
        let (count, others) = (scenario.steps.count, other.scenario.steps.count)
        if count != others { return count < others }
        return scenario.source.file < other.scenario.source.file
    }

    private func rank(for rule: Rule) -> Int {
        if opens(rule) { return 0 }
        let isNamed =
            !scenario.rules.isEmpty || !Set(scenario.covers).isDisjoint(with: rule.covers)
        return isNamed ? 1 : 2
    }
}
