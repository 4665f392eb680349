// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Bus

@Suite struct ConfigurationTests {
    private func configuration(_ properties: [String: String]) -> BusConfiguration {
        BusConfiguration(bootstrap: "127.0.0.1:9", properties: properties)
    }

    @Test(arguments: [ClientRole.consumer, .producer])
    func anUnknownPropertyIsNamed(role: ClientRole) {
        let error = busError { try configuration(["no.such.property": "1"]).check(role) }
        guard case .configuration("no.such.property", let reason) = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        #expect(reason.contains(Librdkafka.version))
    }

    @Test func aWrongValueIsNamedWithoutBeingQuoted() {
        let error = busError {
            try configuration(["security.protocol": "hunter2"]).check(.consumer)
        }
        guard case .configuration("security.protocol", _) = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test(arguments: [
        ("auto.offset.reset", "earliest"), ("enable.auto.commit", "true"), ("group.id", "mine"),
    ])
    func whatAReaderPromisesCannotBeConfiguredAway(property: String, value: String) {
        let error = busError { try configuration([property: value]).check(.consumer) }
        guard case .configuration(property, _) = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }

    @Test func anyOtherPropertyPasses() throws {
        try configuration(["fetch.max.bytes": "1000000", "client.id": "k"]).check(.consumer)
        try configuration(["compression.type": "gzip", "acks": "all"]).check(.producer)
    }

    @Test func contradictionsAreFoundWhenTheClientIsMade() {
        let error = busError { _ = try Producer(configuration(["acks": "0"])) }
        guard case .configuration = error else {
            Issue.record("unexpected: \(String(describing: error))")
            return
        }
    }

    @Test func newerPropertiesAreProbedFor() {
        #expect(Librdkafka.supports(property: "bootstrap.servers"))
        #expect(!Librdkafka.supports(property: "no.such.property"))
    }
}
