// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct EmbeddedBrokerTests {
    @Test func aTakenPortIsNamed() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let error = busError { _ = try EmbeddedBroker(port: broker.port) }
        #expect(error == .portTaken(host: "127.0.0.1", port: broker.port))
    }

    @Test func aPortCanBeTakenAgainAfterClosing() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        _ = try producer.send([OutgoingRecord("t", "x")], timeoutMs: 10_000)
        broker.close()
        let again = try EmbeddedBroker(port: broker.port)
        #expect(again.port == broker.port)
    }

    @Test func aHostThatIsNoAddressIsRefused() {
        let error = busError { _ = try EmbeddedBroker(host: "no address", port: 0) }
        guard case .socket = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }

    @Test func topicsSpringUpWithFourPartitions() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration)
        let batch = (0..<50).map {
            OutgoingRecord(topic: "new", key: Array("\($0)".utf8), value: [])
        }
        let reports = try producer.send(batch, timeoutMs: 20_000)
        #expect(Set(reports.map(\.partition)) == [0, 1, 2, 3])
    }

    @Test func manyClientsAreServedAtOnce() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let configuration = broker.configuration
        let clients = (0..<20).map { number in
            Background {
                let producer = try? Producer(configuration)
                let record = OutgoingRecord("t", "from \(number)")
                return (try? producer?.send([record], timeoutMs: 20_000))?.first?.offset
            }
        }
        let offsets = clients.compactMap { $0.value(withinSeconds: 30) ?? nil }
        #expect(offsets.sorted() == Array(0..<20))
    }

    @Test func framesLargerThanAnyBufferPassUnharmed() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let producer = try Producer(broker.configuration(["message.max.bytes": "5000000"]))
        let value = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let record = OutgoingRecord(topic: "t", partition: 0, key: nil, value: value)
        _ = try producer.send([record], timeoutMs: 20_000)
        let reader = try Reader(broker.configuration)
        try reader.assign([TopicPartition("t", 0): .beginning])
        #expect(try reader.records(1).first?.value == value)
    }

    @Test func bytesThatAreNotKafkaEndOnlyTheirOwnConnection() throws {
        let broker = try EmbeddedBroker(topics: "t")
        for text in ["GET / HTTP/1.1\r\n\r\n", "\0\0\0\u{1}twelve bytes"] {
            guard let stranger = SocketHandle.connecting(to: broker.port) else {
                Issue.record("no connection")
                return
            }
            var queue = ByteQueue()
            queue.append(Array(text.utf8)[...])
            while queue.write(to: stranger) == .wouldBlock { Thread.sleep(forTimeInterval: 0.01) }
        }
        let producer = try Producer(broker.configuration)
        let reports = try producer.send([OutgoingRecord("t", "x")], timeoutMs: 10_000)
        #expect(reports.map(\.offset) == [0])
    }
}
