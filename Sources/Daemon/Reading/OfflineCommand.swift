// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Ledger
import Notifications
import Policy

/// An answer decided without a daemon: the ledger's exclusive lock is taken and the same engine
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
        let writer = try Writer.open(location)
        let reply = try decide(line, writer, context, time)
        try writer.close()
        return reply
    }

    private static func decide(
        _ line: [UInt8], _ writer: Writer, _ context: DecisionContext, _ time: any TimeReadings
    ) throws -> CommandForm.Reply {
        let last = try writer.frames(from: writer.lastSeq, limit: 1).last
        var clock = TrustedClock(time, last: last.map { Instant(milliseconds: $0.at) })
        let now = clock.now()
        let decoder = NotificationDecoder(zone: context.calendar.zone)
        let items = decoder.decode(line, topicHint: .response, receivedAt: now)
        guard case .notification(let notification)? = items.first else {
            return CommandForm.Reply(outcome: nil, reason: "not-understood")
        }
        var engine = try Engine(
            context: context, store: LedgerCaseStore(writer, keys: writer.keys))
        let frame = try engine.respond(notification, at: nil, now: now)
        let journal = Journal(writer)
        try journal.add(frame)
        _ = try journal.commit(cases: engine.takeChangedCases(), now: now)
        return CommandForm.Reply(
            outcome: (frame.outcome ?? .acted).rawValue, reason: frame.reason)
    }
}
