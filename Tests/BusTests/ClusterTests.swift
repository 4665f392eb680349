// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

private let clusterAddress = ProcessInfo.processInfo.environment["KEYWATCH_TEST_BOOTSTRAP"]

/// Against a broker that is not ours, whose address the environment gives in
/// `KEYWATCH_TEST_BOOTSTRAP`.
@Suite(.enabled(if: clusterAddress != nil), .serialized) struct ClusterTests {
    private let configuration = BusConfiguration(bootstrap: clusterAddress ?? "")
    private let topic = "bus-test-\(UInt32.random(in: 0 ..< .max))"

    init() throws {
        let admin = try Admin(configuration)
        let spec = TopicSpec(topic, partitions: 1)
        #expect(try admin.createTopics([spec], timeoutMs: 20_000) == [topic: .created])
        #expect(try admin.createTopics([spec], timeoutMs: 20_000) == [topic: .existed])
    }

    private func contents() throws -> [String] {
        let reader = try Reader(configuration)
        defer { reader.close() }
        let place = TopicPartition(topic, 0)
        let high = try reader.watermarks(of: place, timeoutMs: 10_000).high
        try reader.assign([place: .beginning])
        var texts: [String] = []
        let end = Date(timeIntervalSinceNow: 30)
        while !reader.hasRead(to: [place: high]), Date() < end {
            texts += try reader.fetch(max: 1_000, timeoutMs: 100).records.map(\.value.text)
        }
        try #require(reader.hasRead(to: [place: high]))
        return texts
    }

    @Test func aSecondHolderFencesTheFirst() throws {
        let id = "\(topic)-relay"
        let first = try FencedProducer(configuration, transactionalID: id)
        try first.initTransactions(timeoutMs: 30_000)
        let reports = try first.send([OutgoingRecord(topic, "one")], timeoutMs: 30_000)
        #expect(reports.map(\.offset) == [0])
        let second = try FencedProducer(configuration, transactionalID: id)
        try second.initTransactions(timeoutMs: 30_000)
        for _ in 0..<2 {
            let error = busError {
                _ = try first.send([OutgoingRecord(topic, "late")], timeoutMs: 20_000)
            }
            guard case .fenced = error else {
                Issue.record("expected to be fenced, got \(String(describing: error))")
                return
            }
        }
        _ = try second.send([OutgoingRecord(topic, "two")], timeoutMs: 30_000)
        #expect(try contents() == ["one", "two"])
    }

    @Test func theDelayedRequestOfADeadIncarnationIsShutOut() throws {
        let port = try #require(clusterAddress?.split(separator: ":").last.flatMap { Int($0) })
        let holding = try HoldingProxy(upstream: port)
        let front = try holding.front(replacing: port)
        let id = "\(topic)-relay"
        let victim = try FencedProducer(
            BusConfiguration(bootstrap: "127.0.0.1:\(front.port)"), transactionalID: id)
        try victim.initTransactions(timeoutMs: 30_000)
        _ = try victim.send([OutgoingRecord(topic, "before")], timeoutMs: 30_000)
        holding.holdProduceRequests(forSeconds: 4)
        let record = OutgoingRecord(topic, "event")
        let ending = Background { busError { _ = try victim.send([record], timeoutMs: 5_000) } }
        try #require(holding.waitUntilHeld(seconds: 10))
        front.close()
        let successor = try FencedProducer(configuration, transactionalID: id)
        try successor.initTransactions(timeoutMs: 30_000)
        #expect(try contents() == ["before"])
        _ = try successor.send([record], timeoutMs: 30_000)
        try #require(holding.waitUntilReleased(seconds: 15))
        #expect(try contents() == ["before", "event"])
        #expect(try #require(ending.value(withinSeconds: 30)) != nil)
    }

    @Test func aBogusPositionIsAGap() throws {
        let producer = try Producer(configuration)
        _ = try producer.send([OutgoingRecord(topic, "x")], timeoutMs: 30_000)
        let reader = try Reader(configuration)
        let place = TopicPartition(topic, 0)
        try reader.assign([place: .offset(5_000)])
        let event = try reader.event { if case .gap = $0 { true } else { false } }
        #expect(event == .gap(at: place, asked: 5_000, Watermarks(low: 0, high: 1)))
    }

    @Test func partitionsAndClusterAreTold() throws {
        let reader = try Reader(configuration)
        #expect(try reader.partitions(of: [topic, "missing"], timeoutMs: 10_000) == [topic: 1])
        #expect(try !reader.clusterID(timeoutMs: 10_000).isEmpty)
    }
}
