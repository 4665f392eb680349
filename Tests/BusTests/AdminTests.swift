// SPDX-License-Identifier: Apache-2.0
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
        let outcomes = try admin.createTopics(
            [TopicSpec("n", partitions: 200_000)], timeoutMs: 5_000)
        guard case .refused = outcomes["n"] else {
            Issue.record("unexpected: \(outcomes)")
            return
        }
    }
}
