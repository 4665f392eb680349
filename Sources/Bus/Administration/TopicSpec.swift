// SPDX-License-Identifier: Apache-2.0

/// A topic to be created.
package struct TopicSpec: Hashable, Sendable {
    /// The topic's name.
    package var name: String
    /// How many partitions it gets, at least 1.
    package var partitions: Int32
    /// How many brokers hold each partition; -1 for the broker's own default.
    package var replication: Int32
    /// The topic's configuration by Kafka's names, for example `cleanup.policy`.
    package var config: [String: String]

    /// A topic called `name` of `partitions` partitions.
    package init(
        _ name: String, partitions: Int32, replication: Int32 = -1, config: [String: String] = [:]
    ) {
        self.name = name
        self.partitions = partitions
        self.replication = replication
        self.config = config
    }
}

/// What became of a topic that was to be created.
package enum TopicOutcome: Hashable, Sendable {
    /// It was created just now.
    case created
    /// It was there already, with whatever partitions and configuration it has.
    case existed
    /// The broker, or librdkafka, would not create it.
    case refused(BusFailure)
}
