// SPDX-License-Identifier: Apache-2.0

/// Something that a reader has to tell besides records.
package enum ReaderEvent: Hashable, Sendable {
    /// The position `asked` is not in the log of that partition: records were lost, or the topic
    /// was made anew. That partition is no longer assigned, `add` it again from where reading is to
    /// go on; the others are not disturbed. The watermarks are those at the moment of the event,
    /// or nil when the broker did not answer in time.
    case gap(at: TopicPartition, asked: Int64, Watermarks?)
    /// The topic or the partition does not exist, or no longer does.
    case unknown(TopicPartition)
    /// No broker can be reached. Reading goes on by itself as soon as one can.
    case allBrokersDown
    /// Any other failure, such as missing rights, and the partition it is about when it is about
    /// one.
    case failure(BusFailure, TopicPartition?)
}

/// What one fetch returned.
package struct Batch: Sendable {
    /// The records, in offset order within each partition.
    package var records: [Record]
    /// What else there is to tell.
    package var events: [ReaderEvent]

    /// A batch of these.
    package init(records: [Record] = [], events: [ReaderEvent] = []) {
        self.records = records
        self.events = events
    }

    /// True when the time ran out with nothing to tell.
    package var isEmpty: Bool { records.isEmpty && events.isEmpty }
}
