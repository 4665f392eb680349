// SPDX-License-Identifier: Apache-2.0

package import Policy

/// What scenarios prove of the rules of a pack: which open, and whether a change of a rule would
/// be noticed.
///
/// A scenario that fails under the true rules proves nothing and is left out; so is one of another
/// pack. What counts is what a scenario expects, not what came out of it: a change that nobody
/// wrote down an expectation about goes unnoticed in the world too.
package struct Coverage: Sendable {
    /// The rules of the pack's own texts that are asked about, by id, as they are written.
    package let rules: [Rule]
    /// The files of scenarios of the pack that fail, by path.
    package let failing: [String]

    private let stage: Stage
    private let pack: PolicyPack
    private let proofs: [ScenarioProof]

    /// How many scenarios of the pack pass.
    package var scenarioCount: Int { proofs.count }

    /// Runs every scenario of the pack once under the true rules.
    ///
    /// - Parameters:
    ///   - scenarios: the scenarios; those of other packs are left out.
    ///   - names: the rules that are asked about, by name or by line; none: all of them.
    /// - Throws: `RehearsalError.unknownRule` for a name that no rule of the pack's own has.
    package init(
        of pack: PolicyPack, by scenarios: [Scenario], rules names: [RuleID] = [], on stage: Stage
    ) async throws {
        self.pack = pack
        self.stage = stage
        let own = pack.ownRules
        for name in names where !own.contains(where: { $0.isNamed(by: name) }) {
            throw RehearsalError.unknownRule(name, pack: pack.name)
        }
        rules = own.filter { rule in names.isEmpty || names.contains(where: rule.isNamed) }
        let played = stage.playing(pack)
        let told = scenarios.filter { $0.policy == pack.name }
            .sorted { $0.source.file < $1.source.file }
        let results = await Tasks.results(of: told) { scenario in
            ScenarioProof(scenario, on: played, under: pack)
        }
        proofs = results.filter(\.result.hasPassed)
        failing = results.filter { !$0.result.hasPassed }.map(\.scenario.source.file)
    }

    /// Rule by rule, in how many scenarios it opens, ends, reminds and climbs.
    package var evidence: [RuleEvidence] {
        let results = proofs.map(\.result)
        return rules.map { RuleEvidence(of: $0, in: results) }
    }

    /// Tries every mutant of every rule: whether a scenario that passes under the true rules fails
    /// under the mutant. Uses every core; the results are in the order of the rules.
    ///
    /// - Parameter progress: told, after each mutant, how many of how many are tried.
    package func trials(progress: (_ done: Int, _ all: Int) -> Void) async -> [RuleTrial] {
        let made = rules.map { Mutants(of: $0, in: pack).all }
        let all = rules.indices.flatMap { index in
            let able = ScenarioProof.order(proofs, for: rules[index])
            let opening = able.filter { $0.opens(rules[index]) }
            return made[index].map {
                (mutant: $0, proofs: $0.kind.showsOnceOpen ? opening : able)
            }
        }
        let noticed = await Tasks.results(of: all, progress: progress) { pair in
            isNoticed(pair.mutant, by: pair.proofs)
        }
        var place = 0
        return rules.indices.map { index in
            defer { place += made[index].count }
            let survivors = made[index].indices.filter { !noticed[place + $0] }
            return RuleTrial(
                rule: rules[index].id, source: rules[index].source, made: made[index].count,
                survivors: survivors.map { made[index][$0] })
        }
    }

    private func isNoticed(_ mutant: Mutant, by proofs: [ScenarioProof]) -> Bool {
        let stage = stage.playing(pack.replacing(mutant.rule))
        return proofs.contains { !stage.passes($0.scenario) }
    }
}

/// What became of the mutants of one rule.
package struct RuleTrial: Hashable, Sendable {
    /// The rule.
    package let rule: RuleID
    /// Where it stands.
    package let source: SourceLocation
    /// How many mutants there are.
    package let made: Int
    /// Those that no scenario notices.
    package let survivors: [Mutant]

    /// How many a scenario notices.
    package var killed: Int { made - survivors.count }

    /// A line about each survivor.
    package var lines: [String] {
        survivors.map { survivor in
            "\(source.file):\(source.line): \(rule): \(survivor.change): no scenario notices"
        }
    }
}

extension Rule {
    /// Whether the rule has that name, or is of that line.
    fileprivate func isNamed(by name: RuleID) -> Bool { id == name || id.line == name.text }
}

extension Stage {
    /// Whether a scenario is met. One that cannot be carried out to its end is not.
    fileprivate func passes(_ scenario: Scenario) -> Bool {
        do { return try run(scenario).hasPassed } catch { return false }
    }
}
