// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Bus

@Suite struct RefusalTests {
    private let broker: EmbeddedBroker

    init() throws { broker = try EmbeddedBroker(topics: "out") }

    private func fenced(_ properties: [String: String] = [:]) throws -> FencedProducer {
        let producer = try FencedProducer(
            broker.configuration(properties), transactionalID: "relay")
        try producer.initTransactions(timeoutMs: 10_000)
        return producer
    }

    @Test func aRecordTooLargeIsRefusedAndTheRestOfItsBatchDelivered() throws {
        let producer = try fenced(["message.max.bytes": "2000"])
        let batch = [
            OutgoingRecord("out", "first"),
            OutgoingRecord("out", String(repeating: "x", count: 5_000)),
            OutgoingRecord("out", "third"),
        ]
        let reports = try producer.send(batch, timeoutMs: 10_000)
        #expect(reports.map { $0.offset != nil } == [true, false, true])
        #expect(reports[1].refusal?.name == "MSG_SIZE_TOO_LARGE")
        #expect(reports[1].refusal?.isPermanentRefusal == true)
        _ = try producer.send([OutgoingRecord("out", "after")], timeoutMs: 10_000)
        #expect(try broker.contents(of: "out") == ["first", "third", "after"])
    }

    @Test func thePlainProducerTellsARefusalApartToo() throws {
        let producer = try Producer(broker.configuration(["message.max.bytes": "2000"]))
        let batch = [
            OutgoingRecord("out", String(repeating: "x", count: 5_000)),
            OutgoingRecord("out", "second"),
        ]
        let reports = try producer.send(batch, timeoutMs: 10_000)
        #expect(reports[0].refusal?.name == "MSG_SIZE_TOO_LARGE")
        #expect(reports[1].offset == 0)
    }

    /// 10 message too large, 87 invalid record.
    @Test(arguments: [Int32(10), 87])
    func aRefusalByTheBrokerNamesTheRecordAndLeavesTheProducerUsable(code: Int32) throws {
        let producer = try fenced()
        try broker.injectErrors([code], for: .produce)
        try expectRefusal(code, producer)
        // librdkafka needs a second abort to get over the sequence numbers of what was refused.
        for _ in 0..<2 {
            let error = busError {
                _ = try producer.send([OutgoingRecord("out", "yes")], timeoutMs: 10_000)
            }
            guard case .readBackBeforeSending(_, [:]) = error else { break }
        }
        #expect(try broker.contents(of: "out") == ["yes"])
    }

    @Test func missingRightsToOneTopicLeaveTheOthersOpen() throws {
        try broker.createTopic("open", partitions: 1)
        let producer = try fenced()
        try broker.injectErrors([29], for: .produce)
        try expectRefusal(29, producer)
        let reports = try producer.send(
            [OutgoingRecord("open", "yes"), OutgoingRecord("out", "no")], timeoutMs: 10_000)
        #expect(reports[0].offset == 0)
        #expect(reports[1].refusal?.code == 29)
        #expect(try broker.contents(of: "open") == ["yes"])
    }

    /// Sends one record, which is expected to be refused with this code.
    private func expectRefusal(_ code: Int32, _ producer: FencedProducer) throws {
        let error = busError {
            _ = try producer.send([OutgoingRecord("out", "no")], timeoutMs: 10_000)
        }
        guard case .readBackBeforeSending(let failure, let refused) = error else {
            Issue.record("expected to be told to read back, got \(String(describing: error))")
            return
        }
        #expect(failure.isPermanentRefusal)
        #expect(refused.keys.sorted() == [0])
        #expect(refused[0]?.code == code)
    }

    @Test func rightsMissingWhenAPartitionJoinsTheTransactionAreLaidToTheTopic() throws {
        let producer = try fenced()
        try broker.injectErrors([29], for: .addPartitionsToTransaction)
        let error = busError {
            _ = try producer.send(
                [OutgoingRecord("out", "a"), OutgoingRecord("out", "b")], timeoutMs: 10_000)
        }
        guard case .readBackBeforeSending(let failure, let refused) = error else {
            Issue.record("expected to be told to read back, got \(String(describing: error))")
            return
        }
        #expect(failure.isPermanentRefusal)
        #expect(refused.keys.sorted() == [0, 1])
        _ = try producer.send([OutgoingRecord("out", "yes")], timeoutMs: 10_000)
    }

    @Test func passingErrorsAreRiddenOut() throws {
        let producer = try fenced()
        // 14 coordinator loading, 16 not coordinator, 7 timed out, 6 not leader.
        try broker.injectErrors([14, 16], for: .endTransaction)
        try broker.injectErrors([7, 6], for: .produce)
        let reports = try producer.send([OutgoingRecord("out", "x")], timeoutMs: 20_000)
        #expect(reports.count == 1)
        #expect(try broker.contents(of: "out") == ["x"])
    }

    @Test func errorTextsHoldNoMessageBytes() throws {
        let producer = try fenced(["message.max.bytes": "2000"])
        let secret = String(repeating: "Jane Secret ", count: 500)
        let reports = try producer.send([OutgoingRecord("out", secret)], timeoutMs: 10_000)
        #expect(reports[0].refusal?.description.contains("Jane") == false)
    }
}
