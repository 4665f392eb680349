// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

extension Reader {
    /// What the partition holds now, asked of its leader; two requests. Throws `.retriable` when
    /// nobody answers within `timeoutMs` milliseconds, each.
    package func watermarks(of place: TopicPartition, timeoutMs: Int32)
        throws(BusError) -> Watermarks
    {
        // Not by rd_kafka_query_watermark_offsets: in librdkafka 2.0.2 it can wait for ever, past
        // its own timeout, for a broker that went away.
        guard let marks = try watermarks(of: [place], timeoutMs: timeoutMs)[place] else {
            throw .retriable(
                BusFailure("watermarks of \(place)", RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION))
        }
        return marks
    }

    /// What each of these partitions holds now; two requests to each broker, however many
    /// partitions there are. Throws when any of them cannot be answered for.
    package func watermarks(of places: [TopicPartition], timeoutMs: Int32)
        throws(BusError) -> [TopicPartition: Watermarks]
    {
        guard !places.isEmpty else { return [:] }
        let low = try list(places, Int64(RD_KAFKA_OFFSET_BEGINNING), timeoutMs)
        let high = try list(places, Int64(RD_KAFKA_OFFSET_END), timeoutMs)
        return low.reduce(into: [:]) { result, entry in
            result[entry.key] = Watermarks(low: entry.value, high: high[entry.key] ?? entry.value)
        }
    }

    /// What the last answer to a fetch said of an assigned partition, without asking; nil when
    /// there was none yet.
    package func cachedWatermarks(of place: TopicPartition) -> Watermarks? {
        guard let consumer = try? current() else { return nil }
        var low: Int64 = 0
        var high: Int64 = 0
        let code = unsafe rd_kafka_get_watermark_offsets(
            consumer.client.handle.pointer, place.topic, place.partition, &low, &high)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, low >= 0, high >= 0 else { return nil }
        return Watermarks(low: low, high: high)
    }

    /// The first position of each partition whose record is not older than `timestampMs`
    /// (milliseconds since 1970, not negative); `.end` where there is none.
    package func offsets(
        at timestampMs: Int64, of places: [TopicPartition], timeoutMs: Int32
    ) throws(BusError) -> [TopicPartition: Position] {
        // Negative numbers are Kafka's special positions.
        let found = try list(places, Swift.max(0, timestampMs), timeoutMs)
        return found.mapValues { $0 < 0 ? .end : .offset($0) }
    }

    /// How many partitions each topic has; a topic that does not exist is absent. Ask again from
    /// time to time: partitions are added to topics, never taken away.
    package func partitions(of topics: [String], timeoutMs: Int32)
        throws(BusError) -> [String: Int]
    {
        let consumer = try current()
        var counts: [String: Int] = [:]
        for name in topics {
            let topic = try TopicHandle(name, of: consumer.client)
            var raw: UnsafePointer<rd_kafka_metadata>?
            try Self.check(
                "metadata of \(name)",
                unsafe rd_kafka_metadata(
                    consumer.client.handle.pointer, 0, topic.pointer, &raw, timeoutMs))
            guard let raw = unsafe raw else { continue }
            let metadata = unsafe MetadataHandle(owning: raw)
            guard let answer = metadata.partitions(of: name) else { continue }
            switch answer.code {
            case RD_KAFKA_RESP_ERR_NO_ERROR: counts[name] = answer.count
            case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC: break
            default: throw BusError(BusFailure("metadata of \(name)", answer.code))
            }
        }
        return counts
    }

    /// The cluster's own id, which tells a rebuilt cluster from the one that was read before.
    package func clusterID(timeoutMs: Int32) throws(BusError) -> String {
        let consumer = try current()
        let client = consumer.client
        guard let raw = unsafe rd_kafka_clusterid(client.handle.pointer, timeoutMs) else {
            throw .retriable(BusFailure("cluster id", RD_KAFKA_RESP_ERR__TIMED_OUT))
        }
        defer { unsafe rd_kafka_mem_free(client.handle.pointer, raw) }
        return unsafe String(cString: raw)
    }

    /// Tells people's lag tools, under `ReaderOptions.lagGroup`, how far reading has come: each
    /// number is the next offset to read. It returns at once; nothing here depends on its success,
    /// so failures are only counted. Without a group it does nothing.
    package func commitForLagTools(_ positions: [TopicPartition: Int64]) {
        guard options.lagGroup != nil, !positions.isEmpty, let consumer = try? current() else {
            return
        }
        let list = PartitionListHandle(positions)
        let code = unsafe rd_kafka_commit(consumer.client.handle.pointer, list.pointer, 1)
        if code != RD_KAFKA_RESP_ERR_NO_ERROR {
            consumer.events.state.withLock { $0.commitFailures += 1 }
        }
    }

    /// How many commits for lag tools have failed.
    package var lagCommitFailures: Int {
        (try? current())?.events.state.withLock { $0.commitFailures } ?? 0
    }

    /// Kafka's ListOffsets: the offset at a timestamp, or at a special position, of each partition.
    private func list(_ places: [TopicPartition], _ timestamp: Int64, _ timeoutMs: Int32)
        throws(BusError) -> [TopicPartition: Int64]
    {
        let consumer = try current()
        let list = PartitionListHandle(places, timestamp)
        try Self.check(
            "list offsets",
            unsafe rd_kafka_offsets_for_times(
                consumer.client.handle.pointer, list.pointer, timeoutMs))
        var found: [TopicPartition: Int64] = [:]
        try list.readEach { place, offset, code throws(BusError) in
            try Self.check("list offsets of \(place)", code)
            found[place] = offset
        }
        return found
    }
}
