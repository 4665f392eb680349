// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Notifications
import Synchronization

/// A counter of outcomes: one topic, one outcome.
package struct OutcomeKey: Hashable, Sendable {
    /// The input topic's name.
    package var topic: String
    /// The outcome.
    package var outcome: Outcome

    /// The counter of an outcome on a topic.
    package init(topic: String, outcome: Outcome) {
        self.topic = topic
        self.outcome = outcome
    }
}

/// Something that an operator must be able to see counted.
package enum Incident: String, CaseIterable, Sendable {
    /// The broker could not be reached or answered with a fault.
    case busTrouble = "bus_trouble"
    /// The ledger could not be written.
    case ledgerTrouble = "ledger_trouble"
    /// A notification was decided before the register was read past it.
    case registerLag = "register_lag"
    /// Clocks waited because notices were still on their way.
    case clocksHeld = "clocks_held"
    /// Records were missing from a topic.
    case gap
    /// A reload was refused.
    case reloadRefused = "reload_refused"
}

/// What the loop shows to the rest of the process, and what the rest asks of the loop.
package final class AreaState: Sendable {
    /// What the loop and the relay tell each other.
    package let exchange = RelayExchange()
    /// Commands that wait for the loop.
    package let commands = CommandQueue()

    private struct Shown {
        var isStopping = false
        var isRegisterLoaded = false
        var reload: DecisionContext?
        var counts: [OutcomeKey: Int64] = [:]
        var incidents: [Incident: Int64] = [:]
        var belief = TrustedClock.Belief.believed
        var engineNow: Instant?
        var registerEntries = 0
        var nextDue: Instant?
        var turns: Int64 = 0
        var lastBeatMs: Int64 = 0
        var published: [String: Int64] = [:]
        var statistics: [BusClient: ClientStatistics] = [:]
    }

    private let shown = Mutex(Shown())
    private let observer: (@Sendable (EngineFrame) -> Void)?

    /// State whose frames are also shown to `observer`, on the loop's thread.
    package init(observer: (@Sendable (EngineFrame) -> Void)? = nil) {
        self.observer = observer
    }

    /// Whether the loop has been asked to stop.
    package var isStopping: Bool { shown.withLock { $0.isStopping } }

    /// Asks the loop and the relay to stop after the turn in hand.
    package func stop() { shown.withLock { $0.isStopping = true } }

    /// Replaces rules, directory and calendar before the next turn.
    package func reload(_ context: DecisionContext) { shown.withLock { $0.reload = context } }

    /// Puts back what could not be changed over to, unless something newer waits.
    func reloadAgain(_ context: DecisionContext) {
        shown.withLock { $0.reload = $0.reload ?? context }
    }

    func takeReload() -> DecisionContext? {
        shown.withLock { state in
            defer { state.reload = nil }
            return state.reload
        }
    }

    func setRegisterLoaded() { shown.withLock { $0.isRegisterLoaded = true } }

    func tell(_ frame: EngineFrame) {
        shown.withLock { state in
            for publication in frame.publications {
                state.published[publication.type, default: 0] += 1
            }
        }
        observer?(frame)
    }

    /// Counts an outcome. A former one of the same message gives way to it: exactly one is current.
    func revise(_ topic: String, from former: Outcome?, to outcome: Outcome) {
        shown.withLock {
            if let former {
                $0.counts[OutcomeKey(topic: topic, outcome: former), default: 0] -= 1
            }
            $0.counts[OutcomeKey(topic: topic, outcome: outcome), default: 0] += 1
        }
    }

    func setCounts(_ counts: [OutcomeKey: Int64]) { shown.withLock { $0.counts = counts } }

    /// Counts something that an operator must be able to see.
    package func note(_ incident: Incident) {
        shown.withLock { $0.incidents[incident, default: 0] += 1 }
    }

    func show(_ statistics: ClientStatistics, of client: BusClient) {
        shown.withLock { $0.statistics[client] = statistics }
    }

    func beat(now: Instant, belief: TrustedClock.Belief, register: Int, nextDue: Instant?) {
        shown.withLock {
            $0.nextDue = nextDue
            $0.turns += 1
            $0.engineNow = now
            $0.belief = belief
            $0.registerEntries = register
            $0.lastBeatMs = MonotonicClock.nowMs()
        }
    }

    /// Everything that is shown, at one moment.
    package func snapshot() -> AreaSnapshot {
        shown.withLock {
            AreaSnapshot(
                isRegisterLoaded: $0.isRegisterLoaded, counts: $0.counts,
                incidents: $0.incidents, published: $0.published, belief: $0.belief,
                engineNow: $0.engineNow, nextDue: $0.nextDue, turns: $0.turns,
                registerEntries: $0.registerEntries,
                msSinceBeat: MonotonicClock.nowMs() - $0.lastBeatMs,
                oldestWaitingSinceMs: exchange.oldestWaitingSinceMs,
                relayFailure: exchange.failure, refusedOutputs: exchange.refused,
                isRelayReady: exchange.isReady,
                statistics: $0.statistics.merging(
                    exchange.statistics.map { [.relay: $0] } ?? [:]
                ) { $1 })
        }
    }
}

/// What an area's loop shows of itself at one moment.
package struct AreaSnapshot: Sendable {
    /// Whether the register has been read to the end that it had at start.
    package var isRegisterLoaded: Bool
    /// Current outcomes, by topic.
    package var counts: [OutcomeKey: Int64]
    /// Incidents since start.
    package var incidents: [Incident: Int64]
    /// Events decided since start, by type.
    package var published: [String: Int64]
    /// Whether the wall clock is believed.
    package var belief: TrustedClock.Belief
    /// Engine time at the last turn.
    package var engineNow: Instant?
    /// When the next clock is due, as of the last turn.
    package var nextDue: Instant?
    /// Turns of the loop since start.
    package var turns: Int64
    /// Entries in the index.
    package var registerEntries: Int
    /// Since the loop's last turn.
    package var msSinceBeat: Int64
    /// When the oldest unconfirmed publication was decided.
    package var oldestWaitingSinceMs: Int64?
    /// Why the relay stopped, if it did.
    package var relayFailure: RelayFailure?
    /// Events since start that no topic took.
    package var refusedOutputs: Int
    /// Whether the relay has fenced and read back.
    package var isRelayReady: Bool
    /// What librdkafka last said of each of its clients.
    package var statistics: [BusClient: ClientStatistics]
}
