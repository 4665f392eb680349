// SPDX-License-Identifier: Apache-2.0

package import Bus
import Casework
package import Daemon
package import Ledger
package import Logging
import Notifications
import Policy
import Synchronization

/// The whole system on one machine: the embedded broker, an area, and a story that is put on the
/// wire as hospitals, schools and councils would. What is printed is read from the output topics.
package final class Demo: Sendable {
    private let area: Area
    private let topics: TopicNames
    private let bus: BusConfiguration
    private let time: DemoTime
    private let narrator: Narrator
    private let messages: DemoMessages
    private let speed: Double
    /// Whether what every rule asks for is read out; from the end of the story on it is.
    private let tellsEverything: Mutex<Bool>
    private let say: @Sendable (String) -> Void
    /// How many events were not read out since the last beat, by their last word.
    private let unsaid = Mutex<[String: Int]>([:])
    private let obligations = Mutex<[String: String]>([:])

    /// A demonstration against a broker that is already up.
    ///
    /// - Parameters:
    ///   - speed: 1 tells the story in about 45 seconds; 2 in half of it.
    ///   - tellsEverything: read out what every rule asks for, not only those of the story.
    package init(
        assembly: AreaAssembly, location: LedgerLocation, broker: EmbeddedBroker,
        speed: Double, tellsEverything: Bool, isColoured: Bool, log: Logger,
        say: @escaping @Sendable (String) -> Void
    ) {
        let zone = assembly.context.calendar.zone
        topics = TopicNames()
        bus = BusConfiguration(
            bootstrap: broker.bootstrap, properties: ["fetch.wait.max.ms": "20"])
        time = DemoTime(DemoStory.start)
        narrator = Narrator(
            pack: assembly.context.pack, directory: assembly.context.directory, zone: zone,
            isColoured: isColoured)
        messages = DemoMessages(zone: zone)
        self.speed = speed
        self.tellsEverything = Mutex(tellsEverything)
        self.say = say
        area = Area(
            setup: AreaSetup(
                context: assembly.context, topics: topics, bus: bus, time: time,
                isEmbeddedBroker: true),
            location: location, state: AreaState(), log: log)
    }

    /// What the area's loop shows, for the admin listener.
    package var state: AreaState { area.state }

    /// Runs the area, tells the story, and then lets time pass as it does, until stopped.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.area.run() }
            group.addTask { try await DemoRoom("keywatch.demo.listener").run(self.listen) }
            group.addTask { try await DemoRoom("keywatch.demo.story").run(self.tell) }
            do {
                try await group.waitForAll()
            } catch {
                area.state.stop()
                throw error
            }
        }
    }

    // MARK: - The story

    private func tell() throws {
        guard wait(atMostMs: 30_000, until: { Readiness(self.state.snapshot()).isReady })
        else { throw DemoFailure.notReady(Readiness(state.snapshot()).reasons) }
        let producer = try Producer(bus)
        defer { producer.close() }
        for beat in DemoStory.beats(messages) {
            glide(to: beat.at)
            if state.isStopping { return }
            sayWhatWasLeftOut()
            say(narrator.beat(beat.label, beat.text, at: beat.at))
            try put(beat, on: producer)
            settle()
            rest(1.1)
        }
        glide(to: time.now.advanced(bySeconds: 3600))
        sayWhatWasLeftOut()
        say("")
        tellsEverything.withLock { $0 = true }
        say("That was the story. The system goes on running: put a message of your own on it.")
        goOn()
    }

    /// Moves time to `target`, stopping at every clock on the way so that each fires at its own
    /// instant.
    private func glide(to target: Instant) {
        let start = time.now
        let span = Double(target.milliseconds(since: start))
        guard span > 0 else { return }
        let seconds = min(2.0, 0.3 + span / 86_400_000) / speed
        let steps = max(1, Int(seconds * 50))
        for step in 1...steps where !state.isStopping {
            let goal = Instant(
                milliseconds: start.milliseconds
                    + Int64(span * Double(step) / Double(steps)))
            passClocks(upTo: goal)
            time.move(to: goal)
            rest(seconds / Double(steps) * speed)
        }
    }

    private func passClocks(upTo goal: Instant) {
        while !state.isStopping, let due = state.snapshot().nextDue, due <= goal {
            time.move(to: due)
            _ = wait(atMostMs: 5000) { (self.state.snapshot().nextDue ?? goal) > due }
            settle()
        }
    }

    /// Waits until everything decided is on its topic.
    private func settle() {
        let before = state.snapshot().turns
        _ = wait(atMostMs: 5000) { self.state.snapshot().turns > before + 2 }
        _ = wait(atMostMs: 5000) { self.area.state.exchange.isIdle }
    }

    private func put(_ beat: DemoBeat, on producer: Producer) throws {
        switch beat.wire {
        case .nothing: return
        case .message(let topic, let value, let key):
            try send(value, on: topic, key: key, producer)
        case .answer(let rule, let event, let person, let detail):
            guard
                wait(atMostMs: 5000, until: { self.obligations.withLock { $0[rule] } != nil }),
                let id = obligations.withLock({ $0[rule] })
            else { return }
            let answer = messages.event(
                event, id: "demo-\(rule)-\(event)", at: beat.at,
                data: [
                    .init("alertId", .string(id)), .init("by", .string(person)),
                    .init("detail", .object(detail)),
                ])
            try send(answer.utf8, on: .responses, key: nil, producer)
        }
    }

    private func send(
        _ value: [UInt8], on topic: InputTopic, key: String?, _ producer: Producer
    ) throws {
        let counted = state.snapshot().counts.values.reduce(0, +)
        _ = try producer.send(
            [
                OutgoingRecord(
                    topic: topics.input(topic), key: key.map { Array($0.utf8) }, value: value)
            ], timeoutMs: 10_000)
        _ = wait(atMostMs: 10_000) {
            self.state.snapshot().counts.values.reduce(0, +) > counted
        }
    }

    /// After the story time passes as it does in the world.
    private func goOn() {
        let base = time.now
        let begun = ContinuousClock.now
        while !state.isStopping {
            let passed = ContinuousClock.now - begun
            time.move(to: base.advanced(byMilliseconds: Int64(passed / .milliseconds(1))))
            rest(0.02)
        }
    }

    // MARK: - What is on the topics

    private func listen() throws {
        let reader = try Bus.Reader(bus, ReaderOptions(queueKilobytes: 1024))
        defer { reader.close() }
        let outputs: [OutputTopic] = [
            .emergencyProtocol, .keyworkerAlerts, .escalationTasks, .identityReviews, .notices,
        ]
        var positions: [TopicPartition: Bus.Position] = [:]
        let counts = try reader.partitions(of: outputs.map(topics.output), timeoutMs: 10_000)
        for (name, count) in counts {
            for partition in 0..<Int32(count) {
                positions[TopicPartition(name, partition)] = .beginning
            }
        }
        try reader.assign(positions)
        while !state.isStopping {
            let batch = try reader.fetch(max: 100, timeoutMs: 100)
            for record in batch.records.sorted(by: Demo.isReadFirst) { read(record) }
        }
    }

    /// Of what came together, what was decided first is read first; an emergency before the rest.
    private static func isReadFirst(_ left: Record, _ right: Record) -> Bool {
        let order = ["emergency-protocol", "keyworker-alerts", "escalation-tasks"]
        func rank(_ record: Record) -> Int {
            order.firstIndex { record.topic.hasSuffix($0) } ?? order.count
        }
        return (left.timestampMs ?? 0, rank(left), left.offset)
            < (right.timestampMs ?? 0, rank(right), right.offset)
    }

    private func read(_ record: Record) {
        guard let value = record.value, let event = try? JSONValue(parsing: value) else { return }
        if let data = event["data"], event["type"]?.string?.hasSuffix(".opened.v1") ?? false,
            let rule = data["rule"]?.string,
            let id = data["alertId"]?.string ?? data["taskId"]?.string
        {
            obligations.withLock { $0[rule] = id }
        }
        guard let line = narrator.line(for: event) else { return }
        let duty = event["data"]?["rule"]?.string.map { RuleID($0).line } ?? ""
        let isTold = tellsEverything.withLock(\.self)
        if isTold || DemoStory.lines.contains(duty) { return say(line) }
        let words = event["type"]?.string?.split(separator: ".").map(String.init) ?? []
        if let verb = words.dropLast().last { unsaid.withLock { $0[verb, default: 0] += 1 } }
    }

    /// What other duties came to since the last beat, in one line.
    private func sayWhatWasLeftOut() {
        let counts = unsaid.withLock { counts in
            defer { counts = [:] }
            return counts
        }
        guard !counts.isEmpty else { return }
        say(narrator.beat("", narrator.others(counts), at: time.now))
    }

    // MARK: - Waiting

    private func rest(_ seconds: Double) {
        _ = wait(atMostMs: Int64(seconds * 1000 / speed)) { false }
    }

    private func wait(atMostMs: Int64, until isDone: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .milliseconds(atMostMs)
        while !state.isStopping {
            if isDone() { return true }
            if ContinuousClock.now >= deadline { return false }
            Pause.wait(ms: 5, unless: { self.state.isStopping })
        }
        return false
    }
}

/// Why the demonstration could not go on.
package enum DemoFailure: Error, Equatable {
    /// The area did not become ready.
    case notReady([String])
}

/// A thread of the demonstration that may block.
private actor DemoRoom {
    private let executor: ThreadExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    init(_ name: String) { executor = ThreadExecutor(name: name) }

    func run(_ body: @Sendable () throws -> Void) throws {
        defer { executor.shutDown() }
        try body()
    }
}
