// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// A record where librdkafka has it in memory. It cannot be copied, so it cannot be kept: what is
/// to outlive the closure that receives it must be copied out with `record()`.
@safe
package struct RecordView: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_message_t>
    /// The topic it was read from.
    package let topic: String

    /// Takes over the message, which is destroyed with the view.
    init(owning pointer: UnsafeMutablePointer<rd_kafka_message_t>, topic: String) {
        unsafe self.pointer = pointer
        self.topic = topic
    }

    deinit { unsafe rd_kafka_message_destroy(pointer) }

    /// The partition it was read from.
    package var partition: Int32 { unsafe pointer.pointee.partition }
    /// Its offset in that partition.
    package var offset: Int64 { unsafe pointer.pointee.offset }
    /// Bytes of key and value together; headers are not counted, which would mean parsing them.
    package var size: Int { unsafe pointer.pointee.key_len + pointer.pointee.len }

    /// Milliseconds since 1970 and who said so; nil and `.none` when the record has no timestamp.
    package var timestamp: (ms: Int64?, kind: TimestampKind) {
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let ms = unsafe rd_kafka_message_timestamp(pointer, &type)
        return switch type {
        case RD_KAFKA_TIMESTAMP_CREATE_TIME: (ms, .create)
        case RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME: (ms, .logAppend)
        default: (nil, .none)
        }
    }

    /// Lends the key's bytes; returns nil, without a call, when the key is null.
    package func withKey<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R? {
        guard let key = unsafe pointer.pointee.key else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: key, count: pointer.pointee.key_len)
        return try unsafe bytes.withMemoryRebound(to: UInt8.self) { try unsafe body($0.span) }
    }

    /// Lends the value's bytes; returns nil, without a call, when the value is null.
    package func withValue<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R? {
        guard let value = unsafe pointer.pointee.payload else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: value, count: pointer.pointee.len)
        return try unsafe bytes.withMemoryRebound(to: UInt8.self) { try unsafe body($0.span) }
    }

    /// The headers, copied.
    package var headers: [Header] {
        var list: OpaquePointer?
        guard unsafe rd_kafka_message_headers(pointer, &list) == RD_KAFKA_RESP_ERR_NO_ERROR,
            let list = unsafe list
        else { return [] }
        var headers: [Header] = []
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while unsafe rd_kafka_header_get_all(list, headers.count, &name, &value, &size)
            == RD_KAFKA_RESP_ERR_NO_ERROR
        {
            let bytes = unsafe value.map { start in
                unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: size))
            }
            headers.append(unsafe Header(name.map { unsafe String(cString: $0) } ?? "", bytes))
        }
        return headers
    }

    /// A copy that owns its bytes.
    package func record() -> Record {
        let (timestampMs, kind) = timestamp
        return unsafe Record(
            topic: topic, partition: partition, offset: offset,
            key: Self.bytes(pointer.pointee.key, pointer.pointee.key_len),
            value: Self.bytes(pointer.pointee.payload, pointer.pointee.len),
            headers: headers, timestampMs: timestampMs, timestampKind: kind)
    }

    private static func bytes(_ start: UnsafeMutableRawPointer?, _ count: Int) -> [UInt8]? {
        unsafe start.map { unsafe [UInt8](UnsafeRawBufferPointer(start: $0, count: count)) }
    }
}
