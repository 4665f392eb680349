// SPDX-License-Identifier: Apache-2.0

/// The requests of the Kafka protocol that matter here, by their API keys
/// (<https://kafka.apache.org/protocol#protocol_api_keys>).
package enum KafkaRequest: Int16, Sendable {
    /// Appends records.
    case produce = 0
    /// Reads records.
    case fetch = 1
    /// Asks for the offset at a time, or at an end of the log.
    case listOffsets = 2
    /// Asks which brokers and partitions there are.
    case metadata = 3
    /// Commits a group's offsets.
    case offsetCommit = 8
    /// Asks which broker looks after a group or a transactional id.
    case findCoordinator = 10
    /// Asks which requests a broker understands.
    case apiVersions = 18
    /// Begins an idempotent or transactional producer's life, which fences its predecessors.
    case initProducerID = 22
    /// Takes a partition into a transaction.
    case addPartitionsToTransaction = 24
    /// Commits or aborts a transaction.
    case endTransaction = 26
}
