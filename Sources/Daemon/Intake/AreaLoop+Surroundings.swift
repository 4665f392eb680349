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

    /// Brings open obligations in line with a policy that was edited while no daemon ran.
    func takeUpPolicy() throws {
        let last = try journal.writer.frames(from: journal.writer.lastSeq, limit: 1).last
        // As if it had been read again when the last frame was written; a pack whose day came while
        // nobody ran, at the beginning of that day.
        let lastAt = last.map { Instant(milliseconds: $0.at) }
        let taken = [lastAt, engine.context.begunAt].compactMap(\.self).max()
        let frames = try engine.takeUpPolicy(now: taken ?? clock.now())
        for frame in frames { try keep(frame) }
        try commit()
        hasTakenUpPolicy = true
        if !frames.isEmpty { logPolicy("policy in force", frames) }
    }

    private func logPolicy(_ message: Logger.Message, _ frames: [EngineFrame]) {
        let held = frames.flatMap(\.parts).flatMap(\.facts).count {
            if case .kept = $0 { true } else { false }
        }
        log.notice(
            message,
            metadata: [
                "policy": "\(engine.context.pack.version)", "held": "\(held)",
                "matching": "\(engine.context.matchingVersion)",
            ])
    }

    /// Changes over to what was read again. It is told only once it counts: whoever reads
    /// `reloaded` may rely on it for the next message.
    private func takeReload() throws {
        let isTurning = engine.context.turnsAt.map { $0 <= clock.now() } ?? false
        guard var context = state.takeReload() ?? (isTurning ? engine.context : nil) else { return }
        context.turn(to: clock.now())
        let before = engine
        do {
            let frames = try engine.reload(context, now: clock.now())
            for frame in frames { try keep(frame) }
            try commit()
            logPolicy("reloaded", frames)
            report(frames)
        } catch CaseworkError.vanishedRules(let rules) {
            state.note(.reloadRefused)
            for rule in rules { log.error("reload refused", metadata: ["fault": "\(rule.text)"]) }
        } catch {
            engine = before
            state.reloadAgain(context)
            throw error
        }
    }

    /// Counts the dues again that stand in the ledger: the calendar may have changed since they
    /// were counted. Before any clock fires.
    func recomputeDues() throws {
        let frames = try engine.recomputeDues(now: clock.now())
        for frame in frames { try keep(frame) }
        try commit()
        hasRecomputedDues = true
        report(frames)
    }

    /// Says how many dues of which rule another calendar moved; `keywatch calendar report` says
    /// from when to when.
    private func report(_ frames: [EngineFrame]) {
        let moves = frames.filter { $0.reason == EngineFrame.calendarChanged }.flatMap(\.parts)
            .flatMap { DueMove.moves(in: $0.facts) }
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
