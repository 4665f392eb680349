// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Ledger
import Notifications
import Policy
import Register

/// A command carried out without a daemon: the ledger's exclusive lock is taken and the same engine
/// runs once, so that what it decides is journaled and published by the next daemon.
package enum OfflineCommand {
    /// Decides one CloudEvent, given as the line that the daemon's socket takes.
    ///
    /// - Parameters:
    ///   - line: the CloudEvent as one line of JSON.
    ///   - location: the ledger; it must exist.
    ///   - context: rules, calendar and people of the ledger's area.
    ///   - time: where time comes from; it goes on from the ledger's own.
    /// - Returns: what the daemon would have replied.
    /// - Throws: `LedgerError.locked` while a daemon holds the ledger; other `LedgerError`s.
    package static func respond(
        _ line: [UInt8], location: LedgerLocation, context: DecisionContext,
        time: any TimeReadings = MachineTime()
    ) throws -> CommandForm.Reply {
        try withLedger(location, context, time) {
            try decide(line, &$0, $1, &$2, context.decoder)
        }
    }

    /// Performs an operator's act.
    ///
    /// - Parameters:
    ///   - act: what, by whom and why.
    ///   - location: the ledger; it must exist.
    ///   - context: rules, calendar and people of the ledger's area.
    ///   - topics: the topics' names.
    ///   - time: where time comes from.
    /// - Returns: what the daemon would have replied; `daemon-needed` when earlier messages would
    ///   have to be read again from their topics, and nothing was done.
    /// - Throws: `LedgerError.locked` while a daemon holds the ledger; other `LedgerError`s.
    package static func perform(
        _ act: OperatorAct, location: LedgerLocation, context: DecisionContext,
        topics: TopicNames, time: any TimeReadings = MachineTime()
    ) throws -> CommandForm.Reply {
        try withLedger(location, context, time) { engine, journal, clock in
            let desk = OperatorDesk(
                decoder: context.decoder, entryDecoder: EntryDecoder(zone: context.calendar.zone),
                topics: topics, hashes: context.hashes)
            let result = try desk.perform(act, &engine, journal, &clock)
            let tokens = result.decided.flatMap(\.frame.revisitTokens).compactMap {
                Token(bytes: $0)
            }
            guard try tokens.isEmpty || journal.writer.stubs(matching: tokens).isEmpty else {
                return (false, CommandForm.Reply(outcome: nil, reason: "daemon-needed"))
            }
            for (frame, byte) in result.decided {
                try journal.add(frame, of: result.record, failedAt: byte)
            }
            return (result.reply.outcome != nil && !act.isRehearsal, result.reply)
        }
    }

    private static func decide(
        _ line: [UInt8], _ engine: inout Engine, _ journal: Journal, _ clock: inout TrustedClock,
        _ decoder: NotificationDecoder
    ) throws -> (Bool, CommandForm.Reply) {
        let now = clock.now()
        let items = decoder.decode(line, topicHint: .response, receivedAt: now)
        guard case .notification(let notification)? = items.first else {
            return (false, CommandForm.Reply(outcome: nil, reason: "not-understood"))
        }
        let frame = try engine.respond(notification, at: nil, now: now)
        try journal.add(frame)
        return (
            true,
            CommandForm.Reply(outcome: (frame.outcome ?? .acted).rawValue, reason: frame.reason)
        )
    }

    /// Opens the ledger for one command; what `body` decided is committed if it says so.
    private static func withLedger(
        _ location: LedgerLocation, _ context: DecisionContext, _ time: any TimeReadings,
        _ body: (inout Engine, Journal, inout TrustedClock) throws -> (Bool, CommandForm.Reply)
    ) throws -> CommandForm.Reply {
        let writer = try Writer.open(location)
        let last = try writer.frames(from: writer.lastSeq, limit: 1).last
        var clock = TrustedClock(time, last: last.map { Instant(milliseconds: $0.at) })
        var engine = try Engine(
            context: context, store: LedgerCaseStore(writer, keys: writer.keys))
        let journal = Journal(writer)
        let takenUpAt = last.map { Instant(milliseconds: $0.at) } ?? clock.now()
        for frame in try engine.takeUpPolicy(now: takenUpAt) { try journal.add(frame) }
        let (isDone, reply) = try body(&engine, journal, &clock)
        if isDone { _ = try journal.commit(cases: engine.takeChangedCases(), now: clock.now()) }
        try writer.close()
        return reply
    }
}
