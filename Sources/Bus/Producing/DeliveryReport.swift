// SPDX-License-Identifier: Apache-2.0

/// What became of a record that was sent.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The broker has it at this offset.
    case delivered(offset: Int64)
    /// It will never be taken as it is: its size, its form, or missing rights.
    case refused(BusFailure)
    /// It was not confirmed, and may or may not be in the log, now or later. Only `Producer`
    /// reports this; `FencedProducer` throws instead.
    case failed(BusFailure)
}

/// The report on one record, at the record's own index in the batch.
package struct DeliveryReport: Hashable, Sendable {
    /// The topic that it was sent to.
    package let topic: String
    /// The partition it went to; -1 when none was chosen before it failed.
    package let partition: Int32
    /// What became of it.
    package let outcome: DeliveryOutcome
}
