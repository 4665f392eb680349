// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Writes records, idempotently but without a transaction: librdkafka's own retries repeat and
/// reorder nothing, but nothing fences a predecessor's late request. For demonstrations, tests and
/// the command line.
package final class Producer: Sendable {
    private let producer: Closable<ProducerClient>

    /// A producer for the cluster. Nothing is connected yet; a wrong property is thrown.
    package init(_ configuration: BusConfiguration) throws(BusError) {
        producer = Closable(
            try ProducerClient(Self.conf(configuration), log: configuration.log))
    }

    static func conf(_ configuration: BusConfiguration) throws(BusError) -> ConfHandle {
        try configuration.conf(
            defaults: ["reconnect.backoff.max.ms": "1000"],
            fixed: ["enable.idempotence": "true"])
    }

    /// Sends the batch and waits, at most `timeoutMs` milliseconds, for its reports: one for each
    /// record, in order. Calls from several threads take turns.
    package func send(_ batch: [OutgoingRecord], timeoutMs: Int32)
        throws(BusError) -> [DeliveryReport]
    {
        let producer = try producer.current()
        return try producer.turn.withLock { _ throws(BusError) in
            let deadline = Deadline(inMs: Int64(timeoutMs))
            let (refused, stoppedBy) = producer.produce(batch, until: deadline)
            _ = producer.flush(until: deadline)
            if let fatal = producer.client.handle.fatalFailure { throw .fatal(fatal) }
            var reports = producer.reports(on: batch, refused: refused)
            if let stoppedBy {
                // Nothing after the record that stopped it was handed over.
                for (index, report) in reports.enumerated() where report.isUnreported {
                    reports[index] = DeliveryReport(
                        topic: report.topic, partition: report.partition,
                        outcome: .failed(stoppedBy))
                }
            }
            return reports
        }
    }

    /// The latest statistics as librdkafka's JSON, once `statistics.interval.ms` has passed and a
    /// batch was sent after that.
    package var statistics: [UInt8]? { (try? producer.current())?.events.statistics }

    /// Ends it, without waiting for records still under way: `send` has waited for its own. Every
    /// later call throws `.closed`. Safe to call twice.
    package func close() { _ = producer.take() }
}

extension DeliveryReport {
    fileprivate var isUnreported: Bool {
        if case .failed(let failure) = outcome { failure.isTimeout } else { false }
    }
}
