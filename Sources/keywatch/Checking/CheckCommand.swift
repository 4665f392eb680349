// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Notifications
import Policy

/// `keywatch check`: everything that the daemon would read, without running it.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks everything that the daemon would read.",
        discussion: """
            Configuration, policy pack, ladders, directory, dialects, weights and costs of \
            matching, calendar, time zone, bus properties and, read-only, the ledger with its key. \
            Every fault is printed as FILE:LINE:COLUMN: error CODE: …, not only the first; \
            settings that are allowed and risky as a warning. Exit 2 for a fault of \
            configuration, 1 for one of the ledger.
            """)

    @OptionGroup var configuration: ConfigurationOptions

    @Option(help: "Explain a code that was printed, and do nothing else.")
    var explain: String?

    func run() throws {
        try Faults.reported {
            if let explain { return try FaultExplanations.show(explain) }
            let findings = CheckFindings.of(
                path: configuration.path, environment: configuration.environment,
                now: Instant(milliseconds: MachineTime().wallMs()))
            for line in findings.faults + findings.ledger { Terminal.say(line) }
            for line in findings.warnings { Terminal.say(line) }
            for line in findings.read { Terminal.data(line) }
            if !findings.faults.isEmpty { throw ExitCode.usage }
            if !findings.ledger.isEmpty { throw ExitCode.wanting }
            Terminal.data(
                findings.warnings.isEmpty
                    ? "no faults" : "no faults, \(findings.warnings.count) warnings")
        }
    }
}
