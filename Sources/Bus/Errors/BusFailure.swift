// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// What librdkafka or a broker said went wrong. It never holds any byte of a message.
package struct BusFailure: Hashable, Sendable, CustomStringConvertible {
    /// What was being done: the name of the step, for example `commit transaction`.
    package let operation: String
    /// librdkafka's code: negative for its own errors, positive for those of the Kafka protocol.
    package let code: Int32
    /// librdkafka's name of the code, for example `MSG_SIZE_TOO_LARGE`.
    package let name: String
    /// librdkafka's explanation. It may name topics, partitions and brokers.
    package let reason: String
    /// True when the same call may succeed later without any change.
    package let isRetriable: Bool

    /// The failure `code` met while doing `operation`.
    init(
        _ operation: String, _ code: rd_kafka_resp_err_t, reason: String? = nil,
        isRetriable: Bool? = nil
    ) {
        self.operation = operation
        self.code = code.rawValue
        // Both return static strings of the library, for unknown codes too.
        self.name = unsafe String(cString: rd_kafka_err2name(code))
        self.reason = unsafe reason ?? String(cString: rd_kafka_err2str(code))
        self.isRetriable = isRetriable ?? Self.retriableCodes.contains(code.rawValue)
    }

    /// True when this record will never be taken as it is: its size, its form, or the rights of
    /// this client. Sending it again is pointless; other records are not affected.
    package var isPermanentRefusal: Bool { Self.refusalCodes.contains(code) }

    /// True when time ran out, so that nothing is known of the outcome.
    package var isTimeout: Bool {
        code == RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue
            || code == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT.rawValue
            || code == RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT.rawValue
    }

    /// True when another producer has taken over the transactional id.
    var isFencing: Bool { Self.fencingCodes.contains(code) }

    /// One line for an operator.
    package var description: String { "\(operation): \(name) (\(code)): \(reason)" }

    private static let refusalCodes: Set<Int32> = [
        RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE.rawValue,
        RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE.rawValue,
        RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED.rawValue,
        RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_RECORD.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP.rawValue,
        RD_KAFKA_RESP_ERR_POLICY_VIOLATION.rawValue,
        RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT.rawValue,
        RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue,
    ]

    private static let fencingCodes: Set<Int32> = [
        RD_KAFKA_RESP_ERR__FENCED.rawValue,
        RD_KAFKA_RESP_ERR_PRODUCER_FENCED.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH.rawValue,
    ]

    /// For codes that come without librdkafka's own verdict (`rd_kafka_error_is_retriable`).
    private static let retriableCodes: Set<Int32> = [
        RD_KAFKA_RESP_ERR__TRANSPORT.rawValue,
        RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue,
        RD_KAFKA_RESP_ERR__MSG_TIMED_OUT.rawValue,
        RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue,
        RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN.rawValue,
        RD_KAFKA_RESP_ERR__WAIT_COORD.rawValue,
        RD_KAFKA_RESP_ERR__RETRY.rawValue,
        RD_KAFKA_RESP_ERR__RESOLVE.rawValue,
        // A leader that is not known yet, or not any more, is told like this too.
        RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION.rawValue,
        RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC.rawValue,
        RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION.rawValue,
        RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT.rawValue,
        RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS.rawValue,
        RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_NOT_COORDINATOR.rawValue,
        RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS.rawValue,
        RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND.rawValue,
        RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART.rawValue,
    ]
}
