// SPDX-License-Identifier: Apache-2.0

package import Bus

/// What the relay needs to know of its surroundings.
package struct RelaySettings: Sendable {
    /// Where to publish.
    package var topics: TopicNames
    /// `/keywatch/<area>`.
    package var source: String
    /// How to reach the broker.
    package var bus: BusConfiguration
    /// `keywatch-<area>-relay`: the name that fences.
    package var transactionalID: String

    /// The relay of an area.
    package init(area: String, topics: TopicNames, bus: BusConfiguration) {
        self.topics = topics
        source = "/keywatch/\(area)"
        self.bus = bus
        transactionalID = "keywatch-\(area)-relay"
    }
}
