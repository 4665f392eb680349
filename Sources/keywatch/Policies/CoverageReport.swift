// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Policy
import Rehearsal

/// Which rules the scenarios prove, for people and for programs.
struct CoverageReport {
    private let coverage: Coverage
    private let evidence: [RuleEvidence]

    init(_ coverage: Coverage) {
        self.coverage = coverage
        evidence = coverage.evidence
    }

    /// The rules that open in no scenario.
    private var neverOpened: [RuleEvidence] { evidence.filter { $0.opened == 0 } }

    /// Prints the report.
    ///
    /// - Throws: exit code 1 when a rule opens in no scenario.
    func show(asJSON: Bool) throws {
        if asJSON {
            Terminal.data(json.text)
        } else {
            table.show(asJSON: false, empty: "the pack has no rule")
            for rule in neverOpened {
                Terminal.data(
                    "\(rule.source.file):\(rule.source.line): \(rule.rule): "
                        + "opens in no scenario")
            }
        }
        Terminal.say(
            "\(evidence.count - neverOpened.count) of \(evidence.count) rules open in "
                + "\(coverage.scenarioCount) scenarios")
        if !neverOpened.isEmpty { throw ExitCode.wanting }
    }

    private var table: TextTable {
        var table = TextTable(
            ["rule", "opens", "done", "taken-back", "reminds", "climbs", "source"],
            numbers: ["opens", "done", "taken-back", "reminds", "climbs"])
        for rule in evidence {
            table.add([
                rule.rule.text, "\(rule.opened)", "\(rule.done)", "\(rule.takenBack)",
                "\(rule.reminded)", "\(rule.climbed)", "\(rule.source.file):\(rule.source.line)",
            ])
        }
        return table
    }

    private var json: JSONValue {
        .object([
            .init("scenarios", .number("\(coverage.scenarioCount)")),
            .init("failing", .array(coverage.failing.map { .string($0) })),
            .init("rules", table.json),
        ])
    }
}
