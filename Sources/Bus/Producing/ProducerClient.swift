// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// What both producers do alike: hand records to librdkafka and wait for their reports.
final class ProducerClient: Sendable {
    let client: Client
    /// Held for the whole of one batch: there is one set of delivery reports.
    let turn = Mutex(())

    init(_ conf: consuming ConfHandle, log: (@Sendable (BusLogLine) -> Void)?) throws(BusError) {
        client = try Client(.producer, conf, ClientEvents(log: log))
    }

    var events: ClientEvents { client.handle.events }

    /// Hands the batch over. Returns what was refused on the spot, by index, and the failure that
    /// stopped it, if one did; the rest is under way.
    func produce(_ batch: [OutgoingRecord], until deadline: Deadline)
        -> (refused: [Int: BusFailure], stoppedBy: BusFailure?)
    {
        events.state.withLock { $0.deliveries.begin(batch.count) }
        var refused: [Int: BusFailure] = [:]
        for (index, record) in batch.enumerated() {
            let ticket = events.state.withLock { $0.deliveries.ticket(index) }
            var failure = produce(record, ticket)
            while let full = failure, full.code == RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue,
                !deadline.hasPassed
            {
                unsafe rd_kafka_poll(client.handle.pointer, Limits.queueFullPauseMs)
                failure = produce(record, ticket)
            }
            guard let failure else { continue }
            guard failure.isPermanentRefusal else { return (refused, failure) }
            refused[index] = failure
        }
        return (refused, nil)
    }

    /// Waits until every record has its report, or the time has passed.
    func flush(until deadline: Deadline) -> BusFailure? {
        let code = unsafe rd_kafka_flush(client.handle.pointer, deadline.remainingMs)
        return code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : BusFailure("flush", code)
    }

    /// The reports on a batch, by index, as far as they have come.
    func reports(on batch: [OutgoingRecord], refused: [Int: BusFailure]) -> [DeliveryReport] {
        let reports = events.state.withLock { $0.deliveries.reports }
        return batch.indices.map { index in
            let record = batch[index]
            let partition = record.partition ?? -1
            if let failure = refused[index] {
                return DeliveryReport(
                    topic: record.topic, partition: partition, outcome: .refused(failure))
            }
            guard index < reports.count, let report = reports[index] else {
                let failure = BusFailure("deliver", RD_KAFKA_RESP_ERR__TIMED_OUT)
                return DeliveryReport(
                    topic: record.topic, partition: partition, outcome: .failed(failure))
            }
            return DeliveryReport(
                topic: record.topic, partition: report.partition, outcome: report.outcome)
        }
    }

    private func produce(_ record: OutgoingRecord, _ ticket: UInt) -> BusFailure? {
        let error = unsafe record.withArguments(ticket) { arguments in
            unsafe rd_kafka_produceva(
                client.handle.pointer, arguments.baseAddress, arguments.count)
        }
        guard let error = unsafe ErrorHandle(owning: error) else { return nil }
        return error.failure("produce")
    }
}

extension Deliveries.Report {
    /// The report in this target's words.
    var outcome: DeliveryOutcome {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return .delivered(offset: offset) }
        let failure = BusFailure("deliver", code)
        return failure.isPermanentRefusal ? .refused(failure) : .failed(failure)
    }
}
