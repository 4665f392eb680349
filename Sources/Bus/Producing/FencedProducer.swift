// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// Writes batches under a transactional id, of which Kafka lets only the latest holder write.
///
/// `initTransactions` is the fence: from its return on, no request of any earlier holder of the id
/// can reach the log any more, not even one that is still on its way. Each batch is one
/// transaction, but what the caller relies on is the fence. Calls from several threads take turns.
package final class FencedProducer: Sendable {
    private let producer: Closable<ProducerClient>
    private let standing = Mutex(Standing.ready)

    /// What has to be settled before the next batch.
    private enum Standing: Sendable {
        case ready
        /// A transaction could not be ended in time.
        case open(Ending)
        /// It is over for this producer.
        case finished(BusError)
    }

    private enum Ending: Sendable { case commit, abort }

    /// A producer for the cluster under this transactional id. Nothing is connected yet; a wrong
    /// property is thrown.
    package init(_ configuration: BusConfiguration, transactionalID: String) throws(BusError) {
        let conf = try configuration.conf(
            defaults: ["reconnect.backoff.max.ms": "1000"],
            fixed: ["enable.idempotence": "true", "transactional.id": transactionalID])
        producer = Closable(try ProducerClient(conf, log: configuration.log))
    }

    /// Takes over the transactional id: it shuts out every earlier holder and ends what they left
    /// open. Call it once, before the first `send`, and again only after `.retriable`.
    package func initTransactions(timeoutMs: Int32) throws(BusError) {
        let producer = try producer.current()
        let error = unsafe rd_kafka_init_transactions(producer.client.handle.pointer, timeoutMs)
        guard let error = unsafe ErrorHandle(owning: error) else { return }
        throw BusError(error.failure("init transactions"), isFatal: error.isFatal)
    }

    /// Asks where these topics stand, so that the first record to each need not wait for it:
    /// librdkafka 2.0 looks for a topic that it first hears of in a record once a second. A topic
    /// that does not exist is passed over. Throws `.retriable` when nobody answers in time.
    package func prepare(topics: [String], timeoutMs: Int32) throws(BusError) {
        let producer = try producer.current()
        for name in topics {
            let topic = try TopicHandle(name, of: producer.client)
            var raw: UnsafePointer<rd_kafka_metadata>?
            let code = unsafe rd_kafka_metadata(
                producer.client.handle.pointer, 0, topic.pointer, &raw, timeoutMs)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw BusError(BusFailure("metadata of \(name)", code))
            }
            if let raw = unsafe raw { _ = unsafe MetadataHandle(owning: raw) }
        }
    }

    /// Sends the batch as one transaction. On return everything is committed except what was
    /// refused for good on the spot; there is one report for each record, in order, and none of
    /// them is `.failed`.
    ///
    /// Throws `.readBackBeforeSending` when the transaction did not commit, or was not seen to:
    /// with the records, if any, that the broker refused for good. Where the refusal cannot be
    /// laid to single records (missing rights to one of several topics), its failure says
    /// `isPermanentRefusal` and `refused` is empty: send each topic's records alone. After a
    /// refusal by the broker the next batch may throw it once more, with the code 45 and nothing
    /// refused: librdkafka gets over the sequence numbers of what was refused only then. Throws
    /// `.fenced` when another producer has taken the id, and from then on for ever. Aborting may
    /// take 5 s beyond `timeoutMs`.
    package func send(_ batch: [OutgoingRecord], timeoutMs: Int32)
        throws(BusError) -> [DeliveryReport]
    {
        let producer = try producer.current()
        return try producer.turn.withLock { _ throws(BusError) in
            let deadline = Deadline(inMs: Int64(timeoutMs))
            try settle(producer, deadline)
            guard !batch.isEmpty else { return [] }
            return try transact(producer, batch, deadline)
        }
    }

    /// The latest statistics as librdkafka's JSON, once `statistics.interval.ms` has passed and a
    /// batch was sent after that.
    package var statistics: [UInt8]? { (try? producer.current())?.events.statistics }

    /// Ends it. What is still under way is neither waited for nor aborted: the next
    /// `initTransactions` with the same id sees to that. Every later call throws `.closed`. Safe
    /// to call twice.
    package func close() { _ = producer.take() }

    // MARK: One transaction

    private func transact(
        _ producer: ProducerClient, _ batch: [OutgoingRecord], _ deadline: Deadline
    ) throws(BusError) -> [DeliveryReport] {
        let client = producer.client
        let error = unsafe rd_kafka_begin_transaction(client.handle.pointer)
        if let error = unsafe ErrorHandle(owning: error) {
            throw finish(error.failure("begin transaction"), isFatal: error.isFatal, client)
        }
        let (refused, stoppedBy) = producer.produce(batch, until: deadline)
        if let failure = stoppedBy ?? producer.flush(until: deadline) {
            throw abort(producer, failure, [:])
        }
        let reports = producer.reports(on: batch, refused: refused)
        var refusedByBroker: [Int: BusFailure] = refused
        var worst: BusFailure?
        for (index, report) in reports.enumerated() where refused[index] == nil {
            switch report.outcome {
            case .delivered: continue
            case .refused(let failure):
                refusedByBroker[index] = failure
                worst = worst ?? failure
            case .failed(let failure): worst = worst ?? failure
            }
        }
        if let worst {
            let cause = Self.cause(client) ?? worst
            throw abort(producer, cause, Self.blame(refusedByBroker, cause, batch))
        }
        try commit(producer, deadline, refusedByBroker, batch)
        return reports
    }

    /// What broke the current transaction. Records that were not tried because of it report no
    /// more than that they were dropped; asked to commit, librdkafka names the first error. It
    /// commits no transaction of which a record has failed.
    private static func cause(_ client: Client) -> BusFailure? {
        let error = unsafe rd_kafka_commit_transaction(
            client.handle.pointer, Int32(Limits.abortGraceMs))
        guard let error = unsafe ErrorHandle(owning: error), error.requiresAbort || error.isFatal
        else { return nil }
        return error.failure("deliver")
    }

    private func commit(
        _ producer: ProducerClient, _ deadline: Deadline, _ refused: [Int: BusFailure],
        _ batch: [OutgoingRecord]
    ) throws(BusError) {
        while true {
            let error = unsafe rd_kafka_commit_transaction(
                producer.client.handle.pointer, deadline.remainingMs)
            guard let error = unsafe ErrorHandle(owning: error) else { return }
            let failure = error.failure("commit transaction")
            if error.isFatal { throw finish(failure, isFatal: true, producer.client) }
            if error.requiresAbort {
                throw abort(producer, failure, Self.blame(refused, failure, batch))
            }
            guard error.isRetriable, !deadline.hasPassed else {
                standing.withLock { $0 = .open(.commit) }
                throw .readBackBeforeSending(failure, refused: refused)
            }
        }
    }

    /// Aborts, and returns what to throw.
    private func abort(
        _ producer: ProducerClient, _ cause: BusFailure, _ refused: [Int: BusFailure]
    ) -> BusError {
        let deadline = Deadline(inMs: Limits.abortGraceMs)
        while true {
            let error = unsafe rd_kafka_abort_transaction(
                producer.client.handle.pointer, deadline.remainingMs)
            guard let error = unsafe ErrorHandle(owning: error) else {
                standing.withLock { $0 = .ready }
                return .readBackBeforeSending(cause, refused: refused)
            }
            if error.isFatal {
                return finish(
                    error.failure("abort transaction"), isFatal: true, producer.client)
            }
            guard error.isRetriable, !deadline.hasPassed else {
                standing.withLock { $0 = .open(.abort) }
                return .readBackBeforeSending(cause, refused: refused)
            }
        }
    }

    /// Ends what an earlier call left open. Since that may just have committed it, the caller has
    /// to read back once more: this throws even when it succeeds.
    private func settle(_ producer: ProducerClient, _ deadline: Deadline) throws(BusError) {
        switch standing.withLock({ $0 }) {
        case .ready: return
        case .finished(let error): throw error
        case .open(.commit):
            try commit(producer, deadline, [:], [])
            standing.withLock { $0 = .ready }
        case .open(.abort):
            throw abort(
                producer, BusFailure("abort transaction", RD_KAFKA_RESP_ERR__IN_PROGRESS), [:])
        }
        throw .readBackBeforeSending(
            BusFailure("commit transaction", RD_KAFKA_RESP_ERR__IN_PROGRESS), refused: [:])
    }

    /// Remembers an end that is for good, and returns what to throw.
    private func finish(_ failure: BusFailure, isFatal: Bool, _ client: Client) -> BusError {
        // A fatal error may come as no more than "fatal": the cause is kept by the client.
        let cause = isFatal ? client.handle.fatalFailure ?? failure : failure
        let error: BusError =
            failure.isFencing || cause.isFencing
            ? .fenced(cause) : isFatal ? .fatal(cause) : .failed(cause)
        if case .failed = error { return error }
        standing.withLock { $0 = .finished(error) }
        return error
    }

    /// Lays a refusal that came for a whole topic to the records of the batch, where all of them
    /// go to one topic.
    private static func blame(
        _ refused: [Int: BusFailure], _ failure: BusFailure, _ batch: [OutgoingRecord]
    ) -> [Int: BusFailure] {
        let aboutTopic =
            failure.code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED.rawValue
            || failure.code == RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION.rawValue
        guard refused.isEmpty, aboutTopic, let topic = batch.first?.topic,
            batch.allSatisfy({ $0.topic == topic })
        else { return refused }
        return batch.indices.reduce(into: [:]) { $0[$1] = failure }
    }
}
