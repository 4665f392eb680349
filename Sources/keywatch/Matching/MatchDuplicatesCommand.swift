// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Register

/// `keywatch match duplicates`: who stands in a register file twice.
struct MatchDuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates",
        abstract: "Lists pairs of entries of a register file that are, or may be, one person.",
        discussion: """
            As `keywatch register duplicates`, of a file and with neither ledger nor broker, such \
            as before an import. Rows that cannot be read are named and left out. Exit 1 when \
            there is any pair or any such row.
            """)

    @OptionGroup var file: RegisterFile
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        try Faults.reported {
            let weights = try file.matching()
            let plan = try file.plan()
            for fault in plan.faults { Terminal.say(fault.line(in: file.register)) }
            try DuplicateReport(plan.entries, weights: weights).show(asJSON: json)
            if !plan.faults.isEmpty { throw ExitCode.wanting }
        }
    }
}
