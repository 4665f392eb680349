// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Policy

/// `keywatch policy parameters`: the lengths of time that an area may set, and what it has set.
struct PolicyParameters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parameters",
        abstract: "Lists the lengths of time that an area may set for itself.",
        discussion: """
            Each with what holds here, what the guidance says, the bounds, who set it and why. An
            area sets them in parameters.yaml beside keywatch.yaml; `keywatch check` refuses what is
            out of bounds, and a running daemon reads them again at SIGHUP. What is owed already
            gets no later by it until a named person adopts the change (`keywatch policy adopt`).
            """)
    @OptionGroup var configuration: ConfigurationOptions
    @Option(help: "Another pack than the configured one.") var pack: String?
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        try Faults.reported {
            let configuration = try self.configuration.load()
            let pack = try configuration.folder.policy(named: pack ?? configuration.pack)
            var table = TextTable(["parameter", "here", "guidance", "bounds", "source", "set by"])
            for parameter in pack.parameters.all { table.add(parameter.row) }
            table.show(asJSON: json, empty: "the pack \(pack.name) leaves no length to the area")
        }
    }
}

extension Parameter {
    fileprivate var row: [String] {
        [
            name, text(value), text(standard), bounds, source,
            override.map { "\($0.by): \($0.why)" } ?? "-",
        ]
    }

    private var bounds: String {
        (least.map { "\($0.text) to " } ?? "at most ") + most.text
    }

    private func text(_ length: Wait?) -> String { length?.text ?? "none" }
}
