// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Foundation
import Ledger
import Notifications

/// `keywatch dead-letters`: records that could not be read.
struct DeadLettersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters", abstract: "Lists and shows records that could not be read.",
        discussion: """
            Their bytes are kept sealed in the ledger for 7 days; after that only the topic they \
            came by may still have them.
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists them by topic, partition and offset; no bytes.")
        @OptionGroup var configuration: ConfigurationOptions
        @Option(help: "At most so many.") var limit = 1000
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let view = try configuration.view()
                let letters = try view.reader.deadLetters(limit: limit)
                DeadLetterListing.table(
                    letters, view, time: LocalTime(zone: try TimeZoneRules.london()),
                    isJSON: json
                ).show(asJSON: json, empty: "no dead letters are kept")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows one, with what its sender must be told.")
        @OptionGroup var configuration: ConfigurationOptions
        @Argument(help: "Where it stands: topic/partition/offset.") var position: String
        @Flag(help: "Print the record's bytes: they may hold personal data.") var bytes = false

        func run() throws {
            try Faults.reported {
                let view = try configuration.view()
                guard let wanted = InputPosition(text: position) else {
                    throw CommandFailure(
                        "'\(position)' is no position: write topic/partition/offset", .usage)
                }
                let letter = try view.reader.deadLetters(limit: .max).first {
                    view.position(of: $0.input) == wanted
                }
                guard let letter else {
                    throw CommandFailure("no dead letter is kept of \(position)", .wanting)
                }
                if bytes {
                    Terminal.say("these bytes may hold personal data: show them to nobody else")
                    FileHandle.standardOutput.write(Data(letter.body))
                    return
                }
                let time = LocalTime(zone: try TimeZoneRules.london())
                for line in DeadLetterListing.lines(letter, view, time: time) {
                    Terminal.data(line)
                }
            }
        }
    }
}

/// Dead letters for people and programs, without a byte of them.
enum DeadLetterListing {
    static func table(
        _ letters: [DeadLetter], _ view: LedgerView, time: LocalTime, isJSON: Bool
    ) -> TextTable {
        var table = TextTable(
            ["position", "at", "code", "size", "sha256", "keptUntil"], numbers: ["size"])
        let show = { (at: Int64) in
            let instant = Instant(milliseconds: at)
            return isJSON ? instant.formatted : time.text(instant)
        }
        for letter in letters {
            let digest = IdentityHashes.hex(Digest.sha256(letter.body))
            table.add([
                view.position(of: letter.input).text, show(letter.at), letter.code,
                String(letter.body.count), isJSON ? digest : String(digest.prefix(12)),
                show(letter.expiresAt),
            ])
        }
        return table
    }

    static func lines(_ letter: DeadLetter, _ view: LedgerView, time: LocalTime) -> [String] {
        let advice =
            RejectionCode(rawValue: letter.code)?.advice
            ?? FaultExplanations.text(of: letter.code) ?? letter.code
        return [
            "position: \(view.position(of: letter.input).text)",
            "set aside: \(time.text(Instant(milliseconds: letter.at)))",
            "kept until: \(time.text(Instant(milliseconds: letter.expiresAt)))",
            "code: \(letter.code)",
            "tell the sender: \(advice)",
            "size: \(letter.body.count) bytes",
            "sha256: \(IdentityHashes.hex(Digest.sha256(letter.body)))",
        ]
    }
}
