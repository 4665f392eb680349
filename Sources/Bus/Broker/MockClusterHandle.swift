// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a `rd_kafka_mock_cluster_t` of one broker and the client that it lives in.
///
/// `@unchecked Sendable` because the functions used here either take the cluster's own lock
/// (`rd_kafka_mock_push_request_errors_array`) or hand an operation to its thread and wait for the
/// answer (all others); the pointer never changes and the deinit runs once.
@safe
struct MockClusterHandle: ~Copyable, @unchecked Sendable {
    private let pointer: OpaquePointer
    private let host: Client

    /// The id of the only broker.
    private static let brokerID: Int32 = 1

    init(log: (@Sendable (BusLogLine) -> Void)?) throws(BusError) {
        let host = try Client(.producer, ConfHandle(), ClientEvents(log: log))
        guard let cluster = unsafe rd_kafka_mock_cluster_new(host.handle.pointer, 1) else {
            throw .failed(BusFailure("start broker", RD_KAFKA_RESP_ERR__FAIL))
        }
        unsafe pointer = cluster
        self.host = host
        // From version 4 on, the mock of 2.0.2 writes one field too many for each partition, so
        // that only the first of several can be read.
        _ = limitVersions(.listOffsets, 0...3)
    }

    // The cluster must be gone before its host; stored properties are released after this.
    deinit { unsafe rd_kafka_mock_cluster_destroy(pointer) }

    /// The port on which it listens, chosen by the system.
    var port: Int? {
        let bootstrap = unsafe String(cString: rd_kafka_mock_cluster_bootstraps(pointer))
        return bootstrap.split(separator: ":").last.flatMap { Int($0) }
    }

    func createTopic(_ name: String, partitions: Int32) -> rd_kafka_resp_err_t {
        unsafe rd_kafka_mock_topic_create(pointer, name, partitions, 1)
    }

    func setDown(_ isDown: Bool) -> rd_kafka_resp_err_t {
        isDown
            ? unsafe rd_kafka_mock_broker_set_down(pointer, Self.brokerID)
            : unsafe rd_kafka_mock_broker_set_up(pointer, Self.brokerID)
    }

    func setRoundTrip(ms: Int32) -> rd_kafka_resp_err_t {
        unsafe rd_kafka_mock_broker_set_rtt(pointer, Self.brokerID, ms)
    }

    func injectErrors(_ codes: [Int32], _ request: KafkaRequest) {
        let errors = codes.map { rd_kafka_resp_err_t(rawValue: $0) }
        unsafe errors.withUnsafeBufferPointer { errors in
            unsafe rd_kafka_mock_push_request_errors_array(
                pointer, request.rawValue, errors.count, errors.baseAddress)
        }
    }

    private func limitVersions(_ request: KafkaRequest, _ versions: ClosedRange<Int16>)
        -> rd_kafka_resp_err_t
    {
        unsafe rd_kafka_mock_set_apiversion(
            pointer, request.rawValue, versions.lowerBound, versions.upperBound)
    }
}
