// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Self
}

extension EmbeddedBroker {
    /// A broker on a free port with these topics of one partition each.
    convenience init(topics: String...) throws {
        try self.init(port: 0, topics: topics.map { TopicSpec($0, partitions: 1) })
    }

    var configuration: BusConfiguration { BusConfiguration(bootstrap: bootstrap) }

    func configuration(_ properties: [String: String]) -> BusConfiguration {
        BusConfiguration(bootstrap: bootstrap, properties: properties)
    }

    /// Everything in partition 0 of the topic, read anew.
    func contents(of topic: String, _ isolation: Isolation = .readCommitted) throws -> [String] {
        let reader = try Reader(configuration, ReaderOptions(isolation: isolation))
        defer { reader.close() }
        let place = TopicPartition(topic, 0)
        let high = try reader.watermarks(of: place, timeoutMs: 10_000).high
        try reader.assign([place: .beginning])
        var texts: [String] = []
        let end = Date(timeIntervalSinceNow: 20)
        while !reader.hasRead(to: [place: high]), Date() < end {
            for record in try reader.fetch(max: 1_000, timeoutMs: 100).records {
                texts.append(record.value.text)
            }
        }
        try #require(reader.hasRead(to: [place: high]), "the topic could not be read to its end")
        return texts
    }
}

extension Reader {
    /// Fetches until there are `count` records or 20 seconds have passed.
    func records(_ count: Int, max: Int = 1_000) throws -> [Record] {
        var records: [Record] = []
        let end = Date(timeIntervalSinceNow: 20)
        while records.count < count, Date() < end {
            records += try fetch(max: max, timeoutMs: 200).records
        }
        return records
    }

    /// Fetches until `wanted` accepts an event, at most for 20 seconds.
    func event(_ wanted: (ReaderEvent) -> Bool) throws -> ReaderEvent? {
        let end = Date(timeIntervalSinceNow: 20)
        while Date() < end {
            if let event = try fetch(max: 1_000, timeoutMs: 200).events.first(where: wanted) {
                return event
            }
        }
        return nil
    }
}

extension [UInt8]? {
    var text: String { map { String(decoding: $0, as: UTF8.self) } ?? "(null)" }
}

extension OutgoingRecord {
    /// A record of one text, without a key.
    init(_ topic: String, _ text: String, partition: Int32? = 0) {
        self.init(topic: topic, partition: partition, key: nil, value: Array(text.utf8))
    }
}

extension DeliveryReport {
    var offset: Int64? { if case .delivered(let offset) = outcome { offset } else { nil } }
    var refusal: BusFailure? { if case .refused(let failure) = outcome { failure } else { nil } }
}

/// Runs blocking work on a thread of its own and hands its result to whoever waits.
final class Background<Value: Sendable>: Sendable {
    private let done = DispatchSemaphore(value: 0)
    private let result: Result

    private final class Result: @unchecked Sendable {
        // Written before the semaphore is signalled, read after it was waited for.
        var value: Value?
    }

    init(_ work: @escaping @Sendable () -> Value) {
        let result = Result()
        let done = done
        self.result = result
        Thread {
            result.value = work()
            done.signal()
        }.start()
    }

    /// The result, or nil when it does not come in time.
    func value(withinSeconds seconds: Double) -> Value? {
        guard done.wait(timeout: .now() + seconds) == .success else { return nil }
        done.signal()
        return result.value
    }
}

/// The error that `work` throws, if it is one of the bus.
func busError(_ work: () throws -> Void) -> BusError? {
    do {
        try work()
        return nil
    } catch {
        return error as? BusError
    }
}
