// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// Reads partitions from positions that the caller keeps.
///
/// It belongs to no group: the caller says what is read, from where, and again after every start.
/// Every call blocks; run them on a `ThreadExecutor` or on a thread of their own. `fetch` and
/// `forEachRecord` want one caller at a time; everything else may be called beside them.
package final class Reader: Sendable {
    private let consumer: Closable<Consumer>
    /// The next position of each assigned partition, as far as it has been handed out.
    let positions = Mutex<[TopicPartition: Position]>([:])
    /// The partitions from which nothing has come since they were assigned.
    let unproven = Mutex<Set<TopicPartition>>([])
    let options: ReaderOptions

    /// A consumer and the queue on which it receives. The queue keeps the client alive.
    final class Consumer: Sendable {
        let queue: QueueHandle

        init(_ configuration: BusConfiguration, _ options: ReaderOptions) throws(BusError) {
            let conf = try Reader.conf(configuration, options)
            let client = try Client(.consumer, conf, ClientEvents(log: configuration.log))
            queue = try QueueHandle(consumerOf: client)
        }

        var client: Client { queue.client }
        var events: ClientEvents { queue.client.handle.events }
    }

    /// A reader of the cluster. Nothing is connected yet; a wrong property is thrown.
    package init(_ configuration: BusConfiguration, _ options: ReaderOptions = ReaderOptions())
        throws(BusError)
    {
        consumer = Closable(try Consumer(configuration, options))
        self.options = options
    }

    /// The consumer, for the queries in the extensions.
    func current() throws(BusError) -> Consumer { try consumer.current() }

    /// Ends it: a fetch that waits returns at once and every later call throws `.closed`. Safe to
    /// call twice. What it holds is released here, or when the last call still under way returns.
    package func close() {
        consumer.take()?.queue.wake()
    }

    // MARK: What is read

    /// Reads exactly these partitions from these positions, instead of whatever was read before.
    package func assign(_ positions: [TopicPartition: Position]) throws(BusError) {
        let consumer = try current()
        let list = PartitionListHandle(positions.mapValues(\.number))
        self.positions.withLock { $0 = [:] }
        let client = consumer.client
        try Self.check("assign", unsafe rd_kafka_assign(client.handle.pointer, nil))
        Self.discardQueued(consumer)
        self.positions.withLock { $0 = positions }
        unproven.withLock { $0 = Set(positions.keys) }
        try Self.check(
            "assign", unsafe rd_kafka_assign(client.handle.pointer, list.pointer))
    }

    /// Reads these partitions too, from these positions. One that is read already starts again
    /// from its new position; the others are not disturbed.
    package func add(_ positions: [TopicPartition: Position]) throws(BusError) {
        let known = self.positions.withLock { known in positions.keys.filter { known[$0] != nil } }
        if !known.isEmpty { try remove(known) }
        let consumer = try current()
        let list = PartitionListHandle(positions.mapValues(\.number))
        self.positions.withLock { $0.merge(positions) { _, new in new } }
        unproven.withLock { $0.formUnion(positions.keys) }
        let error = unsafe rd_kafka_incremental_assign(
            consumer.client.handle.pointer, list.pointer)
        if let error = unsafe ErrorHandle(owning: error) {
            throw BusError(error.failure("assign"), isFatal: error.isFatal)
        }
    }

    /// Stops reading these partitions. Those that were not read are passed over.
    package func remove(_ partitions: [TopicPartition]) throws(BusError) {
        let consumer = try current()
        let known = positions.withLock { known in
            partitions.filter { known.removeValue(forKey: $0) != nil }
        }
        guard !known.isEmpty else { return }
        unproven.withLock { $0.subtract(known) }
        let list = PartitionListHandle(known, Int64(RD_KAFKA_OFFSET_INVALID))
        let error = unsafe rd_kafka_incremental_unassign(
            consumer.client.handle.pointer, list.pointer)
        if let error = unsafe ErrorHandle(owning: error) {
            throw BusError(error.failure("unassign"), isFatal: error.isFatal)
        }
    }

    /// What is assigned, each with its position: after the last record handed out or, once the
    /// end was reached, after everything that is not handed out (markers of transactions, aborted
    /// and compacted records) too.
    package var assigned: [TopicPartition: Position] { positions.withLock { $0 } }

    /// Whether everything before these offsets was handed out, such as the high watermarks of an
    /// earlier moment. False for a partition that is not assigned, except up to offset 0.
    package func hasRead(to ends: [TopicPartition: Int64]) -> Bool {
        positions.withLock { positions in
            ends.allSatisfy { place, end in
                if case .offset(let next) = positions[place] { next >= end } else { end <= 0 }
            }
        }
    }

    /// What is not handed out yet of what lies before these offsets: the partition, the next
    /// position (-1: not assigned), and the end; by partition.
    package func unread(
        to ends: [TopicPartition: Int64]
    ) -> [(place: TopicPartition, from: Int64, to: Int64)] {
        positions.withLock { positions in
            ends.sorted { $0.key < $1.key }.compactMap { place, end in
                let next: Int64 =
                    if case .offset(let offset) = positions[place] { offset } else { -1 }
                return next < end ? (place, next, end) : nil
            }
        }
    }

    // MARK: Reading

    /// Waits until there is anything, at most `timeoutMs` milliseconds, and returns what is there:
    /// at most `max` records. It never waits for a batch to fill.
    package func fetch(max: Int, timeoutMs: Int32) throws(BusError) -> Batch {
        var records: [Record] = []
        let events = try forEachRecord(max: max, timeoutMs: timeoutMs) { view in
            records.append(view.record())
        }
        return Batch(records: records, events: events)
    }

    /// The same, lending each record to `body` where librdkafka has it, without copying its bytes.
    /// Returns what else there is to tell.
    package func forEachRecord(
        max: Int, timeoutMs: Int32, _ body: (borrowing RecordView) -> Void
    ) throws(BusError) -> [ReaderEvent] {
        let consumer = try current()
        let messages = try unsafe Self.receive(consumer, max: max, timeoutMs: timeoutMs)
        var events: [ReaderEvent] = []
        var run = Run()
        for index in unsafe messages.indices {
            guard let message = unsafe messages[index] else { continue }
            if unsafe message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                let topic = unsafe run.enter(message, positions)
                let view = unsafe RecordView(owning: message, topic: topic)
                if run.accepts(view.offset) { body(view) }
            } else {
                run.leave(positions)
                let view = unsafe RecordView(
                    owning: message, topic: Self.topicName(message.pointee.rkt))
                if let event = event(of: view, consumer) { events.append(event) }
            }
        }
        run.leave(positions)
        if unsafe messages.isEmpty { events += silentGaps() }
        events += consumer.events.takeFailures().map { event(of: $0) }
        return events
    }

    /// The latest statistics as librdkafka's JSON, once `statistics.interval.ms` has passed.
    package var statistics: [UInt8]? { (try? current())?.events.statistics }
}

extension Position {
    /// The number by which librdkafka knows it.
    var number: Int64 {
        switch self {
        case .offset(let offset): offset
        case .beginning: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .end: Int64(RD_KAFKA_OFFSET_END)
        }
    }
}
