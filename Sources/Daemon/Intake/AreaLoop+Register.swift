// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Logging
import Register

extension AreaLoop {
    /// Reads the register and the answers to the end that they have now, before any notification
    /// is decided and before any clock fires.
    func catchUp() throws {
        let ends = try ends(of: Array(stateReader.assigned.keys))
        while !state.isStopping, !stateReader.hasRead(to: ends) {
            try readState(timeoutMs: 100)
            try commit()
            beat()
        }
        guard !state.isStopping else { return }
        caughtUp = true
        state.setRegisterLoaded()
        log.info("register loaded", metadata: ["entries": "\(engine.identity.count)"])
    }

    /// Reads the register past the end that it has at this moment; true when it took too long.
    func readRegisterPastItsEnd() throws -> Bool {
        let register = setup.topics.input(.register)
        let partitions = stateReader.assigned.keys.filter { $0.topic == register }
        let ends = try ends(of: Array(partitions))
        let deadline = MonotonicClock.nowMs() + AreaLoop.registerWaitMs
        while !stateReader.hasRead(to: ends) {
            if MonotonicClock.nowMs() > deadline {
                state.note(.registerLag)
                return true
            }
            try readState(timeoutMs: 20)
        }
        return false
    }

    /// The ends that partitions have at this moment; empty ones are left out.
    private func ends(of partitions: [TopicPartition]) throws -> [TopicPartition: Int64] {
        try queries.watermarks(of: partitions, timeoutMs: 10_000)
            .filter { $0.value.high > $0.value.low }.mapValues(\.high)
    }

    func readState(timeoutMs: Int32) throws {
        let batch = try stateReader.fetch(max: AreaLoop.stateRecordsPerRead, timeoutMs: timeoutMs)
        try note(batch.events, stateReader)
        for record in batch.records { try decide(record, registerLag: false) }
    }
}
