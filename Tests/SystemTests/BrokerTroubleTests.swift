// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing

@testable import Bus

/// The network and the broker do their worst.
extension SystemTests {
    /// Reproduced against a real broker with a delaying proxy: the dead incarnation's request came
    /// after its successor had published the same event.
    @Test(.tags(.slow)) func lateRequestOfTheDeadPublishesNothingTwice() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let proxy = try HoldingProxy(upstream: broker.port)
        let front = try proxy.front(replacing: broker.port)
        defer { front.close() }
        let scene = try Scene(
            "late", bus: broker.configuration,
            daemonBus: BusConfiguration(bootstrap: "127.0.0.1:\(front.port)"), folder: folder,
            people: 3)
        let doomed = try scene.area.startReady()
        try scene.admit(scene.people[0], visit: "L1")
        #expect(scene.everybodyAlerted(scene.people[..<1]))
        proxy.holdProduceRequests(forSeconds: 4)
        try scene.admit(scene.people[1], visit: "L2")
        #expect(proxy.waitUntilHeld(seconds: 20))
        doomed.child.kill()
        let successor = try scene.area.startReady(
            environment: ["KEYWATCH_BUS_BOOTSTRAP": broker.bootstrap])
        #expect(scene.everybodyAlerted(scene.people[..<2]))
        #expect(proxy.waitUntilReleased(seconds: 20))
        try scene.admit(scene.people[2], visit: "L3")
        #expect(scene.everybodyAlerted(scene.people))
        #expect(successor.terminate() == 0)
        try scene.expectNoBreach()
    }

    @Test(.tags(.slow)) func brokerDownAndUpLosesNothing() throws {
        let folder = try TemporaryFolder()
        let broker = try EmbeddedBroker(port: 0)
        defer { broker.close() }
        let bus = BusConfiguration(bootstrap: broker.bootstrap)
        let scene = try Scene("downup", bus: bus, folder: folder, people: 60)
        let daemon = try scene.area.startReady()
        for (index, person) in scene.people[..<20].enumerated() {
            try scene.admit(person, visit: "D\(index)")
        }
        try broker.setDown()
        let noticed = waitUntil(seconds: 20, every: 0.1) {
            !daemon.isReady
                || daemon.metrics()["keywatch_incidents_total{kind=\"bus_trouble\"}"] ?? 0 > 0
        }
        #expect(
            noticed, "a broker that is down is neither an incident nor a reason not to be ready")
        Thread.sleep(forTimeInterval: 2)
        #expect(daemon.child.isRunning)
        try broker.setUp()
        for (index, person) in scene.people[20...].enumerated() {
            try scene.admit(person, visit: "U\(index)")
        }
        #expect(scene.everybodyAlerted(scene.people, seconds: 60))
        #expect(scene.everythingDecided(daemon))
        #expect(daemon.becomesReady(withinSeconds: 20))
        try broker.setDown()
        // Asked to stop while nothing answers, it ends all the same.
        #expect(daemon.terminate() == 0, "\(daemon.child.errors.suffix(2000))")
        try broker.setUp()
        try scene.expectNoBreach()
    }

    @Test(.tags(.slow)) func frozenBrokerAndStopUnderLoad() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let trial = try Trial(
            area: "frozen", bus: broker.configuration, folder: folder, people: 60,
            seed: TrialSettings.seed)
        let daemon = try trial.area.startReady()
        trial.load.start()
        Thread.sleep(forTimeInterval: 2)
        broker.child.send(SIGSTOP)
        Thread.sleep(forTimeInterval: 8)
        #expect(daemon.child.isRunning)
        broker.child.send(SIGCONT)
        Thread.sleep(forTimeInterval: 2)
        // The load goes on while it stops.
        #expect(daemon.terminate() == 0, "\(daemon.child.errors.suffix(2000))")
        let successor = try trial.area.startReady()
        trial.load.stop()
        try trial.drain(successor)
        try trial.judge()
    }
}
