// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Notifications
import Policy
import Synchronization

/// Puts a made-up area's messages on the input topics, in a thread of its own: people who join
/// the register and go in and out of hospital, strangers, repetitions, rubbish, and answers.
final class LoadMaker: Sendable {
    /// What was put on the topics and so has to be found again.
    struct Produced: Sendable {
        /// Records by topic.
        var records: [String: Int] = [:]
        /// Items in them: what has an outcome each.
        var items: [String: Int] = [:]
        /// Admissions into a ward in scope, by register id.
        var admissions: [String: Int] = [:]
        /// Alerts that the keyworker answered.
        var answers: Set<String> = []
        /// Records that the broker did not take; the run is then void.
        var failures: [String] = []
    }

    let area: String
    let people: [TrialPerson]
    let strangers: [TrialPerson]
    private let state: Mutex<State>
    private let producer: Producer
    private let decoder: NotificationDecoder
    private let zone: TimeZoneRules
    private let isStopping = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)
    private let topics = TopicNames()

    private struct State {
        var random: SeededGenerator
        var script: LoadScript
        var produced = Produced()
        var waitingAnswers: [(alert: String, person: String)] = []
    }

    init(
        area: String, people count: Int, bus: BusConfiguration, seed: UInt64
    ) throws {
        self.area = area
        zone = try TimeZoneRules.london()
        decoder = NotificationDecoder(zone: zone)
        var random = SeededGenerator(seed: seed)
        people = (0..<count).map { TrialPerson($0, &random) }
        strangers = (0..<count).map { TrialPerson(100_000 + $0, &random) }
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let script = LoadScript(area: area, people: people, strangers: strangers, now: now)
        state = Mutex(State(random: random, script: script))
        producer = try Producer(bus)
    }

    var produced: Produced { state.withLock { $0.produced } }

    /// Everything about anybody that no output may tell.
    var secrets: [String] { (people + strangers).flatMap(\.secrets) }

    /// Produces until `stop()`, in a thread of its own: mostly single messages, some 15 a second,
    /// and now and then thirty at once.
    func start() {
        Thread { [self] in
            while !isStopping.withLock({ $0 }) {
                let dice = state.withLock { Int.random(in: 0..<100, using: &$0.random) }
                tick(dice < 3 ? 30 : dice < 35 ? 1 : 0)
                Thread.sleep(forTimeInterval: 0.02)
            }
            ended.signal()
        }.start()
    }

    /// Ends the load; what was begun is on its topic.
    func stop() {
        isStopping.withLock { $0 = true }
        ended.wait()
        ended.signal()
    }

    func close() { producer.close() }

    /// Answers an alert as the keyworker whom it was sent to.
    func acknowledge(alert: String, by person: String) {
        state.withLock { $0.waitingAnswers.append((alert, person)) }
    }

    /// Produces one round of messages now.
    func tick(_ count: Int) {
        let batch = state.withLock { state -> [LoadScript.Step] in
            var batch: [LoadScript.Step] = []
            for _ in 0..<count { batch += state.script.next(&state.random, zone) }
            for answer in state.waitingAnswers {
                batch.append(state.script.answer(answer.alert, by: answer.person))
            }
            state.waitingAnswers = []
            return batch
        }
        send(batch)
    }

    /// Puts these on their topics, and remembers what has to be found again.
    func send(_ batch: [LoadScript.Step]) {
        guard !batch.isEmpty else { return }
        let records = batch.map { step in
            OutgoingRecord(topic: topics.input(step.topic), key: step.key, value: step.value)
        }
        do {
            let reports = try producer.send(records, timeoutMs: 60_000)
            state.withLock { state in
                for (step, report) in zip(batch, reports) {
                    guard case .delivered = report.outcome else {
                        state.produced.failures.append("\(report.topic): \(report.outcome)")
                        continue
                    }
                    count(step, &state.produced)
                }
            }
        } catch {
            state.withLock { $0.produced.failures.append("\(error)") }
        }
    }

    private func count(_ step: LoadScript.Step, _ produced: inout Produced) {
        let topic = topics.input(step.topic)
        produced.records[topic, default: 0] += 1
        var items = 1
        if step.topic != .register {
            items =
                decoder.decode(
                    step.value, topicHint: step.topic.kind,
                    receivedAt: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
                ).count
        }
        produced.items[topic, default: 0] += items
        if let member = step.admitted { produced.admissions[member, default: 0] += 1 }
        if let alert = step.answers { produced.answers.insert(alert) }
    }
}
