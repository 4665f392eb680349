// SPDX-License-Identifier: Apache-2.0

/// Names one partition of one topic.
package struct TopicPartition: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The topic's name as the broker knows it.
    package var topic: String
    /// The partition's number, counted from 0.
    package var partition: Int32

    /// Names partition `partition` of `topic`.
    package init(_ topic: String, _ partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// Orders by topic (by Unicode scalars), then by partition, so that a listing is the same on
    /// every run.
    package static func < (left: Self, right: Self) -> Bool {
        left.topic == right.topic ? left.partition < right.partition : left.topic < right.topic
    }

    /// `topic[partition]`, the form Kafka's own tools print.
    package var description: String { "\(topic)[\(partition)]" }
}

/// Where reading a partition begins, or goes on.
package enum Position: Hashable, Sendable {
    /// The next offset to be read. Out of the log's range, it is reported as a gap.
    case offset(Int64)
    /// The oldest record that the broker still holds.
    case beginning
    /// Only what is written from now on.
    case end
}

/// The range of offsets that a partition holds at one moment.
package struct Watermarks: Hashable, Sendable {
    /// The oldest offset still held. Equal to `high` when the partition is empty.
    package let low: Int64
    /// The offset that comes next after everything readable. Under `Isolation.readCommitted` it
    /// stops before the first transaction still open (the last stable offset).
    package let high: Int64

    /// A range from `low` up to and not including `high`.
    package init(low: Int64, high: Int64) {
        self.low = low
        self.high = high
    }
}
