// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Foundation
import Ledger
import Notifications

/// What every answering command takes.
struct AnswerOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Argument(help: "The id, or its first characters (at least 6) where no other begins so.")
    var id: String

    @Option(
        name: .customLong("as"),
        help: "The person of the directory who answers (default: $KEYWATCH_AS).")
    var person: String?

    @Option(help: "Why; a decline needs it. It is journaled and shown to those who may see it.")
    var reason: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: "A further member of the answer, as name=value; may be repeated.")
    var detail: [String] = []

    /// Gives the answer: to the running daemon by its socket, else with the ledger's lock.
    func answer(_ word: AnswerWord, _ group: ObligationGroup) async throws {
        let (event, daemon) = try Faults.reported { try makeEvent(word, group) }
        let reply: CommandForm.Reply
        if let answered = try? await CommandClient.send(
            event.json.text, to: daemon.socketPath)
        {
            reply = answered
        } else {
            reply = try Faults.reported { try AnswerOptions.decide(event, daemon) }
        }
        let (text, code) = AnswerReply.meaning(reply, of: event)
        guard let code else { return Terminal.data(text) }
        Terminal.say(text)
        throw code
    }

    private func makeEvent(
        _ word: AnswerWord, _ group: ObligationGroup
    ) throws -> (AnswerEvent, DaemonConfiguration) {
        guard let person = person ?? configuration.environment["KEYWATCH_AS"], !person.isEmpty
        else { throw CommandFailure("say who answers: --as PERSON, or KEYWATCH_AS", .usage) }
        if word == .declined, reason?.isEmpty ?? true {
            throw CommandFailure("a decline needs its reason: give --reason", .usage)
        }
        let configuration = try self.configuration.load()
        let shelf = try LedgerView(configuration).shelf()
        let event = AnswerEvent(
            id: UUID().uuidString.lowercased(), word: word,
            obligation: try shelf.find(id, group).id, group: group,
            area: configuration.area, by: person,
            at: Instant(milliseconds: MachineTime().wallMs()),
            detail: try AnswerEvent.members(detail, reason: reason))
        return (event, configuration)
    }

    private static func decide(
        _ event: AnswerEvent, _ configuration: DaemonConfiguration
    ) throws -> CommandForm.Reply {
        let keys = try LedgerView.keys(configuration)
        let reply = try OfflineCommand.respond(
            event.json.utf8,
            location: LedgerLocation(path: configuration.ledgerPath, keys: keys),
            context: try ConfigurationOptions.context(configuration, keys))
        Terminal.say("no daemon runs; the answer stands in the ledger and is published by the next")
        return reply
    }
}

extension LedgerView {
    /// Every obligation of the ledger.
    func shelf() throws -> ObligationShelf {
        var obligations: [Obligation] = []
        try forEachCase { obligations += $0.obligations }
        return ObligationShelf(obligations)
    }
}
