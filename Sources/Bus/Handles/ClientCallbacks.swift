// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// The C functions that librdkafka calls, each of which only copies what it is given into the
/// client's `ClientEvents`.
enum ClientCallbacks {
    /// Sets them on a configuration. `events` must outlive the client made of it.
    static func install(on conf: OpaquePointer, role: ClientRole, events: ClientEvents) {
        unsafe rd_kafka_conf_set_opaque(conf, Unmanaged.passUnretained(events).toOpaque())
        unsafe rd_kafka_conf_set_log_cb(conf) { client, level, facility, text in
            guard let client = unsafe client else { return }
            let events = unsafe ClientCallbacks.events(rd_kafka_opaque(client))
            guard let log = events?.log else { return }
            unsafe log(
                BusLogLine(
                    level: level, facility: facility.map { unsafe String(cString: $0) } ?? "",
                    text: text.map { unsafe String(cString: $0) } ?? "",
                    client: String(cString: rd_kafka_name(client))))
        }
        unsafe rd_kafka_conf_set_error_cb(conf) { client, code, reason, opaque in
            let code = rd_kafka_resp_err_t(rawValue: code)
            let reason = unsafe reason.map { unsafe String(cString: $0) }
            unsafe ClientCallbacks.events(opaque)?.record(
                BusFailure("client", code, reason: reason))
        }
        unsafe rd_kafka_conf_set_stats_cb(conf) { _, json, count, opaque in
            let bytes = unsafe UnsafeRawBufferPointer(start: json, count: count)
            let copy = unsafe [UInt8](bytes)
            unsafe ClientCallbacks.events(opaque)?.state.withLock { $0.statistics = copy }
            return 0  // librdkafka frees its own copy.
        }
        switch role {
        case .producer:
            unsafe rd_kafka_conf_set_dr_msg_cb(conf) { _, message, opaque in
                guard let message = unsafe message?.pointee else { return }
                let events = unsafe ClientCallbacks.events(opaque)
                let report = unsafe Deliveries.Report(message)
                let ticket = unsafe UInt(bitPattern: message._private)
                events?.state.withLock { $0.deliveries.complete(ticket, report) }
            }
        case .consumer:
            unsafe rd_kafka_conf_set_offset_commit_cb(conf) { _, code, _, opaque in
                guard code != RD_KAFKA_RESP_ERR_NO_ERROR, code != RD_KAFKA_RESP_ERR__NO_OFFSET
                else { return }
                unsafe ClientCallbacks.events(opaque)?.state.withLock { $0.commitFailures += 1 }
            }
        }
    }

    private static func events(_ opaque: UnsafeMutableRawPointer?) -> ClientEvents? {
        unsafe opaque.map { unsafe Unmanaged<ClientEvents>.fromOpaque($0).takeUnretainedValue() }
    }
}
