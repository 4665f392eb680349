// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct ReaderPositionTests {
    private let broker: EmbeddedBroker
    private let reader: Reader
    private let place = TopicPartition("t", 0)
    private let other = TopicPartition("u", 0)

    init() throws {
        broker = try EmbeddedBroker(topics: "t", "u")
        let producer = try Producer(broker.configuration)
        let batch = (0..<20).map { OutgoingRecord("t", "t\($0)") }
        let more = (0..<5).map { OutgoingRecord("u", "u\($0)") }
        _ = try producer.send(batch + more, timeoutMs: 10_000)
        reader = try Reader(broker.configuration)
    }

    @Test func readingBeginsExactlyWhereItIsToldTo() throws {
        try reader.assign([place: .offset(17), other: .beginning])
        let records = try reader.records(8)
        #expect(records.filter { $0.topic == "t" }.map(\.offset) == [17, 18, 19])
        #expect(records.filter { $0.topic == "u" }.map(\.offset) == [0, 1, 2, 3, 4])
        #expect(reader.assigned == [place: .offset(20), other: .offset(5)])
    }

    @Test func theEndIsWhatComesAfterNow() throws {
        try reader.assign([place: .end])
        _ = try reader.fetch(max: 10, timeoutMs: 500)
        let producer = try Producer(broker.configuration)
        let end = Date(timeIntervalSinceNow: 20)
        var records: [Record] = []
        var sent = 0
        while records.isEmpty, Date() < end {
            _ = try producer.send([OutgoingRecord("t", "new\(sent)")], timeoutMs: 10_000)
            sent += 1
            records = try reader.fetch(max: 100, timeoutMs: 300).records
        }
        #expect(records.allSatisfy { $0.offset >= 20 && $0.value.text.hasPrefix("new") })
        #expect(!records.isEmpty)
    }

    @Test func aNewAssignmentReplacesTheOldOneAndMayGoBack() throws {
        try reader.assign([place: .beginning])
        #expect(try reader.records(20).count == 20)
        try reader.assign([place: .offset(5)])
        #expect(try reader.records(15).map(\.offset) == Array(5..<20))
        try reader.assign([other: .offset(4)])
        #expect(try reader.records(1).map(\.topic) == ["u"])
    }

    @Test func partitionsAreAddedAndRemovedWithoutDisturbingOthers() throws {
        try reader.assign([place: .beginning])
        #expect(try reader.records(20, max: 3).count == 20)
        try reader.add([other: .offset(2)])
        #expect(try reader.records(3).map(\.offset) == [2, 3, 4])
        try reader.remove([place])
        #expect(reader.assigned == [other: .offset(5)])
        try reader.add([other: .offset(0)])
        #expect(try reader.records(5).map(\.offset) == [0, 1, 2, 3, 4])
    }

    @Test(arguments: [Int64(5_000), 21])
    func aPositionPastTheEndIsAGap(asked: Int64) throws {
        try reader.assign([place: .offset(asked)])
        let event = try reader.event { if case .gap = $0 { true } else { false } }
        #expect(
            event == .gap(at: place, asked: asked, Watermarks(low: 0, high: 20)))
        #expect(reader.assigned.isEmpty)
        try reader.add([place: .offset(19)])
        #expect(try reader.records(1).map(\.offset) == [19])
    }

    @Test func theEndIsKnownToBeReached() throws {
        let ends = [place: Int64(20), other: 5]
        #expect(!reader.hasRead(to: ends))
        try reader.assign([place: .offset(18), other: .end])
        let end = Date(timeIntervalSinceNow: 20)
        while !reader.hasRead(to: ends), Date() < end {
            _ = try reader.fetch(max: 10, timeoutMs: 100)
        }
        #expect(reader.assigned == [place: .offset(20), other: .offset(5)])
        #expect(reader.hasRead(to: [TopicPartition("none", 0): 0]))
        #expect(!reader.hasRead(to: [TopicPartition("none", 0): 1]))
    }

    @Test func thePositionRightAtTheEndIsNoGap() throws {
        try reader.assign([place: .offset(20)])
        let end = Date(timeIntervalSinceNow: 1.5)
        while Date() < end { #expect(try reader.fetch(max: 10, timeoutMs: 100).isEmpty) }
    }

    @Test func recordsThatTheBrokerDroppedAreAGap() throws {
        let producer = try Producer(
            broker.configuration(["message.max.bytes": "2000000", "linger.ms": "0"]))
        let big = OutgoingRecord(
            topic: "t", partition: 0, key: nil, value: [UInt8](repeating: 7, count: 900_000))
        for _ in 0..<12 { _ = try producer.send([big], timeoutMs: 10_000) }
        let marks = try reader.watermarks(of: place, timeoutMs: 10_000)
        try #require(marks.low > 3, "the broker was expected to drop its oldest records")
        try reader.assign([place: .offset(3)])
        let event = try reader.event { if case .gap = $0 { true } else { false } }
        #expect(event == .gap(at: place, asked: 3, marks))
    }

    @Test func aPartitionThatDoesNotExistIsReported() throws {
        try reader.assign([TopicPartition("t", 9): .offset(0), place: .beginning])
        let event = try reader.event { if case .unknown = $0 { true } else { false } }
        #expect(event == .unknown(TopicPartition("t", 9)))
    }

    @Test func watermarksOfManyPartitionsComeTogether() throws {
        let marks = try reader.watermarks(of: [place, other], timeoutMs: 10_000)
        #expect(marks == [place: Watermarks(low: 0, high: 20), other: Watermarks(low: 0, high: 5)])
        #expect(reader.cachedWatermarks(of: place) == nil)
        try reader.assign([place: .beginning])
        _ = try reader.records(20)
        #expect(reader.cachedWatermarks(of: place)?.high == 20)
    }

    @Test func metadataTellsPartitionsAndTheCluster() throws {
        try broker.createTopic("wide", partitions: 7)
        let counts = try reader.partitions(of: ["t", "wide"], timeoutMs: 10_000)
        #expect(counts == ["t": 1, "wide": 7])
        #expect(try !reader.clusterID(timeoutMs: 10_000).isEmpty)
    }

    @Test func offsetsAreFoundByTime() throws {
        // The embedded broker knows no timestamps: it answers with an end of the log or nothing.
        let found = try reader.offsets(at: 1, of: [place], timeoutMs: 10_000)
        #expect(found.keys.sorted() == [place])
    }

    @Test func commitsForLagToolsAreMadeUnderTheirGroup() throws {
        let reader = try Reader(
            broker.configuration, ReaderOptions(isolation: .readCommitted, lagGroup: "lag"))
        try reader.assign([place: .beginning])
        _ = try reader.records(20)
        reader.commitForLagTools([place: 20])
        _ = try reader.fetch(max: 1, timeoutMs: 1_000)
        #expect(reader.lagCommitFailures == 0)
        reader.close()
        reader.commitForLagTools([place: 20])
    }
}
