// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Notifications

extension AreaLoop {
    func takeCommands() throws {
        let commands = state.commands.takeAll()
        for (index, waiting) in commands.enumerated() {
            do {
                let frame = try engine.respond(waiting.response, at: nil, now: clock.now())
                try keep(frame, nil)
                try commit()
                waiting.reply(frame.outcome ?? .acted, frame.reason)
            } catch {
                for undecided in commands[index...] { undecided.fail("try-again") }
                throw error
            }
        }
        if state.takeClockAcceptance() { clock.accept() }
        if let context = state.takeReload() {
            for frame in try engine.reload(context, now: clock.now()) { try keep(frame, nil) }
        }
    }

    func takeRelayProgress() throws {
        let (progress, late) = state.exchange.takeProgress()
        if let progress { try journal.advanceRelay(progress) }
        for confirmation in late {
            guard let frame = try engine.delivered(confirmation.obligation, now: clock.now())
            else { continue }
            try keep(frame, nil)
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
            try keep(frame, nil)
            fired += 1
        }
    }
}
