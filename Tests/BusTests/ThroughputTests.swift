// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct ThroughputTests {
    @Test(.tags(.slow)) func aBusyFeedIsReadWithoutLoss() throws {
        let broker = try EmbeddedBroker(
            port: 0, topics: [TopicSpec("t", partitions: 8)])
        let producer = try Producer(broker.configuration)
        let count = 40_000
        let value = [UInt8](repeating: 120, count: 375)
        let batch = (0..<count).map {
            OutgoingRecord(topic: "t", partition: Int32($0 % 8), key: nil, value: value)
        }
        var start = ContinuousClock.now
        let reports = try producer.send(batch, timeoutMs: 60_000)
        let sending = start.duration(to: .now)
        #expect(reports.allSatisfy { $0.offset != nil })

        let reader = try Reader(broker.configuration)
        try reader.assign(
            (0..<8).reduce(into: [:]) { $0[TopicPartition("t", Int32($1))] = .beginning })
        start = .now
        let records = try reader.records(count)
        let reading = start.duration(to: .now)
        #expect(records.count == count)
        for partition in Int32(0)..<8 {
            let offsets = records.lazy.filter { $0.partition == partition }.map(\.offset)
            #expect(offsets.elementsEqual(0..<Int64(count / 8)))
        }
        print(
            "librdkafka \(Librdkafka.version), \(count) records of 375 bytes:",
            "sent \(Self.rate(count, sending))/s, read \(Self.rate(count, reading))/s")
    }

    private static func rate(_ count: Int, _ time: Duration) -> Int {
        Int(Double(count) / (time / .seconds(1)))
    }
}
