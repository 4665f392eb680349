// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Notifications
import Register

/// `keywatch register`: the dynamic support register.
struct RegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Imports, exports and shows the register, and finds who stands in it twice.",
        subcommands: [RegisterImport.self, Export.self, Show.self, RegisterDuplicates.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints every entry as the ledger has it, one line of JSON each.",
            discussion: "By register id. The output is personal data; `import` reads it again.")
        @OptionGroup var configuration: ConfigurationOptions

        func run() throws {
            try Faults.reported {
                let entries = try configuration.view().entries()
                for entry in entries.values.sorted(by: { $0.registerId < $1.registerId }) {
                    Terminal.data(entry.jsonValue().text)
                }
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one entry as the ledger has it.",
            discussion: "The output is personal data.")
        @OptionGroup var configuration: ConfigurationOptions
        @Argument(help: "The register id.") var id: String
        @Flag(help: "Print one line of JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let state = try configuration.view().caseState(of: .person(id))
                guard let entry = state?.entry?.value else {
                    throw CommandFailure(
                        state?.isRemoved ?? false
                            ? "the entry \(id) was removed from the register"
                            : "the register has no entry \(id)", .wanting)
                }
                if json { return Terminal.data(entry.jsonValue().text) }
                for member in entry.jsonValue().members {
                    Terminal.data("\(member.name): \(member.value.string ?? member.value.text)")
                }
                let open = state?.obligations.filter(\.isOpen).count ?? 0
                Terminal.say("\(open) open obligations: see `keywatch tasks list --about \(id)`")
            }
        }
    }
}

extension LedgerView {
    /// Every entry of the register, by register id.
    func entries() throws -> [String: RegisterEntry] {
        var entries: [String: RegisterEntry] = [:]
        try forEachCase { state in
            if let entry = state.entry?.value { entries[entry.registerId] = entry }
        }
        return entries
    }
}
