// SPDX-License-Identifier: Apache-2.0

/// How far a relay has got: the outbox is this cursor over the frames.
package struct RelayCursor: Equatable, Sendable {
    /// The relay's name.
    package var name: String
    /// The frame of the last effect that is done; 0 before the first.
    package var frame: Int64
    /// The place of that effect within its frame.
    package var index: Int64

    /// A cursor of one relay.
    package init(name: String, frame: Int64, index: Int64) {
        self.name = name
        self.frame = frame
        self.index = index
    }
}

/// The last offset of an output partition that the broker confirmed.
package struct RelayOffset: Equatable, Sendable {
    /// The output topic's number.
    package var topic: UInt16
    /// The partition.
    package var partition: Int32
    /// The confirmed offset.
    package var offset: Int64

    /// An offset of one partition.
    package init(topic: UInt16, partition: Int32, offset: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}
