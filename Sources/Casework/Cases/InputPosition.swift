// SPDX-License-Identifier: Apache-2.0

/// Where an input stood: a record of a topic and, in a batch, its place there.
package struct InputPosition: Hashable, Sendable, Codable, Comparable {
    /// The topic's name.
    package var topic: String
    /// The partition.
    package var partition: Int32
    /// The record's offset.
    package var offset: Int64
    /// The message's place in a batch; 0 for a single message.
    package var index: UInt32

    /// A position by its four parts.
    package init(topic: String, partition: Int32, offset: Int64, index: UInt32 = 0) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.index = index
    }

    /// `topic/partition/offset`, with `/index` behind it in a batch.
    package var text: String {
        index == 0
            ? "\(topic)/\(partition)/\(offset)" : "\(topic)/\(partition)/\(offset)/\(index)"
    }

    /// Topic, partition, offset, index.
    package static func < (left: InputPosition, right: InputPosition) -> Bool {
        (left.topic, left.partition, left.offset, left.index)
            < (right.topic, right.partition, right.offset, right.index)
    }
}
