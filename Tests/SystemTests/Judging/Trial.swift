// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Ledger
import Synchronization
import Testing

/// One run of the real daemon under load, and the verdict on it.
final class Trial {
    let area: DaemonArea
    let load: LoadMaker
    let judgeOfTopics: TopicJudge
    let bus: BusConfiguration
    private var random: SeededGenerator
    private let began = ContinuousClock.now

    init(
        area name: String, bus: BusConfiguration, folder: TemporaryFolder, people: Int,
        seed: UInt64
    ) throws {
        print("trial \(name): KEYWATCH_SEED=\(seed)")
        self.bus = bus
        random = SeededGenerator(seed: seed &+ 1)
        area = try DaemonArea(name, bootstrap: bus.bootstrap, in: folder)
        let load = try LoadMaker(area: name, people: people, bus: bus, seed: seed)
        self.load = load
        judgeOfTopics = TopicJudge(area: name, bus: bus, secrets: load.secrets) { event in
            // A third of the keyworkers answer.
            if event.rule == "D-080a", event.id.utf8.reduce(0, { $0 &+ Int($1) }) % 3 == 0 {
                load.acknowledge(alert: event.obligation, by: event.to)
            }
        }
        judgeOfTopics.start()
    }

    /// Kills the daemon so many times while the load goes on.
    func run(kills: Int) throws {
        // The first incarnation creates the topics, where the broker lets it.
        var daemon = try area.startReady()
        load.start()
        var readyTimes = 0
        for _ in 0..<kills {
            // Now in the middle of starting, now in the middle of working.
            if random.chance(30) {
                Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.8, using: &random))
            } else {
                guard daemon.becomesReady(withinSeconds: 30) else {
                    throw NotStarted(what: "daemon", said: daemon.child.errors)
                }
                readyTimes += 1
                Thread.sleep(forTimeInterval: Double.random(in: 0...1.5, using: &random))
            }
            daemon.child.kill()
            daemon = try area.start()
        }
        load.stop()
        print(
            "\(kills) kills (\(readyTimes) of a working daemon) in \(ContinuousClock.now - began), "
                + "\(load.produced.records.values.reduce(0, +)) records, "
                + "\(judgeOfTopics.count) events so far")
        try drain(daemon)
    }

    /// Lets the daemon finish what is there, and stops it. How long that takes is the machine's
    /// affair; that nothing moves for a minute is not.
    func drain(_ daemon: DaemonProcess) throws {
        let expected = load.produced.items
        var seen: [String: Int] = [:]
        var movedAt = ContinuousClock.now
        var isDone = false
        while !isDone, daemon.child.isRunning, ContinuousClock.now - movedAt < .seconds(60) {
            Thread.sleep(forTimeInterval: 0.2)
            let outcomes = daemon.outcomesByTopic()
            if outcomes != seen { movedAt = .now }
            seen = outcomes
            isDone = outcomes == expected
        }
        #expect(
            isDone && daemon.child.isRunning,
            "of \(expected): \(daemon.outcomesByTopic()) \(daemon.child.errors.suffix(2000))"
        )
        let ids = try LedgerJudge(ledger: area.ledger()).publishedIDs()
        let missing = judgeOfTopics.wait(for: ids, seconds: 30)
        #expect(
            missing.isEmpty, "\(missing.count) of \(ids.count) decided events are not on a topic")
        #expect(daemon.terminate() == 0, "\(daemon.child.errors.suffix(2000))")
        judgeOfTopics.stop()
        load.close()
        print(
            "drained after \(ContinuousClock.now - began): \(ids.count) events, "
                + "outcomes \(expected.sorted { $0.key < $1.key })")
    }

    /// What must hold at the end of every trial.
    func judge() throws {
        let produced = load.produced
        let seen = judgeOfTopics.seen
        #expect(produced.failures.isEmpty, "the load itself failed: \(produced.failures.prefix(3))")
        #expect(seen.breachCount == 0, "\(seen.breaches.joined(separator: "\n"))")
        var alerts: [String: Int] = [:]
        for event in seen.of("alert.opened", rule: "D-080a") where !event.isRestored {
            alerts[event.subject, default: 0] += 1
        }
        let wanted = Dictionary(
            uniqueKeysWithValues: produced.admissions.map { ("person:\($0.key)", $0.value) })
        let wrong = wanted.filter { alerts[$0.key] != $0.value }.map {
            "\($0.key): \($0.value) admissions, \(alerts[$0.key] ?? 0) alerts"
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5).joined(separator: "\n"))")
        // An answer counts unless the alert had ended before it was read.
        let ended = ["alert.acknowledged", "alert.withdrawn", "alert.closed"]
        let heard = Set(ended.flatMap { seen.of($0) }.map(\.obligation))
        let unheard = produced.answers.subtracting(heard)
        #expect(
            unheard.isEmpty, "answered and neither acknowledged nor ended: \(unheard.first ?? "")")
        print("\(alerts.values.reduce(0, +)) alerts, \(produced.answers.count) answers")
        let ledger = try area.ledger()
        let report = try ledger.verify()
        #expect(report.isClean, "\(report.findings.prefix(5))")
        let ledgerJudge = LedgerJudge(ledger: ledger)
        #expect(try ledgerJudge.outcomesByTopic() == produced.items)
        let unread = try ledgerJudge.unread(bus)
        #expect(unread.isEmpty, "\(unread)")
        let logs = try area.allLogs()
        #expect(!PersonalData(load.secrets).isIn(logs.utf8), "personal data in the log")
    }
}
