// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a `rd_kafka_queue_t`.
///
/// `@unchecked Sendable` because a queue is a part of its client and as thread-safe as it is (see
/// `ClientHandle`); the pointer never changes and the deinit runs once.
@safe
struct QueueHandle: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer
    /// Keeps the client until after the queue is destroyed: `deinit`'s body runs first.
    let client: Client

    /// The queue on which a consumer receives everything: records, errors and callbacks.
    init(consumerOf client: Client) throws(BusError) {
        unsafe rd_kafka_poll_set_consumer(client.handle.pointer)
        guard let queue = unsafe rd_kafka_queue_get_consumer(client.handle.pointer) else {
            throw .failed(BusFailure("consumer queue", RD_KAFKA_RESP_ERR__UNKNOWN_GROUP))
        }
        unsafe pointer = queue
        self.client = client
    }

    /// A new queue, for the answer of one request.
    init(newOf client: Client) {
        unsafe pointer = rd_kafka_queue_new(client.handle.pointer)
        self.client = client
    }

    deinit { unsafe rd_kafka_queue_destroy(pointer) }

    /// Makes a call that waits on the queue return.
    func wake() { unsafe rd_kafka_queue_yield(pointer) }
}
