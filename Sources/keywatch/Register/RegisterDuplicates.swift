// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Policy
import Register

/// `keywatch register duplicates`: who stands in the register twice.
struct RegisterDuplicates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Lists pairs of entries that are, or may be, one person.",
        discussion: """
            Every entry of the ledger is compared with every other, by the weights and costs of \
            matching.yaml: sure, where nobody needs to look to know it, or to be reviewed. It \
            shows register ids, areas and what each field says, never what stands in it. Twins, \
            brothers and sisters are never sure. Merge two entries in the register itself; two \
            that are two people are parted for good by naming the one under noLink of the other. \
            Exit 1 when there is any pair. `keywatch match duplicates` reads a file instead.
            """)

    @OptionGroup var configuration: ConfigurationOptions
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        try Faults.reported {
            let configuration = try self.configuration.load()
            let weights = try configuration.folder.matching()
            let entries = try LedgerView(configuration).entries()
            try DuplicateReport(Array(entries.values), weights: weights).show(asJSON: json)
        }
    }
}
