// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Creates topics.
package final class Admin: Sendable {
    private let client: Closable<Client>

    /// An administrator of the cluster. Nothing is connected yet; a wrong property is thrown.
    package init(_ configuration: BusConfiguration) throws(BusError) {
        let conf = try configuration.conf(
            defaults: ["reconnect.backoff.max.ms": "1000"], fixed: [:])
        client = Closable(try Client(.producer, conf, ClientEvents(log: configuration.log)))
    }

    /// Creates these topics, all in one request, and waits at most `timeoutMs` milliseconds.
    /// Returns what became of each. Throws `.notSupported` when the broker cannot create topics
    /// (the embedded one cannot), `.retriable` when it did not answer.
    package func createTopics(_ topics: [TopicSpec], timeoutMs: Int32)
        throws(BusError) -> [String: TopicOutcome]
    {
        let client = try client.current()
        var outcomes: [String: TopicOutcome] = [:]
        let list = NewTopicList()
        for topic in topics {
            if let failure = list.add(topic) { outcomes[topic.name] = .refused(failure) }
        }
        guard list.count > 0 else { return outcomes }
        let queue = QueueHandle(newOf: client)
        let options = AdminOptionsHandle(createTopicsOf: client)
        try options.setTimeout(ms: timeoutMs)
        list.create(client, options, queue)
        guard let event = EventHandle(waitingOn: queue, timeoutMs: timeoutMs) else {
            throw .retriable(BusFailure("create topics", RD_KAFKA_RESP_ERR__TIMED_OUT))
        }
        if let failure = event.failure("create topics") {
            if failure.code == RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE.rawValue {
                throw .notSupported("creating topics")
            }
            throw BusError(failure)
        }
        for (name, code, reason) in event.createdTopics {
            switch code {
            case RD_KAFKA_RESP_ERR_NO_ERROR: outcomes[name] = .created
            case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: outcomes[name] = .existed
            default:
                outcomes[name] = .refused(
                    BusFailure("create topic \(name)", code, reason: reason))
            }
        }
        return outcomes
    }

    /// Ends it. Every later call throws `.closed`. Safe to call twice.
    package func close() { _ = client.take() }
}
