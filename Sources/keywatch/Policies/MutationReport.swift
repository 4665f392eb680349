// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Policy
import Rehearsal

/// Which changes of the rules the scenarios would not notice, for people and for programs.
struct MutationReport {
    private let coverage: Coverage
    private let trials: [RuleTrial]

    init(_ coverage: Coverage, _ trials: [RuleTrial]) {
        self.coverage = coverage
        self.trials = trials
    }

    /// Prints the report.
    ///
    /// - Throws: exit code 1 when a change goes unnoticed.
    func show(asJSON: Bool) throws {
        let made = trials.map(\.made).reduce(0, +)
        let survivors = trials.flatMap(\.lines)
        if asJSON {
            Terminal.data(json.text)
        } else {
            table.show(asJSON: false, empty: "the pack has no rule")
            for line in survivors { Terminal.data(line) }
        }
        Terminal.say(
            "\(made - survivors.count) of \(made) changes are noticed by "
                + "\(coverage.scenarioCount) scenarios")
        if !survivors.isEmpty { throw ExitCode.wanting }
    }

    private var table: TextTable {
        var table = TextTable(["rule", "noticed", "of"])
        for trial in trials { table.add([trial.rule.text, "\(trial.killed)", "\(trial.made)"]) }
        return table
    }

    private var json: JSONValue {
        let rules = trials.map { trial in
            JSONValue.object([
                .init("rule", .string(trial.rule.text)),
                .init("source", .string("\(trial.source.file):\(trial.source.line)")),
                .init("made", .number("\(trial.made)")),
                .init("noticed", .number("\(trial.killed)")),
                .init(
                    "unnoticed",
                    .array(
                        trial.survivors.map { survivor in
                            .object([
                                .init("kind", .string(survivor.kind.rawValue)),
                                .init("change", .string(survivor.change)),
                            ])
                        })),
            ])
        }
        return .object([
            .init("scenarios", .number("\(coverage.scenarioCount)")),
            .init("failing", .array(coverage.failing.map { .string($0) })),
            .init("rules", .array(rules)),
        ])
    }
}
