// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// The delivery reports of the batch that is being sent.
///
/// A ticket goes with each record through librdkafka and comes back with its report: the number
/// of the batch in the high 32 bits, the index in it in the low ones. A report that comes after
/// its batch was given up finds another batch number and is dropped.
struct Deliveries: Sendable {
    /// What librdkafka reported on one record.
    struct Report: Sendable {
        let code: rd_kafka_resp_err_t
        let partition: Int32
        let offset: Int64

        init(_ message: rd_kafka_message_t) {
            code = unsafe message.err
            partition = unsafe message.partition
            offset = unsafe message.offset
        }
    }

    private var batch: UInt32 = 0
    private(set) var reports: [Report?] = []

    /// Begins the next batch, of `count` records.
    mutating func begin(_ count: Int) {
        // The number 0 is never used, so that no ticket is 0, which librdkafka gives to none.
        batch = batch == .max ? 1 : batch + 1
        reports = Array(repeating: nil, count: count)
    }

    func ticket(_ index: Int) -> UInt { UInt(batch) << 32 | UInt(truncatingIfNeeded: index) }

    mutating func complete(_ ticket: UInt, _ report: Report) {
        guard ticket >> 32 == UInt(batch) else { return }
        let index = Int(ticket & 0xFFFF_FFFF)
        guard index < reports.count else { return }
        reports[index] = report
    }
}
