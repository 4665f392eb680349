// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns `rd_kafka_NewTopic_t` objects.
@safe
final class NewTopicList {
    private var topics: [OpaquePointer?] = unsafe []

    var count: Int { unsafe topics.count }

    // By index: the formatter joins the words of `for unsafe topic`.
    deinit { for index in 0..<count { unsafe rd_kafka_NewTopic_destroy(topics[index]) } }

    /// Adds a topic, or returns why librdkafka would not even ask for it.
    func add(_ spec: TopicSpec) -> BusFailure? {
        var text = [CChar](repeating: 0, count: 512)
        let raw = unsafe rd_kafka_NewTopic_new(
            spec.name, spec.partitions, spec.replication, &text, text.count)
        guard let topic = unsafe raw else {
            let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            return BusFailure(
                "create topic \(spec.name)", RD_KAFKA_RESP_ERR__INVALID_ARG,
                reason: String(decoding: bytes, as: UTF8.self))
        }
        unsafe topics.append(topic)
        for (name, value) in spec.config.sorted(by: { $0.key < $1.key }) {
            let code = unsafe rd_kafka_NewTopic_set_config(topic, name, value)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                unsafe topics.removeLast()
                unsafe rd_kafka_NewTopic_destroy(topic)
                return BusFailure("create topic \(spec.name)", code)
            }
        }
        return nil
    }

    /// Asks for all of them; the answer comes on `queue`.
    func create(
        _ client: Client, _ options: borrowing AdminOptionsHandle, _ queue: borrowing QueueHandle
    ) {
        unsafe topics.withUnsafeMutableBufferPointer { topics in
            unsafe rd_kafka_CreateTopics(
                client.handle.pointer, topics.baseAddress, topics.count, options.pointer,
                queue.pointer)
        }
    }
}

/// Owns a `rd_kafka_AdminOptions_t`.
@safe
struct AdminOptionsHandle: ~Copyable {
    let pointer: OpaquePointer?

    init(createTopicsOf client: Client) {
        unsafe pointer = rd_kafka_AdminOptions_new(
            client.handle.pointer, RD_KAFKA_ADMIN_OP_CREATETOPICS)
    }

    deinit { if let pointer = unsafe pointer { unsafe rd_kafka_AdminOptions_destroy(pointer) } }

    /// Bounds both the wait for a broker and the broker's own work.
    func setTimeout(ms: Int32) throws(BusError) {
        var code = unsafe rd_kafka_AdminOptions_set_request_timeout(pointer, ms, nil, 0)
        if code == RD_KAFKA_RESP_ERR_NO_ERROR {
            code = unsafe rd_kafka_AdminOptions_set_operation_timeout(pointer, ms, nil, 0)
        }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw .failed(BusFailure("timeout of \(ms) ms", code))
        }
    }
}

/// Owns a `rd_kafka_event_t`.
@safe
struct EventHandle: ~Copyable {
    private let pointer: OpaquePointer

    /// The next event of the queue; nil when the time passes without one.
    init?(waitingOn queue: borrowing QueueHandle, timeoutMs: Int32) {
        guard let event = unsafe rd_kafka_queue_poll(queue.pointer, timeoutMs) else { return nil }
        unsafe pointer = event
    }

    deinit { unsafe rd_kafka_event_destroy(pointer) }

    func failure(_ operation: String) -> BusFailure? {
        let code = unsafe rd_kafka_event_error(pointer)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        let reason = unsafe rd_kafka_event_error_string(pointer).map {
            unsafe String(cString: $0)
        }
        return BusFailure(operation, code, reason: reason)
    }

    /// Each topic of an answer to a request to create topics, with its code and explanation.
    var createdTopics: [(name: String, code: rd_kafka_resp_err_t, reason: String?)] {
        var count = 0
        guard let result = unsafe rd_kafka_event_CreateTopics_result(pointer),
            let topics = unsafe rd_kafka_CreateTopics_result_topics(result, &count)
        else { return [] }
        return (0..<count).compactMap { index in
            guard let topic = unsafe topics[index],
                let name = unsafe rd_kafka_topic_result_name(topic)
            else { return nil }
            let reason = unsafe rd_kafka_topic_result_error_string(topic).map {
                unsafe String(cString: $0)
            }
            return unsafe (String(cString: name), rd_kafka_topic_result_error(topic), reason)
        }
    }
}
