// SPDX-License-Identifier: Apache-2.0

/// Where an input came from: a record of a topic, and the message within it.
package struct InputReference: Hashable, Sendable {
    /// The topic's number in this ledger (`Writer.topic(named:)`).
    package let topic: UInt16
    /// The partition of the topic.
    package let partition: Int32
    /// The record's offset in the partition.
    package let offset: Int64
    /// The message within the record: 0 unless the record is a batch.
    package let index: UInt32

    /// A reference to one message of one record.
    package init(topic: UInt16, partition: Int32, offset: Int64, index: UInt32 = 0) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.index = index
    }

    /// The fixed 18 bytes of the frame header and of associated data.
    var encoded: Bytes {
        var bytes = Bytes()
        bytes.reserveCapacity(18)
        bytes.append(bigEndian: topic)
        bytes.append(bigEndian: partition)
        bytes.append(bigEndian: offset)
        bytes.append(bigEndian: index)
        return bytes
    }
}
