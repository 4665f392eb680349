// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

@Suite struct AdminTests {
    @Test func aBrokerThatCannotCreateTopicsIsToldApart() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let admin = try Admin(broker.configuration)
        let error = busError {
            _ = try admin.createTopics([TopicSpec("n", partitions: 2)], timeoutMs: 10_000)
        }
        guard case .notSupported = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }

    @Test func aTopicThatCannotBeAskedForIsRefusedAlone() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let admin = try Admin(broker.configuration)
        let outcomes = try admin.createTopics([TopicSpec("n", partitions: 200_000)], timeoutMs: 5_000)
        guard case .refused = outcomes["n"] else {
            Issue.record("unexpected: \(outcomes)")
            return
        }
    }

    /// Against any broker that creates topics: its address comes from the environment.
    static let cluster = ProcessInfo.processInfo.environment["KEYWATCH_TEST_BOOTSTRAP"]

    @Test(.enabled(if: cluster != nil))
    func topicsAreCreatedOnceAndThenExist() throws {
        let admin = try Admin(BusConfiguration(bootstrap: Self.cluster ?? ""))
        let spec = TopicSpec("bus-test-\(UInt32.random(in: 0 ..< .max))", partitions: 2)
        #expect(try admin.createTopics([spec], timeoutMs: 20_000) == [spec.name: .created])
        #expect(try admin.createTopics([spec], timeoutMs: 20_000) == [spec.name: .existed])
    }
}
