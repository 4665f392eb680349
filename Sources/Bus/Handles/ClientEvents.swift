// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What librdkafka's callbacks have told about one client.
///
/// Log lines come on librdkafka's own threads, all else on the thread that polls; everything that
/// changes is behind one mutex.
final class ClientEvents: Sendable {
    /// What the callbacks write.
    struct State: Sendable {
        var statistics: [UInt8]?
        var failures: [BusFailure] = []
        var commitFailures = 0
        var deliveries = Deliveries()
    }

    let state = Mutex(State())
    let log: (@Sendable (BusLogLine) -> Void)?

    init(log: (@Sendable (BusLogLine) -> Void)?) { self.log = log }

    func record(_ failure: BusFailure) {
        state.withLock { state in
            // Bounded: while nobody takes them, the oldest are as good as the newest.
            if state.failures.count < Limits.pendingFailuresMax { state.failures.append(failure) }
        }
    }

    func takeFailures() -> [BusFailure] {
        state.withLock { state in
            defer { state.failures.removeAll() }
            return state.failures
        }
    }

    var statistics: [UInt8]? { state.withLock { $0.statistics } }
}
