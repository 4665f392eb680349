// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Logging
import Notifications

extension Relay {
    /// Sends publications in one transaction. What the broker refuses for good is parked: its
    /// smallest form goes in its place, or, where even that is refused, the operator is alarmed,
    /// so that one record or one topic never holds up the others.
    ///
    /// A transaction that did not commit is read back and tried once more here; if it fails again
    /// the relay starts anew, after a pause.
    func send(
        _ publications: [Publication], with producer: FencedProducer, isSecondTry: Bool = false
    ) throws {
        guard !publications.isEmpty else { return }
        do {
            let reports = try producer.send(publications.map(record), timeoutMs: 30_000)
            try park(confirmed(publications, reports), with: producer)
        } catch BusError.readBackBeforeSending(let failure, let refused) where !isSecondTry {
            landed.merge(try readBack()) { _, new in new }
            let left = publications.enumerated().filter { landed[$0.element.id] == nil }
            let parked = left.filter { refused[$0.offset] != nil }.map(\.element)
            let kept = left.filter { refused[$0.offset] == nil }.map(\.element)
            if refused.isEmpty, failure.isPermanentRefusal {
                return try sendEachTopicAlone(kept, failure, with: producer)
            }
            try send(kept, with: producer, isSecondTry: true)
            try park(parked, with: producer)
        }
    }

    /// Takes note of what was delivered; returns what was refused for good.
    private func confirmed(
        _ publications: [Publication], _ reports: [DeliveryReport]
    ) throws -> [Publication] {
        var refused: [Publication] = []
        for (publication, report) in zip(publications, reports) {
            switch report.outcome {
            case .delivered(let offset):
                progress.offsets[TopicPartition(report.topic, report.partition)] = offset + 1
            case .refused: refused.append(publication)
            case .failed(let failure): throw BusError.failed(failure)
            }
        }
        return refused
    }

    /// Rights are missing to one of several topics: the others must not wait for it.
    private func sendEachTopicAlone(
        _ publications: [Publication], _ failure: BusFailure, with producer: FencedProducer
    ) throws {
        let topics = OutputTopic.allCases.filter { topic in
            publications.contains { $0.topic == topic }
        }
        guard topics.count > 1 else { return alarm(publications, failure.name) }
        for topic in topics {
            try send(publications.filter { $0.topic == topic }, with: producer)
        }
    }

    private func park(_ publications: [Publication], with producer: FencedProducer) throws {
        guard !publications.isEmpty else { return }
        log.error(
            "the broker refuses records for good; their smallest form goes in their place",
            metadata: ["count": "\(publications.count)"])
        let smallest = publications.map { publication in
            var small = publication
            small.data = .object(
                publication.data.members.filter {
                    ["alertId", "taskId", "about", "kind", "state"].contains($0.name)
                })
            return small
        }
        let reports = try producer.send(smallest.map(record), timeoutMs: 30_000)
        let refused = try confirmed(smallest, reports)
        if !refused.isEmpty { alarm(refused, "refused") }
    }

    private func alarm(_ publications: [Publication], _ reason: String) {
        exchange.noteRefused(publications.count)
        for publication in publications {
            log.critical(
                "an event cannot be published and is kept in the ledger only",
                metadata: [
                    "topic": "\(topics.output(publication.topic))", "event": "\(publication.id)",
                    "reason": "\(reason)",
                ])
        }
    }

    private func record(_ publication: Publication) -> OutgoingRecord {
        OutgoingRecord(
            topic: topics.output(publication.topic), key: Array(publication.subject.utf8),
            value: publication.cloudEvent(source: source).utf8,
            headers: [
                Header("content-type", Array("application/cloudevents+json".utf8))
            ])
    }
}
