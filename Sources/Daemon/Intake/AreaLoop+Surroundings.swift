// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging
import Notifications
import Policy

extension AreaLoop {
    func takeCommands() throws {
        let commands = state.commands.takeAll()
        for (index, waiting) in commands.enumerated() {
            let before = clock
            do {
                let reply = try perform(waiting.request)
                try commit()
                waiting.reply(reply)
            } catch {
                // What is not journaled did not happen: a clock is not accepted either.
                clock = before
                for undecided in commands[index...] {
                    undecided.reply(CommandForm.Reply(outcome: nil, reason: "try-again"))
                }
                throw error
            }
        }
        try takeReload()
    }

    /// Changes over to what was read again. It is told only once it counts: whoever reads
    /// `reloaded` may rely on it for the next message.
    private func takeReload() throws {
        guard let context = state.takeReload() else { return }
        let before = engine
        let frames: [EngineFrame]
        do {
            frames = try engine.reload(context, now: clock.now())
            for frame in frames { try keep(frame) }
            try commit()
        } catch {
            engine = before
            state.reloadAgain(context)
            throw error
        }
        log.notice("reloaded", metadata: ["policy": "\(context.pack.version)"])
        report(frames)
    }

    /// Counts the dues again that stand in the ledger: the calendar may have changed since they
    /// were counted. Before any clock fires.
    func recomputeDues() throws {
        let frames = try engine.recomputeDues(now: clock.now())
        for frame in frames { try keep(frame) }
        try commit()
        report(frames)
    }

    /// Says how many dues of which rule another calendar moved; `keywatch calendar report` says
    /// from when to when.
    private func report(_ frames: [EngineFrame]) {
        let moves = frames.flatMap(\.parts).flatMap { DueMove.moves(in: $0.facts) }
        for (rule, moves) in Dictionary(grouping: moves, by: \.rule.text).sorted(by: {
            $0.key < $1.key
        }) {
            let earlier = moves.count { $0.to < $0.from }
            log.notice(
                "the calendar moved dues",
                metadata: [
                    "rule": "\(rule)", "earlier": "\(earlier)",
                    "later": "\(moves.count - earlier)",
                ])
        }
    }

    private func perform(_ request: WaitingCommand.Request) throws -> CommandForm.Reply {
        switch request {
        case .answer(let response):
            let frame = try engine.respond(response, at: nil, now: clock.now())
            try keep(frame)
            return CommandForm.Reply(
                outcome: (frame.outcome ?? .acted).rawValue, reason: frame.reason)
        case .act(let act):
            let desk = OperatorDesk(
                decoder: decoder, entryDecoder: entryDecoder, topics: setup.topics,
                hashes: setup.context.hashes)
            let result = try desk.perform(act, &engine, journal, &clock)
            for (frame, byte) in result.decided {
                try keep(frame, of: result.record, failedAt: byte)
            }
            return result.reply
        }
    }

    func takeRelayProgress() throws {
        let (progress, late) = state.exchange.takeProgress()
        if let progress { try journal.advanceRelay(progress) }
        for confirmation in late {
            guard let frame = try engine.delivered(confirmation.obligation, now: clock.now())
            else { continue }
            try keep(frame)
        }
    }

    /// Fires what is due, unless notices that were decided earlier are still on their way: nobody
    /// is told that nobody answered an alert that nobody was sent.
    func fireClocks() throws {
        guard caughtUp else { return }
        let now = clock.now()
        if let since = state.exchange.oldestWaitingSinceMs,
            now.milliseconds - since > Relay.lateMs
        {
            return state.note(.clocksHeld)
        }
        var fired = 0
        while fired < AreaLoop.recordsPerTurn, let frame = try engine.fireNextClock(upTo: now) {
            try keep(frame)
            fired += 1
        }
    }
}
