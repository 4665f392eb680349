// SPDX-License-Identifier: Apache-2.0

/// A header of a record. Names may repeat; their order is kept.
package struct Header: Hashable, Sendable {
    /// The header's name, in UTF-8 without a zero byte.
    package var name: String
    /// The header's bytes, or nil for Kafka's null, which is not the same as no bytes.
    package var value: [UInt8]?

    /// A header called `name` that holds `value`.
    package init(_ name: String, _ value: [UInt8]?) {
        self.name = name
        self.value = value
    }
}

/// Who set a record's timestamp.
package enum TimestampKind: Hashable, Sendable {
    /// The record has no timestamp (message format 0).
    case none
    /// The producer's clock: it proves nothing about the time at the broker.
    case create
    /// The broker's clock when it appended the record.
    case logAppend
}

/// A record as it was read, owning its bytes.
package struct Record: Hashable, Sendable {
    /// The topic it was read from.
    package let topic: String
    /// The partition it was read from.
    package let partition: Int32
    /// Its offset in that partition.
    package let offset: Int64
    /// The key's bytes; nil for a null key.
    package let key: [UInt8]?
    /// The value's bytes; nil for a null value (a tombstone), which differs from an empty one.
    package let value: [UInt8]?
    /// The headers in the order in which they were written.
    package let headers: [Header]
    /// Milliseconds since 1970; nil when the record has no timestamp.
    package let timestampMs: Int64?
    /// Who set `timestampMs`.
    package let timestampKind: TimestampKind

    /// A record with these contents; tests and simulations make their own.
    package init(
        topic: String, partition: Int32, offset: Int64, key: [UInt8]?, value: [UInt8]?,
        headers: [Header] = [], timestampMs: Int64? = nil, timestampKind: TimestampKind = .none
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.key = key
        self.value = value
        self.headers = headers
        self.timestampMs = timestampMs
        self.timestampKind = timestampKind
    }

    /// The topic and partition it was read from.
    package var source: TopicPartition { TopicPartition(topic, partition) }

    /// Bytes of key, value, header names and header values together.
    package var size: Int {
        headers.reduce((key?.count ?? 0) + (value?.count ?? 0)) { sum, header in
            sum + header.name.utf8.count + (header.value?.count ?? 0)
        }
    }
}

/// A record to be written.
package struct OutgoingRecord: Hashable, Sendable {
    /// The topic to write to.
    package var topic: String
    /// The partition to write to; nil lets librdkafka's partitioner choose by key.
    package var partition: Int32?
    /// The key's bytes; nil for a null key.
    package var key: [UInt8]?
    /// The value's bytes; nil for a null value (a tombstone).
    package var value: [UInt8]?
    /// The headers, written in this order.
    package var headers: [Header]
    /// The create time in milliseconds since 1970; nil lets librdkafka take the clock.
    package var timestampMs: Int64?

    /// A record for `topic` with these contents.
    package init(
        topic: String, partition: Int32? = nil, key: [UInt8]?, value: [UInt8]?,
        headers: [Header] = [], timestampMs: Int64? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.timestampMs = timestampMs
    }
}
