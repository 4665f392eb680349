// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct FencingTests {
    @Test func aSecondProducerOfTheSameIDShutsOutTheFirstForEver() throws {
        let broker = try EmbeddedBroker(topics: "out")
        let first = try FencedProducer(broker.configuration, transactionalID: "relay")
        try first.initTransactions(timeoutMs: 10_000)
        _ = try first.send([OutgoingRecord("out", "one")], timeoutMs: 10_000)
        let second = try FencedProducer(broker.configuration, transactionalID: "relay")
        try second.initTransactions(timeoutMs: 10_000)
        for _ in 0..<2 {
            let error = busError {
                _ = try first.send([OutgoingRecord("out", "late")], timeoutMs: 10_000)
            }
            guard case .fenced = error else {
                Issue.record("expected to be fenced, got \(String(describing: error))")
                return
            }
        }
        _ = try second.send([OutgoingRecord("out", "two")], timeoutMs: 10_000)
        #expect(try broker.contents(of: "out") == ["one", "two"])
    }

    @Test func anotherIDFencesNobody() throws {
        let broker = try EmbeddedBroker(topics: "out")
        let producers = try ["north", "south"].map {
            try FencedProducer(broker.configuration, transactionalID: $0)
        }
        for producer in producers { try producer.initTransactions(timeoutMs: 10_000) }
        for producer in producers {
            _ = try producer.send([OutgoingRecord("out", "x")], timeoutMs: 10_000)
        }
        #expect(try broker.contents(of: "out") == ["x", "x"])
    }

    @Test func sendingBeforeTheFenceIsRefused() throws {
        let broker = try EmbeddedBroker(topics: "out")
        let producer = try FencedProducer(broker.configuration, transactionalID: "relay")
        let error = busError {
            _ = try producer.send([OutgoingRecord("out", "x")], timeoutMs: 5_000)
        }
        #expect(error != nil)
        #expect(try broker.contents(of: "out", .readUncommitted).isEmpty)
    }

    /// The record of a dead incarnation arrives four seconds after its death, when its successor
    /// has published the same event.
    @Test(.tags(.slow)) func theDelayedRequestOfADeadIncarnationIsShutOut() throws {
        let broker = try EmbeddedBroker(topics: "out")
        let holding = try HoldingProxy(upstream: broker.port)
        let front = try holding.front(replacing: broker.port)
        let victim = try FencedProducer(
            BusConfiguration(bootstrap: "127.0.0.1:\(front.port)"), transactionalID: "relay")
        try victim.initTransactions(timeoutMs: 10_000)
        _ = try victim.send([OutgoingRecord("out", "before")], timeoutMs: 10_000)

        holding.holdProduceRequests(forSeconds: 4)
        let ending = Background {
            busError { _ = try victim.send([OutgoingRecord("out", "event")], timeoutMs: 5_000) }
        }
        try #require(holding.waitUntilHeld(seconds: 10))
        front.close()  // From here on the victim is cut off, as by the death of its machine.

        let successor = try FencedProducer(broker.configuration, transactionalID: "relay")
        try successor.initTransactions(timeoutMs: 10_000)
        #expect(try broker.contents(of: "out") == ["before"])
        _ = try successor.send([OutgoingRecord("out", "event")], timeoutMs: 10_000)

        try #require(holding.waitUntilReleased(seconds: 15))
        #expect(try broker.contents(of: "out") == ["before", "event"])
        #expect(try broker.contents(of: "out", .readUncommitted) == ["before", "event"])
        let error = try #require(ending.value(withinSeconds: 30))
        #expect(error != nil)
    }

    /// The same without the fence, to show that the test above can fail.
    @Test(.tags(.slow)) func withoutTheFenceTheDelayedRequestDoublesTheEvent() throws {
        let broker = try EmbeddedBroker(topics: "out")
        let holding = try HoldingProxy(upstream: broker.port)
        let front = try holding.front(replacing: broker.port)
        let victim = try Producer(BusConfiguration(bootstrap: "127.0.0.1:\(front.port)"))
        _ = try victim.send([OutgoingRecord("out", "before")], timeoutMs: 10_000)

        holding.holdProduceRequests(forSeconds: 1)
        let ending = Background {
            try? victim.send([OutgoingRecord("out", "event")], timeoutMs: 3_000).first?.outcome
        }
        try #require(holding.waitUntilHeld(seconds: 10))
        front.close()
        let successor = try Producer(broker.configuration)
        #expect(try broker.contents(of: "out") == ["before"])
        _ = try successor.send([OutgoingRecord("out", "event")], timeoutMs: 10_000)

        try #require(holding.waitUntilReleased(seconds: 15))
        #expect(try broker.contents(of: "out") == ["before", "event", "event"])
        guard case .failed = ending.value(withinSeconds: 30) ?? nil else {
            Issue.record("a record that was not confirmed must be reported as such")
            return
        }
    }
}
