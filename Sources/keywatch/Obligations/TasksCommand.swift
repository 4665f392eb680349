// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Notifications
import Policy

/// `keywatch tasks`: what is to be done by a time.
struct TasksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks", abstract: "Lists and answers tasks and reviews; who to ring.",
        discussion: """
            An answer is handed to the running daemon; without one the ledger is locked and the \
            same engine decides. Exit 0 also when nothing changed because it was answered before; \
            4 when the person may not answer or something is missing.
            """,
        subcommands: [
            List.self, Acknowledge.self, Accept.self, Complete.self, Decline.self, Calls.self,
        ],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists open tasks and reviews, the next clock first.")
        @OptionGroup var list: ListOptions

        func run() throws { try list.show(.tasks) }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Says that the person has seen the task.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.acknowledged, .tasks) }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that the person takes the task on.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.accepted, .tasks) }
    }

    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that the task is done, where its rule lets a person say so.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.completed, .tasks) }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hands the task back, with a reason: the next rung is told at once.")
        @OptionGroup var options: AnswerOptions

        func run() async throws { try await options.answer(.declined, .tasks) }
    }

    struct Calls: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "call-list",
            abstract: "Who to ring, by clock, for everything open; no clinical detail.",
            discussion: """
                For when screens and messages fail. `next` is when the next rung is told, `due` \
                when it must be done, `rung` how far it has climbed.
                """)
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let configuration = try self.configuration.load()
                let shelf = try LedgerView(configuration).shelf()
                let table = CallList.table(
                    shelf.all, directory: try? configuration.folder.directory(),
                    time: LocalTime(zone: try TimeZoneRules.london()), isJSON: json)
                table.show(asJSON: json, empty: "nobody is to be rung")
            }
        }
    }
}

/// What the listing commands take.
struct ListOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions
    @Flag(help: "Ended ones too.") var all = false
    @Option(help: "Only about this register or candidate id.") var about: String?
    @Option(help: "Only what this person was told.") var person: String?
    @Flag(help: "Print JSON.") var json = false

    /// Prints the obligations of a group.
    func show(_ group: ObligationGroup) throws {
        try Faults.reported {
            let shelf = try configuration.view().shelf()
            let filter = ObligationListing.Filter(
                group: group, includesEnded: all, about: about, person: person)
            let table = ObligationListing.table(
                shelf.all, filter, time: LocalTime(zone: try TimeZoneRules.london()),
                isJSON: json)
            table.show(asJSON: json, empty: "no \(group.rawValue)\(all ? "" : " are open")")
        }
    }
}
