// SPDX-License-Identifier: Apache-2.0

import Notifications

/// A client of the bus, as metrics name it.
package enum BusClient: String, CaseIterable, Sendable {
    /// Reads the register and the answers.
    case state
    /// Reads notifications.
    case news
    /// Publishes.
    case relay
}

/// What librdkafka says of one of its clients (its STATISTICS.md): the members that an operator
/// asks about at night, and none of its hundreds of others.
package struct ClientStatistics: Equatable, Sendable {
    /// How often librdkafka is asked for them, unless the configuration says otherwise.
    static let everyMs: Int64 = 10_000

    /// Brokers of the cluster that the client knows.
    package var brokersKnown = 0
    /// Brokers to which it has a working connection.
    package var brokersUp = 0
    /// The 99th percentile of the slowest broker's round trip in the last window, microseconds;
    /// nil before the first answer.
    package var roundTripUs: Int64?
    /// Records that wait in the client for the broker.
    package var recordsWaiting: Int64 = 0
    /// Records between what was handed out and the end of the topic, by topic; empty for a
    /// producer.
    package var lag: [String: Int64] = [:]

    /// The statistics of a client's JSON, or nil when it is not such JSON.
    package init?(json bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), json["type"]?.string != nil else {
            return nil
        }
        for broker in json["brokers"]?.members.map(\.value) ?? [] {
            // Bootstrap addresses and the coordinator's alias have no node id.
            guard let node = broker["nodeid"]?.integer, node >= 0 else { continue }
            brokersKnown += 1
            if broker["state"]?.string == "UP" { brokersUp += 1 }
            if let trip = broker["rtt"]?["p99"]?.integer, trip > 0 {
                roundTripUs = max(roundTripUs ?? 0, trip)
            }
        }
        recordsWaiting = json["msg_cnt"]?.integer ?? 0
        guard json["type"]?.string == "consumer" else { return }
        for topic in json["topics"]?.members ?? [] {
            lag[topic.name] = ClientStatistics.lag(of: topic.value)
        }
    }

    private static func lag(of topic: JSONValue) -> Int64 {
        var sum: Int64 = 0
        for partition in topic["partitions"]?.members.map(\.value) ?? [] {
            // −1001 and the like stand for offsets that are not known.
            guard let end = partition["ls_offset"]?.integer, end >= 0,
                let next = partition["app_offset"]?.integer, next >= 0
            else { continue }
            sum += max(0, end - next)
        }
        return sum
    }
}
