// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct RoundTripTests {
    @Test func everyPartOfARecordComesBackAsItWasSent() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        let headers = [
            Header("ce_type", Array("a".utf8)), Header("empty", []), Header("null", nil),
            Header("ce_type", Array("again".utf8)),
        ]
        let sent = [
            OutgoingRecord(
                topic: "t", partition: 0, key: Array("k".utf8), value: [0, 1, 255],
                headers: headers, timestampMs: 1_700_000_000_123),
            OutgoingRecord(topic: "t", partition: 0, key: nil, value: []),
            OutgoingRecord(topic: "t", partition: 0, key: [], value: nil),
        ]
        let reports = try producer.send(sent, timeoutMs: 10_000)
        #expect(reports.map(\.offset) == [0, 1, 2])
        #expect(reports.allSatisfy { $0.topic == "t" && $0.partition == 0 })

        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        let records = try reader.records(3)
        #expect(records.map(\.offset) == [0, 1, 2])
        #expect(records.map(\.key) == [Array("k".utf8), nil, []])
        #expect(records.map(\.value) == [[0, 1, 255], [], nil])
        #expect(records[0].headers == headers)
        #expect(records[0].timestampMs == 1_700_000_000_123)
        #expect(records[0].timestampKind == .create)
        #expect(records[0].size == 1 + 3 + 7 + 1 + 5 + 4 + 7 + 5)
        #expect(reader.assigned == [TopicPartition("t", 0): .offset(3)])
    }

    @Test func aViewLendsTheBytesThatARecordWouldCopy() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        _ = try producer.send(
            [OutgoingRecord(topic: "t", partition: 0, key: [7], value: [1, 2, 3])],
            timeoutMs: 10_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .offset(0)])
        var sum = 0
        var nullKeys = 0
        var copies: [Record] = []
        let end = Date(timeIntervalSinceNow: 20)
        while copies.isEmpty, Date() < end {
            _ = try reader.forEachRecord(max: 10, timeoutMs: 200) { view in
                sum +=
                    view.withValue { bytes in
                        bytes.indices.reduce(0) { $0 + Int(bytes[$1]) }
                    } ?? 0
                if view.withKey({ $0.count }) == nil { nullKeys += 1 }
                copies.append(view.record())
            }
        }
        #expect(sum == 6)
        #expect(nullKeys == 0)
        #expect(copies.map(\.value) == [[1, 2, 3]])
    }

    @Test func aKeyGoesToOnePartitionAlways() throws {
        let broker = try EmbeddedBroker(
            port: 0, topics: [TopicSpec("t", partitions: 8)])
        let producer = try Producer(broker.configuration)
        let batch = (0..<40).map {
            OutgoingRecord(topic: "t", key: Array("key-\($0 % 5)".utf8), value: [])
        }
        let reports = try producer.send(batch, timeoutMs: 10_000)
        for key in 0..<5 {
            let places = Set(reports.indices.filter { $0 % 5 == key }.map { reports[$0].partition })
            #expect(places.count == 1)
        }
        #expect(Set(reports.map(\.partition)).count > 1)
    }

    @Test func aFencedBatchIsReadByACommittedReader() throws {
        let broker = try EmbeddedBroker(topics: "a", "b")
        let producer = try FencedProducer(broker.configuration, transactionalID: "relay")
        try producer.initTransactions(timeoutMs: 10_000)
        for round in 0..<3 {
            let reports = try producer.send(
                [OutgoingRecord("a", "a\(round)"), OutgoingRecord("b", "b\(round)")],
                timeoutMs: 10_000)
            #expect(reports.map(\.topic) == ["a", "b"])
            #expect(reports.allSatisfy { $0.offset != nil })
        }
        #expect(try broker.contents(of: "a") == ["a0", "a1", "a2"])
        #expect(try broker.contents(of: "b") == ["b0", "b1", "b2"])
        #expect(try producer.send([], timeoutMs: 1_000).isEmpty)
    }

    @Test func aFetchReturnsAsSoonAsThereIsAnything() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        _ = try producer.send([OutgoingRecord("t", "x")], timeoutMs: 10_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        let start = ContinuousClock.now
        let batch = try reader.fetch(max: 1_000, timeoutMs: 15_000)
        #expect(batch.records.count == 1)
        #expect(start.duration(to: .now) < .seconds(10))
    }

    @Test func statisticsAndLogLinesAreHandedOver() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let lines = LineBox()
        let reader = try Reader(
            BusConfiguration(
                bootstrap: broker.bootstrap,
                properties: ["statistics.interval.ms": "100", "debug": "broker"],
                log: { lines.add($0) }))
        try reader.assign([TopicPartition("t", 0): .beginning])
        let end = Date(timeIntervalSinceNow: 20)
        while reader.statistics == nil, Date() < end {
            _ = try reader.fetch(max: 10, timeoutMs: 100)
        }
        #expect(reader.statistics?.first == UInt8(ascii: "{"))
        #expect(lines.count > 0)
    }
}

/// Collects log lines from librdkafka's threads.
final class LineBox: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [BusLogLine] = []

    func add(_ line: BusLogLine) { lock.withLock { lines.append(line) } }
    var count: Int { lock.withLock { lines.count } }
}
