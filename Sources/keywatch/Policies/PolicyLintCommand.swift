// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Notifications
import Policy
import Rehearsal

/// `keywatch policy lint`: rules that load and do not do what anybody can have meant.
struct PolicyLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Finds rules that cannot do what they were meant to do.",
        discussion: """
            A rule that no case can open, a rung that reaches nobody, a due that has passed when \
            the rule opens, a gap in the cycle of reviews: forty kinds of fault, decided on the \
            rules, the ladders, and the area's directory and calendar. Each finding is printed as \
            FILE:LINE:COLUMN: error CODE: … with what it means and what to do. Exit 1 if anything \
            is found; there is no way to silence a finding but to mend it.
            """)

    @OptionGroup var configuration: ConfigurationOptions
    @Argument(help: "The pack (default: the configured one).") var pack: String?
    @Option(
        parsing: .upToNextOption,
        help: "Scenario files, or folders of them; a rule that none tries is a finding.")
    var scenarios: [String] = []
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Explain a code that was printed, and do nothing else.")
    var explain: String?

    func run() throws {
        try Faults.reported {
            if let explain { return try FaultExplanations.show(explain) }
            let configuration = try self.configuration.load()
            let folder = configuration.folder
            let findings = try lint(configuration).findings()
            if json {
                Terminal.data(JSONValue.array(findings.map { json(of: $0, in: folder) }).text)
            } else {
                for finding in findings {
                    Terminal.data("\(folder.path)/\(finding)")
                    Terminal.data("  \(finding.kind.meaning) \(finding.kind.advice)")
                }
            }
            guard findings.isEmpty else { throw ExitCode.wanting }
            if !json { Terminal.data("nothing found") }
        }
    }

    private func lint(_ configuration: DaemonConfiguration) throws -> PolicyLint {
        let folder = configuration.folder
        let name = pack ?? configuration.pack
        let calendar = try folder.calendar(zone: try TimeZoneRules.london())
        let now = Instant(milliseconds: MachineTime().wallMs())
        return PolicyLint(
            try folder.policy(named: name), extending: try folder.base(of: name),
            directory: try folder.directory(), calendar: calendar,
            today: calendar.localDate(of: now),
            scenarios: scenarios.isEmpty
                ? nil : try PolicyTest.files(scenarios).map(ScenarioFiles.scenario))
    }

    private func json(of finding: LintFinding, in folder: ConfigurationFolder) -> JSONValue {
        .object([
            .init("code", .string(finding.kind.rawValue)),
            .init("severity", .string(finding.kind.severity.rawValue)),
            .init("file", .string("\(folder.path)/\(finding.place.file)")),
            .init("line", .number(String(finding.place.line))),
            .init("column", .number(String(finding.place.column))),
            .init("rule", finding.rule.map { .string($0.text) } ?? .null),
            .init("what", .string(finding.what)),
            .init("why", .string(finding.kind.meaning)),
            .init("do", .string(finding.kind.advice)),
        ])
    }
}
