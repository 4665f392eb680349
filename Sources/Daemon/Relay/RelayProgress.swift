// SPDX-License-Identifier: Apache-2.0

package import Bus
import Foundation
import Ledger
import Synchronization

/// How far publications are confirmed by the broker.
package struct RelayProgress: Equatable, Sendable {
    /// Every publication of frames up to and including this one is confirmed.
    package var frame: Int64
    /// The next offset after the last confirmed record, by output partition.
    package var offsets: [TopicPartition: Int64]
}

extension RelayProgress {
    /// How far a ledger says that its publications are confirmed.
    init(_ ledger: some LedgerReads) throws(LedgerError) {
        var names: [UInt16: String] = [:]
        for topic in try ledger.topics() { names[topic.id] = topic.name }
        frame = try ledger.relayCursor(Journal.relayName)?.frame ?? 0
        offsets = [:]
        for entry in try ledger.relayOffsets() {
            guard let name = names[entry.topic] else { continue }
            offsets[TopicPartition(name, entry.partition)] = entry.offset
        }
    }
}

/// What the relay and the area's loop tell each other. The relay never writes the ledger: its
/// progress is committed by the loop with the next batch.
package final class RelayExchange: Sendable {
    private struct State {
        var head: Int64 = 0
        var progress: RelayProgress?
        var isProgressNew = false
        var late: [LateConfirmation] = []
        /// Commits that are not confirmed yet, oldest first: the last frame of each, and when its
        /// first one was decided.
        var waiting: [(seq: Int64, at: Int64)] = []
        var hasPeeked = false
        var failure: RelayFailure?
        var refused = 0
        var isReady = false
        var statistics: ClientStatistics?
    }

    private let state = Mutex(State())
    private let bell = NSCondition()

    /// An exchange before anything was committed or confirmed.
    package init() {}

    /// More commits than this are remembered as one: an outage can be long.
    private static let waitingMax = 1000

    /// Where a ledger stands that was just opened: its last frame, how far its publications are
    /// confirmed, and when the first unconfirmed frame was decided.
    func begin(head: Int64, confirmed: RelayProgress, oldestWaitingSinceMs: Int64?) {
        state.withLock { state in
            state.head = head
            state.progress = confirmed
            state.waiting = oldestWaitingSinceMs.map { [(head, $0)] } ?? []
        }
    }

    /// The last committed frame, told by the loop, and the engine time of the commit (ms).
    package func frameCommitted(_ seq: Int64, at: Int64) {
        state.withLock { state in
            guard seq > state.head else { return }
            state.head = seq
            if state.waiting.count < RelayExchange.waitingMax {
                state.waiting.append((seq, at))
            } else {
                state.waiting[RelayExchange.waitingMax - 1].seq = seq
            }
        }
        bell.lock()
        bell.broadcast()
        bell.unlock()
    }

    /// Waits until there are frames beyond `seq`, at most `ms` milliseconds.
    func waitForFrames(beyond seq: Int64, ms: Int) {
        let limit = Date(timeIntervalSinceNow: Double(ms) / 1000)
        bell.lock()
        defer { bell.unlock() }
        while head <= seq {
            guard bell.wait(until: limit) else { return }
        }
    }

    /// Whether everything that is committed is confirmed.
    package var isIdle: Bool {
        state.withLock { ($0.progress?.frame ?? 0) >= $0.head }
    }

    /// The last committed frame that the relay has been told of.
    var head: Int64 { state.withLock { $0.head } }

    /// Progress not yet taken, if any.
    package func takeProgress() -> (progress: RelayProgress?, late: [LateConfirmation]) {
        state.withLock { state in
            let result = (state.isProgressNew ? state.progress : nil, state.late)
            state.isProgressNew = false
            state.late = []
            return result
        }
    }

    func confirm(_ progress: RelayProgress, late: [LateConfirmation]) {
        state.withLock { state in
            state.progress = progress
            state.isProgressNew = true
            state.late += late
            state.waiting.removeAll { $0.seq <= progress.frame }
        }
    }

    /// Engine time at which the oldest unconfirmed frame was decided, whether or not the relay has
    /// come to it; nil when all are confirmed.
    package var oldestWaitingSinceMs: Int64? { state.withLock { $0.waiting.first?.at } }

    /// Whether the relay has looked for events that this ledger does not know. Before that the
    /// loop decides nothing: an older ledger would decide them again, and then know them.
    var hasPeeked: Bool { state.withLock { $0.hasPeeked } }

    func setPeeked() { state.withLock { $0.hasPeeked = true } }

    /// Events since start that no topic took: they are in the ledger only.
    package var refused: Int { state.withLock { $0.refused } }

    func noteRefused(_ count: Int) { state.withLock { $0.refused += count } }

    /// Why the relay has stopped for good, if it has.
    package var failure: RelayFailure? { state.withLock { $0.failure } }

    func fail(_ failure: RelayFailure) {
        state.withLock { $0.failure = failure }
    }

    /// Whether the relay has peeked, fenced and read back.
    package var isReady: Bool { state.withLock { $0.isReady } }

    func setReady() {
        state.withLock { $0.isReady = true }
    }

    /// What librdkafka last said of the relay's producer.
    package var statistics: ClientStatistics? { state.withLock { $0.statistics } }

    func note(_ statistics: ClientStatistics) {
        state.withLock { $0.statistics = statistics }
    }
}

/// A notice that the broker confirmed only long after it was decided: its rung's wait starts anew
/// (DUTIES.tsv §4).
package struct LateConfirmation: Hashable, Sendable {
    /// The publication's subject.
    package var subject: String
    /// The obligation's id.
    package var obligation: String
}

/// Why the relay stops for good.
package enum RelayFailure: Error, Equatable, Sendable {
    /// The topic holds events of this area that this ledger never decided.
    case unknownEvents(count: Int, example: String, topic: String)
    /// Another daemon of this area has taken over.
    case fenced(String)
    /// The broker refuses for good.
    case fatal(String)

    /// What an operator reads.
    package var text: String {
        switch self {
        case .unknownEvents(let count, let example, let topic):
            """
            the topic \(topic) holds \(count) events of this area that this ledger never decided \
            (first: \(example)): the ledger is older than the topic, or another daemon runs for \
            this area. Nothing was sent. Restore the newest ledger, or stop the other daemon.
            """
        case .fenced(let reason):
            "another daemon of this area has taken over publishing (\(reason)); this one stops"
        case .fatal(let reason):
            "the broker refuses this relay for good: \(reason)"
        }
    }
}
