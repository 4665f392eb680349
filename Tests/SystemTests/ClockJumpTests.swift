// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Logging
import Policy
import Synchronization
import Testing

/// The machine's clocks, of which the wall clock can be put forward while the daemon runs.
private final class JumpingTime: TimeReadings {
    private let ahead = Mutex<Int64>(0)

    func wallMs() -> Int64 { MachineTime().wallMs() + ahead.withLock { $0 } }
    func monotonicMs() -> Int64 { MachineTime().monotonicMs() }
    func isSynchronised() -> Bool { false }

    func jump(ms: Int64) { ahead.withLock { $0 += ms } }
}

extension SystemTests {
    /// The museum's clock that jumped: the real loop and relay, whose machine wakes up a year later.
    @Test(.tags(.slow)) func wallClockThatJumpsByAYearPagesNobody() async throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("jump", bus: broker.configuration, folder: folder, people: 2)
        let log = Logger(label: "clock-jump") { _ in SwiftLogNoOpLogHandler() }
        let assembly = try AreaAssembly(
            DaemonConfiguration.load(
                path: folder.path("Config/keywatch.yaml"), environment: [:]))
        let time = JumpingTime()
        let state = AreaState()
        let area = Area(
            setup: AreaSetup(
                context: assembly.context, topics: assembly.configuration.topics,
                bus: assembly.bus(log: log), time: time),
            location: assembly.location, state: state, log: log)
        let running = Task { try await area.run() }
        try scene.admit(scene.people[0], visit: "J0")
        #expect(await eventually { scene.alerted.count == 1 })
        time.jump(ms: 365 * 24 * 3_600_000)
        #expect(await eventually { state.snapshot().belief == .jumped })
        #expect(Readiness(state.snapshot()).reasons.contains("clock-jumped"))
        // News is still decided, by a clock that runs on from before the jump.
        try scene.admit(scene.people[1], visit: "J1")
        #expect(await eventually { scene.alerted.count == 2 })
        let paged = { scene.judge.seen.events.filter(\.isAPage).map(\.type) }
        #expect(paged() == [])
        // What was held back comes when an operator says that the clock is right.
        let isAccepted = Mutex(false)
        state.commands.add(
            WaitingCommand(
                request: .act(OperatorAct(.acceptClock, by: "test", reason: "it is right"))
            ) { reply in isAccepted.withLock { $0 = reply.outcome == "acted" } })
        #expect(await eventually { isAccepted.withLock { $0 } })
        #expect(await eventually { !paged().isEmpty })
        state.stop()
        try await running.value
        #expect(scene.judge.seen.breachCount == 0, "\(scene.judge.seen.breaches)")
    }
}

/// Waits up to two minutes without holding a thread of the pool, on which the area runs as well.
private func eventually(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(120)
    while !condition() {
        guard ContinuousClock.now < deadline, !Task.isCancelled else { return false }
        try? await Task.sleep(for: .milliseconds(50))
    }
    return true
}

extension TopicJudge.Event {
    /// Whether it reminds or escalates.
    fileprivate var isAPage: Bool {
        type.hasSuffix(".reminded.v1") || type.hasSuffix(".escalated.v1")
    }
}
