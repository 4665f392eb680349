// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Notifications
import Testing

/// Kafka orders nothing across topics: an alert must not fall between two.
extension SystemTests {
    @Test(.tags(.slow)) func entryAfterTheAdmissionStillBringsTheAlert() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("after", bus: broker.configuration, folder: folder, people: 3)
        let daemon = try scene.area.startReady()
        let (candidate, patient, adult) = (scene.people[0], scene.people[1], scene.people[2])
        let admitted = Instant.now.hoursEarlier(30)
        try scene.sender.send([
            // In a bed in scope and unknown: a candidate's case.
            scene.sender.hospital(.admitted, candidate, visit: "A1", admitted: admitted),
            // In a general bed: nobody's case at all.
            scene.sender.hospital(
                .admitted, patient, visit: "A2", admitted: admitted, ward: .general),
            scene.sender.hospital(.updated, adult, visit: "A3", admitted: admitted, ward: .general),
        ])
        #expect(scene.everythingDecided(daemon))
        let topic = TopicNames().input(.admissions)
        #expect(daemon.outcomes()["\(topic)/no-match"] == 2)
        #expect(daemon.outcomes()["\(topic)/acted"] == 1)

        try scene.sender.send(scene.people.map { scene.sender.entry($0, area: scene.area.area) })
        #expect(scene.everybodyAlerted([candidate]))
        #expect(scene.everythingDecided(daemon))
        #expect(
            waitUntil(seconds: 10, every: 0.1) { daemon.outcomes()["\(topic)/acted"] == 3 },
            "\(daemon.outcomes())")
        #expect(daemon.outcomes()["\(topic)/no-match"] == nil)
        let general = waitUntil(seconds: 10, every: 0.1) {
            Set(scene.judge.seen.of("alert.opened", rule: "D-044a").map(\.subject))
                == ["person:\(patient.registerId)", "person:\(adult.registerId)"]
        }
        #expect(
            general, "\(scene.judge.seen.of("alert.opened").map { "\($0.subject) \($0.rule)" })")
        // The true anchor: what is due counts from the admission, not from the entry.
        let reviews = scene.judge.seen.of("task.opened", rule: "D-047a").filter {
            $0.subject == "person:\(candidate.registerId)"
        }
        let due = try #require(reviews.first?.data["dueAt"]?.string.flatMap(Instant.init(iso8601:)))
        let days = Double(due.milliseconds - admitted.milliseconds) / 86_400_000
        #expect((14.0...15.0).contains(days), "due \(days) days after the admission")
        // Nobody goes on looking for an unknown young person.
        let ended = waitUntil(seconds: 10, every: 0.1) {
            let seen = scene.judge.seen
            let over = Set(
                (seen.of("task.withdrawn") + seen.of("task.closed")).map(\.obligation))
            return seen.of("task.opened", rule: "D-046").allSatisfy { over.contains($0.obligation) }
        }
        #expect(ended)
        #expect(!scene.judge.seen.of("task.opened", rule: "D-046").isEmpty)
        #expect(daemon.terminate() == 0)
        #expect(
            try LedgerJudge(ledger: scene.area.ledger()).outcomesByTopic() == scene.sender.items)
        try scene.expectNoBreach()
    }

    @Test(.tags(.slow)) func entryAndAdmissionAtTheSameMoment() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("same", bus: broker.configuration, folder: folder, people: 120)
        let daemon = try scene.area.startReady()
        for (index, person) in scene.people.enumerated() {
            let entry = scene.sender.entry(person, area: scene.area.area)
            let admission = scene.sender.hospital(
                .admitted, person, visit: "M\(index)", admitted: Instant.now.hoursEarlier(1))
            try scene.sender.send(
                index.isMultiple(of: 2) ? [entry, admission] : [admission, entry])
        }
        #expect(scene.everybodyAlerted(scene.people, seconds: 60))
        #expect(scene.everythingDecided(daemon))
        let lag = daemon.metrics()["keywatch_incidents_total{kind=\"register_lag\"}"]
        #expect(lag == 0)
        #expect(daemon.terminate() == 0)
        try scene.expectNoBreach()
    }
}
