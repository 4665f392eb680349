// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Ledger
import Notifications

/// `keywatch ledger`: the journal itself.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Verifies, rebuilds, measures and backs up the ledger.",
        subcommands: [Verify.self, Rebuild.self, Stats.self, Backup.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that nothing in the ledger was lost, altered or forgotten.",
            discussion: """
                The hash chain from the first frame, every sealed part, every count; that every \
                case is what its frames give; that every input has one outcome; that every open \
                obligation has its next clock. Beside a running daemon only what was written \
                before it began is judged. Exit 1 when anything is found.
                """)
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let view = try configuration.view()
                let result = try LedgerVerification.run(view)
                result.show(asJSON: json)
                if !result.findings.isEmpty { throw ExitCode.wanting }
            }
        }
    }

    struct Rebuild: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes cases and outcomes anew from the frames.",
            discussion: """
                Needs the ledger's lock: stop the daemon first. Prints each table's SHA-256 \
                before and after; a sound ledger gives the same. Exit 1 when they differ: the \
                ledger then holds what its frames give.
                """)
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let configuration = try self.configuration.load()
                let progress = Progress("frames read", isShown: true)
                let rebuild = try LedgerRebuild.run(
                    LedgerLocation(
                        path: configuration.ledgerPath,
                        keys: try LedgerView.keys(configuration)),
                    progress: progress.note)
                RebuildReport(rebuild).show(asJSON: json)
                if !rebuild.isIdentical { throw ExitCode.wanting }
            }
        }
    }

    struct Stats: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sizes, counts, positions, and what became of every input.")
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let report = try StatsReport.read(try configuration.view())
                if json { return Terminal.data(report.text) }
                for line in StatsReport.lines(report) { Terminal.data(line) }
            }
        }
    }

    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies the ledger, as it is now, into one new file.",
            discussion: """
                May run beside the daemon. Refuses to overwrite. The area key is not in it: back \
                it up apart, in another place. Without it nobody can read the copy.
                """)
        @OptionGroup var configuration: ConfigurationOptions
        @Argument(help: "The new file.") var file: String

        func run() throws {
            try Faults.reported {
                try configuration.view().reader.backup(to: file)
                Terminal.data(file)
                Terminal.say("back up the area key apart from it")
            }
        }
    }
}
