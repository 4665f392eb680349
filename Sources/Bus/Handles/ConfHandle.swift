// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a `rd_kafka_conf_t` until `rd_kafka_new` takes it.
@safe
struct ConfHandle: ~Copyable {
    let pointer: OpaquePointer

    init() { unsafe pointer = rd_kafka_conf_new() }

    deinit { unsafe rd_kafka_conf_destroy(pointer) }

    func set(_ property: String, _ value: String) throws(BusError) {
        // librdkafka's own text quotes the value, which may be a password: it is not passed on.
        let result = unsafe rd_kafka_conf_set(pointer, property, value, nil, 0)
        switch result {
        case RD_KAFKA_CONF_OK: return
        case RD_KAFKA_CONF_UNKNOWN:
            throw .configuration(
                property: property,
                reason: "is not a property of librdkafka \(Librdkafka.version)")
        default:
            throw .configuration(
                property: property,
                reason: "has a value that librdkafka \(Librdkafka.version) refuses")
        }
    }

    /// Gives up ownership: the deinit does not run.
    consuming func release() {
        discard self
    }
}
