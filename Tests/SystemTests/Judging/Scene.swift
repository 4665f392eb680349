// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Notifications
import Testing

/// An area with its daemon to be, a sender of single records and a judge of its topics.
final class Scene {
    let area: DaemonArea
    let sender: RecordSender
    let judge: TopicJudge
    let people: [TrialPerson]

    init(
        _ name: String, bus: BusConfiguration, daemonBus: BusConfiguration? = nil,
        folder: TemporaryFolder, people count: Int
    ) throws {
        people = TrialPerson.people(count, seed: 7)
        area = try DaemonArea(name, bootstrap: (daemonBus ?? bus).bootstrap, in: folder)
        sender = try RecordSender(bus)
        judge = TopicJudge(area: name, bus: bus, secrets: people.flatMap(\.secrets))
        judge.start()
    }

    deinit { judge.stop() }

    /// Puts a person on the register and into hospital, at this moment.
    func admit(_ person: TrialPerson, visit: String) throws {
        try sender.send([
            sender.entry(person, area: area.area),
            sender.hospital(.admitted, person, visit: visit, admitted: Instant.now.hoursEarlier(2)),
        ])
    }

    /// The people for whom the alert about being in hospital was opened, each with how often.
    var alerted: [String: Int] {
        judge.seen.of("alert.opened", rule: "D-080a").reduce(into: [:]) {
            $0[$1.subject, default: 0] += 1
        }
    }

    /// Waits until everybody has exactly one alert.
    func everybodyAlerted(_ people: some Collection<TrialPerson>, seconds: Double = 30) -> Bool {
        let wanted = Dictionary(uniqueKeysWithValues: people.map { ("person:\($0.registerId)", 1) })
        return waitUntil(seconds: seconds, every: 0.1) { alerted == wanted }
    }

    /// Waits until everything that was sent has its outcome.
    func everythingDecided(_ daemon: DaemonProcess, seconds: Double = 30) -> Bool {
        waitUntil(seconds: seconds, every: 0.1) { daemon.outcomesByTopic() == sender.items }
    }

    /// No breach of what is promised of the topics, nor personal data in the log.
    func expectNoBreach() throws {
        let seen = judge.seen
        #expect(seen.breachCount == 0, "\(seen.breaches.joined(separator: "\n"))")
        let personal = PersonalData(people.flatMap(\.secrets))
        #expect(try !personal.isIn(area.allLogs().utf8), "personal data in the log")
    }
}
