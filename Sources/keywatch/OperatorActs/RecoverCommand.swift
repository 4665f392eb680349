// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Logging
import Notifications
import Policy

/// `keywatch recover`: an operator's word on where reading goes on.
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Says where reading goes on after a topic was made anew or lost records.",
        discussion: """
            Stop the daemon first. What is read a second time changes nothing: every input is \
            idempotent. What is passed over is never read, so ask its senders to send it again. \
            The move is written into the ledger with its reason.
            """)

    @OptionGroup var options: OperatorOptions

    @Option(name: .long, help: "earliest, latest, or an instant such as 2026-03-07T21:30:00Z.")
    var from: String

    @Option(
        name: .long,
        help: "Only this input topic: admissions, school, social-care, register or responses.")
    var topic: String?

    func run() async throws {
        let start = try startingPoint()
        let chosen = try topics()
        let moves = try Faults.reported {
            let reason = try options.askedReason()
            let assembly = try AreaAssembly(options.configuration.load())
            let author = try options.author(in: assembly.configuration)
            let moves = try Recovery.move(
                chosen.map(assembly.configuration.topics.input), to: start, reason: reason,
                by: author, location: assembly.location,
                bus: assembly.bus(log: Logger(label: "keywatch")))
            guard !moves.isEmpty else {
                throw CommandFailure("the broker has none of these topics", .wanting)
            }
            return moves
        }
        for move in moves {
            let former = move.from.map(String.init) ?? "never read"
            Terminal.data("\(move.topic)/\(move.partition): \(former) -> \(move.to)")
        }
    }

    private func startingPoint() throws -> Recovery.Start {
        switch from {
        case "earliest": return .earliest
        case "latest": return .latest
        default:
            guard let instant = Instant(iso8601: from) else {
                throw ValidationError("--from is earliest, latest, or an ISO 8601 instant")
            }
            return .time(instant.milliseconds)
        }
    }

    private func topics() throws -> [InputTopic] {
        guard let topic else { return InputTopic.allCases }
        guard let chosen = InputTopic(rawValue: topic) else {
            let names = InputTopic.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--topic is one of \(names)")
        }
        return [chosen]
    }
}
