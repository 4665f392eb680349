// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a local `rd_kafka_topic_t`; it creates nothing at the broker.
@safe
struct TopicHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ name: String, of client: Client) throws(BusError) {
        guard let topic = unsafe rd_kafka_topic_new(client.handle.pointer, name, nil) else {
            throw BusError(BusFailure("topic \(name)", rd_kafka_last_error()))
        }
        unsafe pointer = topic
    }

    deinit { unsafe rd_kafka_topic_destroy(pointer) }
}

/// Owns a `rd_kafka_metadata`.
@safe
struct MetadataHandle: ~Copyable {
    private let pointer: UnsafePointer<rd_kafka_metadata>

    init(owning pointer: UnsafePointer<rd_kafka_metadata>) { unsafe self.pointer = pointer }

    deinit { unsafe rd_kafka_metadata_destroy(pointer) }

    /// The number of partitions and the error of the first topic that is called `name`.
    func partitions(of name: String) -> (count: Int, code: rd_kafka_resp_err_t)? {
        for index in 0..<Int(unsafe pointer.pointee.topic_cnt) {
            let topic = unsafe pointer.pointee.topics[index]
            guard unsafe String(cString: topic.topic) == name else { continue }
            return unsafe (Int(topic.partition_cnt), topic.err)
        }
        return nil
    }
}
