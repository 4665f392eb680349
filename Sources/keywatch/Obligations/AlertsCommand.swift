// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications

/// `keywatch alerts`: what somebody must know now.
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "Lists and answers alerts and emergency calls.",
        discussion: """
            An answer is handed to the running daemon; without one the ledger is locked and the \
            same engine decides. Exit 0 also when nothing changed because it was answered before; \
            4 when the person may not answer or something is missing.
            """,
        subcommands: [List.self, Acknowledge.self, Accept.self, Complete.self, Decline.self],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists open alerts and emergency calls, the next clock first.")
        @OptionGroup var list: ListOptions

        func run() throws { try list.show(.alerts) }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Says that the person has seen the alert.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.acknowledged, .alerts) }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that the person takes the alert on.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.accepted, .alerts) }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that what the alert asks for is done.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.completed, .alerts) }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hands the alert back, with a reason: the next rung is told at once.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.declined, .alerts) }
    }
}
