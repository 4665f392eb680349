// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Foundation
import Ledger
import Notifications
import Policy

/// Which configuration a command works with, and what it loads of it.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: "The configuration file (default: $KEYWATCH_CONFIG, else Config/keywatch.yaml).")
    var config: String?

    /// The configuration file's path.
    var path: String {
        config ?? environment["KEYWATCH_CONFIG"] ?? "Config/keywatch.yaml"
    }

    /// The folder in which the configuration file stands.
    var folder: String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The process's environment.
    var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Reads the configuration file alone.
    func load() throws(PolicyError) -> DaemonConfiguration {
        try DaemonConfiguration.load(path: path, environment: environment)
    }

    /// Opens the configured ledger for reading.
    func view() throws -> LedgerView { try LedgerView(load()) }

    /// Everything that a decision needs, read anew. Unlike the daemon's own start it makes no key.
    static func context(
        _ configuration: DaemonConfiguration, _ keys: AreaKeys
    ) throws -> DecisionContext {
        var context = try AreaAssembly.context(configuration, keys)
        context.turn(to: Instant(milliseconds: MachineTime().wallMs()))
        return context
    }
}

/// Why a command ends, in one clear line, with its exit code.
struct CommandFailure: Error {
    /// The line for standard error.
    var text: String
    /// The exit code (CONTRACT.md §1).
    var code: ExitCode

    init(_ text: String, _ code: ExitCode) {
        self.text = text
        self.code = code
    }
}
