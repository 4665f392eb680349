// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications

/// The OpenMetrics text of a snapshot. Labels are topics, outcomes and types: never a person.
package enum MetricsPage {
    /// The media type of the page.
    package static let mediaType =
        "application/openmetrics-text; version=1.0.0; charset=utf-8"

    /// The page.
    package static func text(_ snapshot: AreaSnapshot) -> String {
        var lines: [String] = []
        family(
            &lines, "keywatch_notifications", "counter",
            "Input records by topic and current outcome.")
        let counts = snapshot.counts.sorted {
            ($0.key.topic, $0.key.outcome.code) < ($1.key.topic, $1.key.outcome.code)
        }
        for (key, count) in counts {
            let labels = "topic=\"\(key.topic)\",outcome=\"\(key.outcome.rawValue)\""
            lines.append("keywatch_notifications_total{\(labels)} \(count)")
        }
        family(&lines, "keywatch_events", "counter", "Events decided since start, by type.")
        for (type, count) in snapshot.published.sorted(by: { $0.key < $1.key }) {
            lines.append("keywatch_events_total{type=\"\(type)\"} \(count)")
        }
        family(&lines, "keywatch_incidents", "counter", "What an operator should look into.")
        for incident in Incident.allCases {
            let count = snapshot.incidents[incident] ?? 0
            lines.append("keywatch_incidents_total{kind=\"\(incident.rawValue)\"} \(count)")
        }
        gauge(&lines, "keywatch_ready", "1 when ready.", Readiness(snapshot).isReady ? 1 : 0)
        gauge(
            &lines, "keywatch_register_entries", "Entries of the register in the index.",
            Int64(snapshot.registerEntries))
        gauge(
            &lines, "keywatch_clock_believed", "1 while the wall clock is believed.",
            snapshot.belief == .believed ? 1 : 0)
        let waiting = snapshot.oldestWaitingSinceMs.flatMap { since in
            snapshot.engineNow.map { max(0, $0.milliseconds - since) / 1000 }
        }
        gauge(
            &lines, "keywatch_oldest_unconfirmed_output_seconds",
            "Age of the oldest output that the broker has not confirmed.", waiting ?? 0)
        gauge(
            &lines, "keywatch_loop_idle_seconds", "Seconds since the loop's last turn.",
            snapshot.msSinceBeat / 1000)
        bus(&lines, snapshot.statistics)
        lines.append("# EOF")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func bus(
        _ lines: inout [String], _ statistics: [BusClient: ClientStatistics]
    ) {
        let clients = BusClient.allCases.compactMap { client in
            statistics[client].map { (label: "client=\"\(client.rawValue)\"", said: $0) }
        }
        family(&lines, "keywatch_bus_brokers", "gauge", "Brokers by client and connection.")
        for (label, said) in clients {
            lines.append("keywatch_bus_brokers{\(label),state=\"up\"} \(said.brokersUp)")
            let down = said.brokersKnown - said.brokersUp
            lines.append("keywatch_bus_brokers{\(label),state=\"not-connected\"} \(down)")
        }
        family(
            &lines, "keywatch_bus_round_trip_seconds", "gauge",
            "The slowest broker's round trip, 99th percentile of the last window.")
        for (label, said) in clients {
            guard let trip = said.roundTripUs else { continue }
            lines.append("keywatch_bus_round_trip_seconds{\(label)} \(Double(trip) / 1e6)")
        }
        family(
            &lines, "keywatch_bus_records_waiting", "gauge",
            "Records that wait in the client for the broker.")
        for (label, said) in clients {
            lines.append("keywatch_bus_records_waiting{\(label)} \(said.recordsWaiting)")
        }
        family(
            &lines, "keywatch_input_lag_records", "gauge",
            "Records between the last one read and the end of the topic.")
        let lag = clients.flatMap { Array($0.said.lag) }.sorted { $0.key < $1.key }
        for (topic, records) in lag {
            lines.append("keywatch_input_lag_records{topic=\"\(topic)\"} \(records)")
        }
    }

    private static func family(
        _ lines: inout [String], _ name: String, _ type: String, _ help: String
    ) {
        lines.append("# TYPE \(name) \(type)")
        lines.append("# HELP \(name) \(help)")
    }

    private static func gauge(
        _ lines: inout [String], _ name: String, _ help: String, _ value: Int64
    ) {
        family(&lines, name, "gauge", help)
        lines.append("\(name) \(value)")
    }
}
