// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging

extension AreaLoop {
    func refreshAssignments() throws {
        guard MonotonicClock.nowMs() >= nextMetadataMs else { return }
        let names = InputTopic.allCases.map(setup.topics.input)
        let counts = try queries.partitions(of: names, timeoutMs: 10_000)
        if clusterID.isEmpty { clusterID = try queries.clusterID(timeoutMs: 10_000) }
        for topic in InputTopic.allCases {
            let reader = topic.isState ? stateReader : newsReader
            let name = setup.topics.input(topic)
            var new: [TopicPartition: Bus.Position] = [:]
            for partition in 0..<Int32(counts[name] ?? 0) {
                let at = TopicPartition(name, partition)
                guard reader.assigned[at] == nil else { continue }
                new[at] = try begin(at)
            }
            if !new.isEmpty { try reader.add(new) }
        }
        nextMetadataMs = MonotonicClock.nowMs() + AreaLoop.metadataMs
        for (client, reader) in [(BusClient.state, stateReader), (.news, newsReader)] {
            guard let said = reader.statistics.flatMap(ClientStatistics.init(json:)) else {
                continue
            }
            state.show(said, of: client)
        }
    }

    /// Where a partition is read from: after what is durable, else from its beginning.
    func begin(_ at: TopicPartition) throws -> Bus.Position {
        let id = try journal.topic(named: at.topic)
        guard let known = try journal.writer.position(topic: id, partition: at.partition) else {
            return .beginning
        }
        if let cluster = known.cluster, !cluster.isEmpty, !clusterID.isEmpty,
            cluster != clusterID, !setup.isEmbeddedBroker
        {
            throw AreaFailure.otherCluster(expected: cluster, found: clusterID)
        }
        return .offset(known.nextOffset)
    }

    func note(_ events: [ReaderEvent], _ reader: Bus.Reader) throws {
        for event in events {
            switch event {
            case .gap(let at, let asked, let marks):
                state.note(.gap)
                let low = marks?.low ?? 0
                log.critical(
                    "records are missing from a topic; ask the senders to send again",
                    metadata: [
                        "topic": "\(at.topic)", "partition": "\(at.partition)",
                        "asked": "\(asked)", "low": "\(low)", "high": "\(marks?.high ?? -1)",
                    ])
                guard let marks, asked < marks.low else {
                    throw AreaFailure.topicRecreated(topic: at.topic, partition: at.partition)
                }
                try keep(
                    engine.noteGap(
                        at.topic, at.partition, from: asked, to: low, now: clock.now()))
                try reader.add([at: .offset(low)])
            case .unknown(let at):
                log.error("a topic or partition is gone", metadata: ["topic": "\(at.topic)"])
            case .allBrokersDown:
                state.note(.busTrouble)
            case .failure(let failure, let at):
                log.error(
                    "the bus reports a fault",
                    metadata: ["reason": "\(failure.name)", "topic": "\(at?.topic ?? "")"])
            }
        }
    }
}
