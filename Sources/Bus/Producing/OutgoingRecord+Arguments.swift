// SPDX-License-Identifier: Apache-2.0
import CRDKafka

extension OutgoingRecord {
    /// Lends the record as the tagged arguments of `rd_kafka_produceva`. They point into its
    /// bytes, which librdkafka copies before it returns.
    func withArguments<R>(
        _ ticket: UInt, _ body: (UnsafeBufferPointer<rd_kafka_vu_t>) -> R
    ) -> R {
        var arguments: [rd_kafka_vu_t] = unsafe []
        unsafe arguments.reserveCapacity(7 + headers.count)
        unsafe arguments.add(RD_KAFKA_VTYPE_MSGFLAGS) { unsafe $0.i = RD_KAFKA_MSG_F_COPY }
        unsafe arguments.add(RD_KAFKA_VTYPE_OPAQUE) {
            unsafe $0.ptr = UnsafeMutableRawPointer(bitPattern: ticket)
        }
        if let partition {
            unsafe arguments.add(RD_KAFKA_VTYPE_PARTITION) { unsafe $0.i32 = partition }
        }
        if let timestampMs {
            unsafe arguments.add(RD_KAFKA_VTYPE_TIMESTAMP) { unsafe $0.i64 = timestampMs }
        }
        return unsafe topic.withCString { topic in
            unsafe arguments.add(RD_KAFKA_VTYPE_TOPIC) { unsafe $0.cstr = topic }
            return unsafe Self.withBytes(key) { key in
                unsafe arguments.add(RD_KAFKA_VTYPE_KEY) { unsafe $0.mem = key.memory }
                return unsafe Self.withBytes(value) { value in
                    unsafe arguments.add(RD_KAFKA_VTYPE_VALUE) { unsafe $0.mem = value.memory }
                    return unsafe Self.withHeaders(headers[...], &arguments, body)
                }
            }
        }
    }

    /// Adds the headers one inside the other, so that all their bytes stay in place for `body`.
    private static func withHeaders<R>(
        _ headers: ArraySlice<Header>, _ arguments: inout [rd_kafka_vu_t],
        _ body: (UnsafeBufferPointer<rd_kafka_vu_t>) -> R
    ) -> R {
        guard let header = headers.first else {
            return unsafe arguments.withUnsafeBufferPointer(body)
        }
        return unsafe header.name.withCString { name in
            unsafe withBytes(header.value) { value in
                unsafe arguments.add(RD_KAFKA_VTYPE_HEADER) {
                    unsafe $0.header.name = name
                    unsafe $0.header.val = UnsafeRawPointer(value.start)
                    unsafe $0.header.size = value.count
                }
                return unsafe withHeaders(headers.dropFirst(), &arguments, body)
            }
        }
    }

    /// Lends bytes; nil becomes a null pointer, and no bytes a pointer that is not null, which is
    /// how librdkafka tells an empty value from a null one.
    private static func withBytes<R>(_ bytes: [UInt8]?, _ body: (Lent) -> R) -> R {
        guard let bytes else { return unsafe body(Lent(start: nil, count: 0)) }
        guard !bytes.isEmpty else {
            var nothing: UInt8 = 0
            return unsafe withUnsafeMutableBytes(of: &nothing) { room in
                unsafe body(Lent(start: room.baseAddress, count: 0))
            }
        }
        return unsafe bytes.withUnsafeBytes { buffer in
            // The C type is not const, but with RD_KAFKA_MSG_F_COPY nothing is written to it.
            unsafe body(
                Lent(
                    start: UnsafeMutableRawPointer(mutating: buffer.baseAddress),
                    count: buffer.count))
        }
    }

    /// Bytes that are lent for the length of a call.
    @unsafe
    private struct Lent {
        let start: UnsafeMutableRawPointer?
        let count: Int

        var memory: rd_kafka_vu_s.__Unnamed_union_u.__Unnamed_struct_mem {
            unsafe .init(ptr: start, size: count)
        }
    }
}

extension [rd_kafka_vu_t] {
    fileprivate mutating func add(
        _ type: rd_kafka_vtype_t, _ fill: (inout rd_kafka_vu_s.__Unnamed_union_u) -> Void
    ) {
        var argument = unsafe rd_kafka_vu_t()
        unsafe argument.vtype = type
        unsafe fill(&argument.u)
        unsafe append(argument)
    }
}
