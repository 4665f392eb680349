// SPDX-License-Identifier: Apache-2.0

package import Bus
import Foundation
import Synchronization

/// How far publications are confirmed by the broker.
package struct RelayProgress: Equatable, Sendable {
    /// Every publication of frames up to and including this one is confirmed.
    package var frame: Int64
    /// The next offset after the last confirmed record, by output partition.
    package var offsets: [TopicPartition: Int64]
}

/// What the relay and the area's loop tell each other. The relay never writes the ledger: its
/// progress is committed by the loop with the next batch.
package final class RelayExchange: Sendable {
    private struct State {
        var head: Int64 = 0
        var progress: RelayProgress?
        var isProgressNew = false
        var late: [LateConfirmation] = []
        var oldestWaitingSinceMs: Int64?
        var failure: RelayFailure?
        var refused = 0
        var isReady = false
    }

    private let state = Mutex(State())
    private let bell = NSCondition()

    /// An exchange before anything was committed or confirmed.
    package init() {}

    /// The last committed frame, told by the loop.
    package func frameCommitted(_ seq: Int64) {
        state.withLock { $0.head = max($0.head, seq) }
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
        state.withLock { state in
            state.oldestWaitingSinceMs == nil && (state.progress?.frame ?? 0) >= state.head
        }
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
        state.withLock {
            $0.progress = progress
            $0.isProgressNew = true
            $0.late += late
        }
    }

    /// Engine time at which the oldest unconfirmed publication was decided; nil when all are
    /// confirmed.
    package var oldestWaitingSinceMs: Int64? { state.withLock { $0.oldestWaitingSinceMs } }

    func setOldestWaiting(_ since: Int64?) {
        state.withLock { $0.oldestWaitingSinceMs = since }
    }

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
