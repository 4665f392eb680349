// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// Owns a `rd_kafka_topic_partition_list_t`. One that is left undestroyed keeps its client from
/// ever being destroyed.
@safe
struct PartitionListHandle: ~Copyable {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init() { unsafe pointer = rd_kafka_topic_partition_list_new(8) }

    /// A list of these partitions, in order, each with a number: an offset or a timestamp.
    init(_ entries: [TopicPartition: Int64]) {
        self.init()
        for (place, number) in entries.sorted(by: { $0.key < $1.key }) { add(place, number) }
    }

    /// A list of these partitions, all with the same number.
    init(_ partitions: [TopicPartition], _ number: Int64) {
        self.init()
        for place in partitions { add(place, number) }
    }

    deinit { unsafe rd_kafka_topic_partition_list_destroy(pointer) }

    func add(_ place: TopicPartition, _ number: Int64) {
        let entry = unsafe rd_kafka_topic_partition_list_add(pointer, place.topic, place.partition)
        unsafe entry?.pointee.offset = number
    }

    /// What librdkafka wrote into each entry.
    func readEach(
        _ body: (TopicPartition, Int64, rd_kafka_resp_err_t) throws(BusError) -> Void
    ) throws(BusError) {
        for index in 0..<Int(unsafe pointer.pointee.cnt) {
            let entry = unsafe pointer.pointee.elems[index]
            let place = unsafe TopicPartition(String(cString: entry.topic), entry.partition)
            try unsafe body(place, entry.offset, entry.err)
        }
    }
}
