// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Notifications
import Policy

/// Puts single records on the input topics and counts what has to have an outcome.
final class RecordSender {
    let zone: TimeZoneRules
    private let producer: Producer
    private let decoder: NotificationDecoder
    private let topics = TopicNames()
    private var serial = 0
    /// Items by topic.
    private(set) var items: [String: Int] = [:]

    init(_ bus: BusConfiguration) throws {
        var bus = bus
        bus.properties["message.max.bytes"] = "4000000"
        producer = try Producer(bus)
        zone = try TimeZoneRules.london()
        decoder = NotificationDecoder(zone: zone)
    }

    deinit { producer.close() }

    struct NotTaken: Error { let reports: [DeliveryReport] }

    /// Sends in this order; throws when the broker does not take all.
    func send(_ records: [(topic: InputTopic, key: String?, value: [UInt8]?)]) throws {
        let reports = try producer.send(
            records.map {
                OutgoingRecord(
                    topic: topics.input($0.topic), key: $0.key.map { Array($0.utf8) },
                    value: $0.value)
            }, timeoutMs: 30_000)
        for (record, report) in zip(records, reports) {
            guard case .delivered = report.outcome else { throw NotTaken(reports: reports) }
            let count =
                record.topic == .register
                ? 1
                : decoder.decode(
                    record.value, topicHint: record.topic.kind, receivedAt: .now
                ).count
            items[topics.input(record.topic), default: 0] += count
        }
    }

    /// An admission of a person some hours ago, or another message of that visit.
    func hospital(
        _ trigger: HospitalMessage.Trigger, _ person: TrialPerson, visit: String,
        admitted: Instant, ward: HospitalMessage.Ward = .mentalHealth
    ) -> (topic: InputTopic, key: String?, value: [UInt8]?) {
        serial += 1
        let message = HospitalMessage(
            trigger: trigger, person: person, visit: visit, controlID: "T\(serial)",
            admittedAt: admitted, dischargedAt: trigger == .discharged ? .now : nil,
            sentAt: .now, ward: ward)
        return (.admissions, person.localId, Array(message.text(zone).utf8))
    }

    func entry(
        _ person: TrialPerson, area: String, version: Int = 1
    ) -> (topic: InputTopic, key: String?, value: [UInt8]?) {
        (.register, person.registerId, person.entry(area: area, version: version).utf8)
    }
}

extension Instant {
    /// The wall clock.
    static var now: Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    func hoursEarlier(_ hours: Int64) -> Instant {
        Instant(milliseconds: milliseconds - hours * 3_600_000)
    }
}

extension TrialPerson {
    /// People of a seed, from an index on.
    static func people(_ count: Int, from index: Int = 0, seed: UInt64) -> [TrialPerson] {
        var random = SeededGenerator(seed: seed)
        return (index..<index + count).map { TrialPerson($0, &random) }
    }
}
