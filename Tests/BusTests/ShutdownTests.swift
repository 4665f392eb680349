// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct ShutdownTests {
    /// Ends within ten seconds or fails.
    private func ends(_ work: @escaping @Sendable () -> Void) -> Bool {
        Background(work).value(withinSeconds: 10) != nil
    }

    @Test func everythingClosesWithRecordsUnderWay() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let filler = try Producer(broker.configuration)
        let batch = (0..<5_000).map { OutgoingRecord("t", "record \($0)") }
        _ = try filler.send(batch, timeoutMs: 20_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        _ = try reader.fetch(max: 10, timeoutMs: 5_000)
        let fenced = try FencedProducer(broker.configuration, transactionalID: "relay")
        try fenced.initTransactions(timeoutMs: 10_000)
        try broker.setRoundTrip(ms: 2_000)
        let sending = Background { try? fenced.send(batch, timeoutMs: 500) }
        #expect(ends { reader.close() })
        #expect(ends { filler.close() })
        #expect(ends { fenced.close() })
        _ = sending.value(withinSeconds: 30)
        #expect(ends { broker.close() })
    }

    @Test func everythingClosesWithTheBrokerGone() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        _ = try producer.send([OutgoingRecord("t", "x")], timeoutMs: 10_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        _ = try reader.records(1)
        let admin = try Admin(broker.configuration)
        #expect(ends { broker.close() })
        #expect(ends { reader.close() })
        #expect(ends { producer.close() })
        #expect(ends { admin.close() })
    }

    @Test func closingWakesAFetchThatWaits() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        let fetching = Background { try? reader.fetch(max: 1, timeoutMs: 60_000).isEmpty }
        // However early the close comes, the fetch either never begins or is woken.
        while fetching.value(withinSeconds: 0.2) == nil
            && reader.cachedWatermarks(
                of: TopicPartition("t", 0)) == nil
        {}
        reader.close()
        #expect(fetching.value(withinSeconds: 10) != nil)
    }

    @Test func afterClosingEveryCallSaysSo() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let reader = try Reader(broker.configuration)
        let producer = try Producer(broker.configuration)
        let fenced = try FencedProducer(broker.configuration, transactionalID: "relay")
        let admin = try Admin(broker.configuration)
        for _ in 0..<2 {
            reader.close()
            producer.close()
            fenced.close()
            admin.close()
            broker.close()
        }
        #expect(busError { _ = try reader.fetch(max: 1, timeoutMs: 1) } == .closed)
        #expect(busError { try reader.assign([:]) } == .closed)
        #expect(busError { _ = try producer.send([], timeoutMs: 1) } == .closed)
        #expect(busError { _ = try fenced.send([], timeoutMs: 1) } == .closed)
        #expect(busError { _ = try admin.createTopics([], timeoutMs: 1) } == .closed)
        #expect(busError { try broker.setDown() } == .closed)
        #expect(reader.statistics == nil)
    }
}
