// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

extension Reader {
    /// Takes what is queued: waits for the first message only, since librdkafka's batch call would
    /// wait the whole time for a full batch.
    static func receive(_ consumer: Consumer, max: Int, timeoutMs: Int32)
        throws(BusError) -> [UnsafeMutablePointer<rd_kafka_message_t>?]
    {
        let capacity = Swift.max(1, Swift.min(max, Limits.fetchRecordsMax))
        var messages = unsafe [UnsafeMutablePointer<rd_kafka_message_t>?](
            repeating: nil, count: capacity)
        let queue = unsafe consumer.queue.pointer
        let count = unsafe messages.withUnsafeMutableBufferPointer { buffer -> Int in
            let first = unsafe rd_kafka_consume_batch_queue(
                queue, timeoutMs, buffer.baseAddress, 1)
            guard first == 1, capacity > 1, let start = buffer.baseAddress else {
                return first
            }
            let more = unsafe rd_kafka_consume_batch_queue(
                queue, 0, start + 1, capacity - 1)
            return 1 + Swift.max(0, more)
        }
        guard count >= 0 else { throw BusError(BusFailure("fetch", rd_kafka_last_error())) }
        unsafe messages.removeLast(capacity - count)
        return unsafe messages
    }

    /// Drops what a former assignment left in the queue.
    static func discardQueued(_ consumer: Consumer) {
        while let messages = unsafe try? receive(consumer, max: 1_000, timeoutMs: 0),
            unsafe !messages.isEmpty
        {
            for index in unsafe messages.indices {
                unsafe rd_kafka_message_destroy(messages[index])
            }
        }
    }

    static func topicName(_ topic: OpaquePointer?) -> String {
        guard let name = unsafe topic.flatMap({ unsafe rd_kafka_topic_name($0) }) else { return "" }
        return unsafe String(cString: name)
    }

    static func check(_ operation: String, _ code: rd_kafka_resp_err_t) throws(BusError) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw BusError(BusFailure(operation, code))
    }

    /// What a message that carries an error means; nil when it is about a partition that is no
    /// longer read.
    func event(of view: borrowing RecordView, _ consumer: Consumer) -> ReaderEvent? {
        let code = unsafe view.pointer.pointee.err
        let place = TopicPartition(view.topic, view.partition)
        let asked = view.offset
        let isAboutPartition = !view.topic.isEmpty && view.partition >= 0
        if isAboutPartition, assigned[place] == nil { return nil }
        switch code {
        case RD_KAFKA_RESP_ERR__PARTITION_EOF:
            advance(place, to: asked)
            return nil
        case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET, RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
            var position = asked
            if case .offset(let next) = assigned[place], asked < 0 { position = next }
            return gap(at: place, asked: position)
        case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC, RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION,
            RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
            return .unknown(place)
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN: return .allBrokersDown
        default:
            let reason = unsafe rd_kafka_message_errstr(view.pointer).map {
                unsafe String(cString: $0)
            }
            return .failure(
                BusFailure("fetch", code, reason: reason), isAboutPartition ? place : nil)
        }
    }

    /// The gaps among the partitions from which nothing has come since they were assigned: some
    /// brokers do not refuse a position past the end, they just find nothing there.
    func silentGaps() -> [ReaderEvent] {
        let unproven = unproven.withLock { $0 }
        return unproven.sorted().compactMap { place in
            guard case .offset(let next) = assigned[place], let seen = cachedWatermarks(of: place),
                next > seen.high
            else { return nil }
            // What was seen may be older than the assignment: ask.
            guard let marks = try? watermarks(of: place, timeoutMs: Limits.gapLookupMs),
                next > marks.high
            else { return nil }
            return gap(at: place, asked: next)
        }
    }

    /// Stops reading the partition and looks up what is there instead.
    private func gap(at place: TopicPartition, asked: Int64) -> ReaderEvent {
        try? remove([place])
        let marks = try? watermarks(of: place, timeoutMs: Limits.gapLookupMs)
        return .gap(at: place, asked: asked, marks)
    }

    /// Moves the position to the end that was reached: past the markers of transactions and past
    /// what was compacted or aborted, which are never handed out.
    private func advance(_ place: TopicPartition, to end: Int64) {
        unproven.withLock { _ = $0.remove(place) }
        positions.withLock { positions in
            switch positions[place] {
            case .offset(let next): positions[place] = .offset(max(next, end))
            case .beginning, .end: positions[place] = .offset(end)
            case nil: break
            }
        }
    }

    /// What a failure of the whole client means. That an assigned partition does not exist comes
    /// this way too, and says which only in its text.
    func event(of failure: BusFailure) -> ReaderEvent {
        switch failure.code {
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN.rawValue: return .allBrokersDown
        case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION.rawValue,
            RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC.rawValue:
            let place = assigned.keys.first {
                failure.reason.hasPrefix("\($0.topic) [\($0.partition)]:")
            }
            if let place { return .unknown(place) }
            return .failure(failure, nil)
        default: return .failure(failure, nil)
        }
    }

    /// Consecutive records of one partition: the topic's name and the position are looked up once
    /// for all of them.
    @safe
    struct Run {
        private var topicPointer: OpaquePointer?
        private var place = TopicPartition("", -1)
        /// nil when the partition is not assigned (any more).
        private var next: Int64?

        /// Enters the message's partition and returns its topic.
        mutating func enter(
            _ message: UnsafeMutablePointer<rd_kafka_message_t>,
            _ positions: borrowing Mutex<[TopicPartition: Position]>
        ) -> String {
            let isSame =
                unsafe message.pointee.rkt == topicPointer
                && message.pointee.partition == place.partition
            guard !isSame else { return place.topic }
            leave(positions)
            // The pointer stays good while the messages of this fetch are alive or were just read
            // from a partition that is still known; it is compared only within one fetch.
            unsafe topicPointer = message.pointee.rkt
            place = unsafe TopicPartition(
                Reader.topicName(message.pointee.rkt), message.pointee.partition)
            let here = place
            switch positions.withLock({ $0[here] }) {
            case .offset(let offset): next = offset
            case .beginning, .end: next = 0
            case nil: next = nil
            }
            return place.topic
        }

        /// Whether a record is to be handed out: not one of a partition that was removed, nor one
        /// from before the position, which an earlier assignment can have left in the queue.
        mutating func accepts(_ offset: Int64) -> Bool {
            guard let expected = next, offset >= expected else { return false }
            next = offset + 1
            return true
        }

        /// Writes the position reached, unless the partition was removed meanwhile.
        func leave(_ positions: borrowing Mutex<[TopicPartition: Position]>) {
            guard let next, next > 0 else { return }
            positions.withLock { positions in
                if positions[place] != nil { positions[place] = .offset(next) }
            }
        }
    }
}
