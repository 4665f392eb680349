// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Daemon
import ServiceLifecycle
import UnixSignals

/// `keywatch broker`: the embedded broker as its own process.
struct BrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker", abstract: "Runs a small Kafka-protocol broker on this machine.",
        discussion: """
            For trying things out and for tests: one broker, in memory, at most 5 MiB or 100,000 \
            messages a partition; its content ends with the process. Any Kafka client can use it.
            """)

    @Option(name: .long, help: "The port; 0 takes any free one.")
    var port = 9092

    @Option(name: .long, help: "Partitions of each topic.")
    var partitions: Int32 = 4

    func run() async throws {
        let broker = try Faults.reported {
            try EmbeddedBroker(
                port: port, topics: TopicNames().specifications(partitions: partitions))
        }
        Terminal.data("bootstrap: \(broker.bootstrap)")
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        for await _ in signals { break }
        broker.close()
    }
}
