// SPDX-License-Identifier: Apache-2.0

package import Bus
package import Casework

/// Everything that an area's loop needs and does not change.
package struct AreaSetup: Sendable {
    /// Rules, calendar, people and hashes, as loaded at start.
    package var context: DecisionContext
    /// The topics' names.
    package var topics: TopicNames
    /// How to reach the broker.
    package var bus: BusConfiguration
    /// Where time comes from.
    package var time: any TimeReadings
    /// Whether the broker is the embedded one, whose cluster is new at every start.
    package var isEmbeddedBroker: Bool

    /// The setup of an area.
    package init(
        context: DecisionContext, topics: TopicNames, bus: BusConfiguration,
        time: any TimeReadings, isEmbeddedBroker: Bool = false
    ) {
        self.context = context
        self.topics = topics
        self.bus = bus
        self.time = time
        self.isEmbeddedBroker = isEmbeddedBroker
    }
}

/// Why an area's loop stops for good.
package enum AreaFailure: Error, Equatable {
    /// The topics live in another cluster than the positions in the ledger.
    case otherCluster(expected: String, found: String)
    /// A topic ends before the position that was read last: it was made anew.
    case topicRecreated(topic: String, partition: Int32)

    /// What an operator reads.
    package var text: String {
        switch self {
        case .otherCluster(let expected, let found):
            """
            the ledger's positions belong to cluster \(expected), the broker says \(found): \
            check bus.bootstrap, or restore the ledger of this cluster
            """
        case .topicRecreated(let topic, let partition):
            """
            \(topic)/\(partition) ends before the last position read: the topic was made anew. \
            Stop the daemon and say where to go on: `keywatch recover --help`
            """
        }
    }
}
