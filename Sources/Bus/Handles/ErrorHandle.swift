// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a `rd_kafka_error_t`: every function that returns one hands it over here, so that none
/// is left undestroyed.
@safe
struct ErrorHandle: ~Copyable {
    private let pointer: OpaquePointer

    init?(owning pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe rd_kafka_error_destroy(pointer) }

    var code: rd_kafka_resp_err_t { unsafe rd_kafka_error_code(pointer) }
    var isFatal: Bool { unsafe rd_kafka_error_is_fatal(pointer) == 1 }
    var isRetriable: Bool { unsafe rd_kafka_error_is_retriable(pointer) == 1 }
    var requiresAbort: Bool { unsafe rd_kafka_error_txn_requires_abort(pointer) == 1 }

    func failure(_ operation: String) -> BusFailure {
        unsafe BusFailure(
            operation, code, reason: String(cString: rd_kafka_error_string(pointer)),
            isRetriable: isRetriable)
    }
}
