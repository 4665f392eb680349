// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Foundation
import Ledger
import Notifications

/// `keywatch dead-letters`: records that could not be read.
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "Records that could not be read: what to tell their senders, and to try again.",
        discussion: """
            Their bytes are kept sealed in the ledger for 7 days; after that only the topic they \
            came by may still have them.
            """,
        subcommands: [List.self, Show.self, Retry.self, Discard.self],
        defaultSubcommand: List.self)

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
                let wanted = try DeadLetterListing.position(position)
                guard
                    let letter = try view.reference(to: wanted).flatMap({
                        try view.reader.deadLetter($0)
                    })
                else {
                    throw CommandFailure("no dead letter is kept of \(position)", .wanting)
                }
                if bytes {
                    Terminal.say("these bytes may hold personal data: show them to nobody else")
                    let value = JournalForm.decodeSetAside(letter.body).value ?? []
                    FileHandle.standardOutput.write(Data(value))
                    return
                }
                let time = LocalTime(zone: try TimeZoneRules.london())
                for line in DeadLetterListing.lines(letter, view, time: time) {
                    Terminal.data(line)
                }
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decides one again, after the decoder or its configuration has changed.",
            discussion: """
                What can be read now is decided as a message that came late; its first outcome and \
                the reason stay in the ledger. What still cannot be read stays as it is (exit 1).
                """)
        @OptionGroup var options: OperatorOptions
        @Argument(help: "Where it stands: topic/partition/offset.") var position: String

        func run() async throws {
            let at = try Faults.reported { try DeadLetterListing.position(position) }
            let reply = try await options.perform(.retryDeadLetter(at))
            try DeadLetterListing.end(reply, at)
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives one up: its sealed bytes are destroyed, its outcome stays.")
        @OptionGroup var options: OperatorOptions
        @Argument(help: "Where it stands: topic/partition/offset.") var position: String

        func run() async throws {
            let at = try Faults.reported { try DeadLetterListing.position(position) }
            let reply = try await options.perform(.discardDeadLetter(at))
            try DeadLetterListing.end(reply, at)
        }
    }
}

/// Dead letters for people and programs, without a byte of them.
enum DeadLetterListing {
    /// A position as typed.
    static func position(_ text: String) throws -> InputPosition {
        guard let position = InputPosition(text: text) else {
            throw CommandFailure(
                "'\(text)' is no position: write topic/partition/offset", .usage)
        }
        return position
    }

    /// Says what an act on a dead letter came to.
    static func end(_ reply: CommandForm.Reply, _ position: InputPosition) throws {
        switch reply.outcome {
        case nil where reply.reason == "no-dead-letter":
            Terminal.say("no dead letter is kept of \(position.text)")
            throw ExitCode.wanting
        case nil where reply.reason == "daemon-needed":
            Terminal.say(
                "earlier messages would have to be read again: start the daemon, then try again")
            throw ExitCode.unreachable
        case nil:
            Terminal.say("nothing was done: \(reply.reason)")
            throw ExitCode.refused
        case Outcome.deadLetter.rawValue?:
            Terminal.say("\(position.text) still cannot be read: \(reply.reason)")
            throw ExitCode.wanting
        case let outcome?:
            Terminal.data("\(position.text): \(outcome) (\(reply.reason))")
        }
    }

    static func table(
        _ letters: [DeadLetter], _ view: LedgerView, time: LocalTime, isJSON: Bool
    ) -> TextTable {
        var table = TextTable(
            ["position", "at", "code", "byte", "size", "sha256", "keptUntil"],
            numbers: ["byte", "size"])
        let show = { (at: Int64) in
            let instant = Instant(milliseconds: at)
            return isJSON ? instant.formatted : time.text(instant)
        }
        for letter in letters {
            let value = JournalForm.decodeSetAside(letter.body).value ?? []
            let digest = IdentityHashes.hex(Digest.sha256(value))
            table.add([
                view.position(of: letter.input).text, show(letter.at), letter.code,
                letter.position.map(String.init) ?? "", String(value.count),
                isJSON ? digest : String(digest.prefix(12)),
                show(letter.expiresAt),
            ])
        }
        return table
    }

    static func lines(_ letter: DeadLetter, _ view: LedgerView, time: LocalTime) -> [String] {
        let value = JournalForm.decodeSetAside(letter.body).value ?? []
        let advice =
            RejectionCode(rawValue: letter.code)?.advice
            ?? FaultExplanations.text(of: letter.code) ?? letter.code
        return [
            "position: \(view.position(of: letter.input).text)",
            "set aside: \(time.text(Instant(milliseconds: letter.at)))",
            "kept until: \(time.text(Instant(milliseconds: letter.expiresAt)))",
            "code: \(letter.code)" + (letter.position.map { ", at byte \($0)" } ?? ""),
            "tell the sender: \(advice)",
            "size: \(value.count) bytes",
            "sha256: \(IdentityHashes.hex(Digest.sha256(value)))",
        ]
    }
}
