// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework

/// Reads one record again from its topic.
enum Reread {
    /// The broker has the record and does not give it: that says nothing about the record.
    struct Delayed: Error {}

    /// How long one record may take to come.
    private static let waitMs: Int64 = 5000

    /// The record at a position, or nil when the topic no longer holds it. Throws when the broker
    /// cannot be asked: what it may hold must not be taken for gone.
    static func record(
        at position: InputPosition, with reader: Bus.Reader
    ) throws -> Record? {
        let at = TopicPartition(position.topic, position.partition)
        let marks = try reader.watermarks(of: at, timeoutMs: 5000)
        guard position.offset >= marks.low, position.offset < marks.high else { return nil }
        try reader.assign([at: .offset(position.offset)])
        let deadline = MonotonicClock.nowMs() + waitMs
        while MonotonicClock.nowMs() < deadline {
            let batch = try reader.fetch(max: 1, timeoutMs: 100)
            guard let record = batch.records.first else {
                // Only what is left of a transaction that was taken back can stand there.
                if reader.hasRead(to: [at: marks.high]) { return nil }
                continue
            }
            return record.offset == position.offset ? record : nil
        }
        throw Delayed()
    }
}
