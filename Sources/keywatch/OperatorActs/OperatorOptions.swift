// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Glibc
import Ledger
import Policy

/// What every operator's act takes: it asks who and why, and is journaled (CONTRACT.md §1).
struct OperatorOptions: ParsableArguments {
    @OptionGroup var configuration: ConfigurationOptions

    @Option(
        help: "Why; kept in the ledger. Asked for on a terminal. No personal data.")
    var reason: String?

    @Option(
        name: .customLong("as"),
        help: "The person of the directory who says so (default: the machine's user).")
    var person: String?

    /// The reason given, or typed now.
    ///
    /// - Throws: `CommandFailure` without one.
    func askedReason() throws -> String {
        var given = reason
        if given == nil, isatty(STDIN_FILENO) == 1 {
            Terminal.say("Why? (kept in the ledger; no personal data)")
            given = readLine()
        }
        let reason = given?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !reason.isEmpty else {
            throw CommandFailure("an operator's act needs its reason: give --reason", .usage)
        }
        return reason
    }

    /// Who acts: the person named, who must be in the directory, or the machine's user.
    ///
    /// - Throws: `CommandFailure` for somebody who is not in the directory.
    func author(in configuration: DaemonConfiguration) throws -> String {
        guard let person else { return "the machine's user \(NSUserName())" }
        guard try configuration.folder.directory().person(person) != nil else {
            throw CommandFailure("'\(person)' is not in the directory", .usage)
        }
        return person
    }

    /// Hands the act to the running daemon, or without one performs it with the ledger's lock.
    func perform(_ deed: OperatorAct.Deed) async throws -> CommandForm.Reply {
        let (act, daemon) = try Faults.reported {
            let reason = try askedReason()
            let loaded = try configuration.load()
            return (OperatorAct(deed, by: try author(in: loaded), reason: reason), loaded)
        }
        return try await act.hand(to: daemon)
    }
}

extension OperatorAct {
    /// Hands the act to the running daemon, or without one performs it with the ledger's lock.
    func hand(to daemon: DaemonConfiguration) async throws -> CommandForm.Reply {
        if let reply = try? await CommandClient.send(line, to: daemon.socketPath) { return reply }
        return try Faults.reported {
            let keys = try LedgerView.keys(daemon)
            let reply = try OfflineCommand.perform(
                self, location: LedgerLocation(path: daemon.ledgerPath, keys: keys),
                context: try ConfigurationOptions.context(daemon, keys), topics: daemon.topics)
            Terminal.say("no daemon runs; the act stands in the ledger")
            return reply
        }
    }
}
