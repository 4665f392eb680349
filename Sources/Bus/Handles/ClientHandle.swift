// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// What a client does.
package enum ClientRole: Sendable {
    /// Reads records.
    case consumer
    /// Writes records, or administers topics.
    case producer
}

/// Owns a `rd_kafka_t`.
///
/// `@unchecked Sendable`: a `rd_kafka_t` may be used from any number of threads at once ("The
/// librdkafka API is completely thread-safe", librdkafka INTRODUCTION.md, "Threads and
/// callbacks"), the pointer never changes, and the deinit runs once, after the last use, because
/// the handle cannot be copied.
@safe
struct ClientHandle: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer
    /// Where the callbacks write. librdkafka holds an unretained pointer to it, so it must outlive
    /// the `rd_kafka_t`: stored properties are released after the body of `deinit`.
    let events: ClientEvents

    init(_ role: ClientRole, _ conf: consuming ConfHandle, _ events: ClientEvents)
        throws(BusError)
    {
        unsafe ClientCallbacks.install(on: conf.pointer, role: role, events: events)
        let kind = role == .producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER
        var text = [CChar](repeating: 0, count: 512)
        // On failure librdkafka leaves the configuration with the caller.
        guard let raw = unsafe rd_kafka_new(kind, conf.pointer, &text, text.count) else {
            let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
            throw .configuration(
                property: "(all together)", reason: String(decoding: bytes, as: UTF8.self))
        }
        conf.release()
        unsafe self.pointer = raw
        self.events = events
    }

    // Leaving a group and committing is nothing that any client here needs, and a close that
    // waits for a dead broker would be.
    deinit { unsafe rd_kafka_destroy_flags(pointer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE) }

    /// The error that made the client unusable, if there is one.
    var fatalFailure: BusFailure? {
        var text = [CChar](repeating: 0, count: 512)
        let code = unsafe rd_kafka_fatal_error(pointer, &text, text.count)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        let bytes = text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return BusFailure("client", code, reason: String(decoding: bytes, as: UTF8.self))
    }
}

/// A shared owner of a client: whoever uses the client at the moment keeps it alive, and the last
/// to let go destroys it.
final class Client: Sendable {
    let handle: ClientHandle

    init(_ role: ClientRole, _ conf: consuming ConfHandle, _ events: ClientEvents)
        throws(BusError)
    {
        handle = try ClientHandle(role, conf, events)
    }
}

/// A place for something that `close()` takes away while other threads may be using it: they
/// finish with what they borrowed, later ones meet `BusError.closed`.
struct Closable<Value: AnyObject & Sendable>: ~Copyable, Sendable {
    private let value: Mutex<Value?>

    init(_ value: Value) { self.value = Mutex(value) }

    func current() throws(BusError) -> Value {
        guard let value = value.withLock({ $0 }) else { throw .closed }
        return value
    }

    func take() -> Value? {
        value.withLock { value in
            defer { value = nil }
            return value
        }
    }
}
