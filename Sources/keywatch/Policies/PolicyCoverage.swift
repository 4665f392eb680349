// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Ledger
import Policy
import Rehearsal

/// `keywatch policy coverage`: what the scenario files prove of the rules.
struct PolicyCoverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Says which rules the scenario files prove, and what they would not notice.",
        discussion: """
            Without --mutate: for each rule, in how many scenarios it opens, is done, is taken \
            back (withdrawn, or closed because its condition no longer holds), reminds, and climbs \
            its ladder. Exit 1 if a rule opens in no scenario.

            With --mutate: each rule is changed on purpose, one small thing at a time, as a slip \
            of the pen would: a test left out or turned round, another owner, a due one day \
            shorter, an ending forgotten. Then the scenarios run again. A change is noticed when a \
            scenario that passes with the true rule fails with the changed one. Each change that \
            no scenario notices is printed as one line: it could be made in the guidance, and \
            every test would still pass. Write a scenario that expects the right thing there. \
            Exit 1 if any change goes unnoticed.

            Only scenarios of the chosen pack count, and only those that pass: the others prove \
            nothing (see `keywatch policy test`). Of a pack that extends another only its own \
            rules are looked at. No file is changed.
            """)

    @OptionGroup var configuration: ConfigurationOptions
    @Argument(help: "Scenario files, or folders of them.") var paths: [String]
    @Flag(help: "Change each rule in every small way, and see whether a scenario notices.")
    var mutate = false
    @Option(
        name: .customLong("rule"),
        help: "Only this rule, or the rules of this line: D-047a. May be given several times.")
    var rules: [String] = []
    @Option(help: "The pack whose rules are looked at.") var policy = Stage.defaultPolicy
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let coverage: Coverage
        do {
            coverage = try await self.coverage()
        } catch {
            return try Faults.reported { throw error }
        }
        if coverage.failing.count > 0 {
            let all = coverage.failing.count + coverage.scenarioCount
            Terminal.say(
                "\(coverage.failing.count) of \(all) scenarios fail and prove nothing; "
                    + "`keywatch policy test` says why")
        }
        if mutate {
            let progress = Progress("changes tried")
            let trials = await coverage.trials { progress.note(Int64($0), Int64($1)) }
            try MutationReport(coverage, trials).show(asJSON: json)
        } else {
            try CoverageReport(coverage).show(asJSON: json)
        }
    }

    private func coverage() async throws -> Coverage {
        let files = try PolicyTest.files(paths)
        let key = try AreaKeySource.passphrase("scenarios").load()
        let folder = ConfigurationFolder(path: configuration.folder)
        let stage = try Stage(
            configuration: folder, hashes: AreaAssembly.hashes(try AreaKeys(key)))
        let pack = try folder.policy(named: policy)
        do {
            return try await Coverage(
                of: pack, by: try files.map { try ScenarioFiles.scenario(at: $0) },
                rules: rules.map { RuleID($0) }, on: stage)
        } catch RehearsalError.unknownRule(let name, let pack) {
            throw CommandFailure("the pack \(pack) has no rule '\(name)' of its own", .usage)
        }
    }
}
