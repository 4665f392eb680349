// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct OutageTests {
    @Test(.tags(.slow)) func aReaderRecoversWhenTheBrokerComesBack() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        _ = try producer.send([OutgoingRecord("t", "before")], timeoutMs: 10_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        #expect(try reader.records(1).map(\.value.text) == ["before"])

        try broker.setDown()
        let event = try reader.event { $0 == .allBrokersDown }
        #expect(event == .allBrokersDown)
        let error = busError {
            _ = try reader.watermarks(of: TopicPartition("t", 0), timeoutMs: 300)
        }
        guard case .retriable = error else {
            Issue.record("expected to be told to try again, got \(String(describing: error))")
            return
        }
        try broker.setUp()
        _ = try producer.send([OutgoingRecord("t", "after")], timeoutMs: 20_000)
        #expect(try reader.records(1).map(\.value.text) == ["after"])
    }

    @Test(.tags(.slow)) func aBatchCutOffByAnOutageIsNotSentTwice() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try FencedProducer(broker.configuration, transactionalID: "relay")
        try producer.initTransactions(timeoutMs: 10_000)
        _ = try producer.send([OutgoingRecord("t", "before")], timeoutMs: 10_000)
        try broker.setDown()
        let error = busError {
            _ = try producer.send([OutgoingRecord("t", "lost")], timeoutMs: 1_000)
        }
        guard case .readBackBeforeSending = error else {
            Issue.record("expected to be told to read back, got \(String(describing: error))")
            return
        }
        try broker.setUp()
        // What was left open is settled first; after that the batch may be sent.
        var attempts = 0
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end {
            attempts += 1
            let error = busError {
                _ = try producer.send([OutgoingRecord("t", "after")], timeoutMs: 10_000)
            }
            guard let error else { break }
            guard case .readBackBeforeSending = error else {
                Issue.record("unexpected: \(error)")
                break
            }
        }
        #expect(attempts <= 3)
        #expect(try broker.contents(of: "t") == ["before", "after"])
    }

    @Test func aReaderWithoutAnyBrokerSaysSo() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let configuration = broker.configuration
        broker.close()
        let reader = try Reader(configuration)
        try reader.assign([TopicPartition("t", 0): .offset(0)])
        #expect(try reader.event { $0 == .allBrokersDown } == .allBrokersDown)
    }
}
