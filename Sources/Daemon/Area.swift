// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
package import Ledger
package import Logging
import Notifications
import Policy

/// One area's daemon, assembled: the loop, the relay, and what they share.
package struct Area: Sendable {
    /// How the area is set up.
    package let setup: AreaSetup
    /// Where its ledger stands, and its keys.
    package let location: LedgerLocation
    /// What the loop shows and is asked.
    package let state: AreaState
    private let log: Logger

    /// An area over a ledger.
    package init(
        setup: AreaSetup, location: LedgerLocation, state: AreaState, log: Logger
    ) {
        self.setup = setup
        self.location = location
        self.state = state
        self.log = log
    }

    /// Runs the loop and the relay until the state says stop. Both stop when either fails.
    package func run() async throws {
        let writerReady = Latch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let room = LoopRoom()
                defer { room.close() }
                do {
                    try await room.run(self, writerReady)
                } catch {
                    writerReady.fail()
                    state.stop()
                    throw error
                }
            }
            group.addTask {
                let room = RelayRoom()
                defer { room.close() }
                try await room.run(self, writerReady)
            }
            do {
                try await group.waitForAll()
            } catch {
                state.stop()
                throw error
            }
        }
    }

    fileprivate func runLoop(_ ready: Latch) throws {
        let writer = try openLedger()
        ready.open()
        let loop = try AreaLoop(setup, writer: writer, state: state, log: log)
        try loop.run()
    }

    fileprivate func runRelay(_ ready: Latch) throws {
        while !ready.isOpen {
            if ready.hasFailed || state.isStopping { return }
            Pause.wait(ms: 5, unless: { ready.isOpen })
        }
        let reader = try Ledger.Reader(path: location.path, keys: location.keys)
        let readings = setup.time
        let relay = try Relay(
            settings: RelaySettings(area: setup.context.area, topics: setup.topics, bus: setup.bus),
            ledger: reader, exchange: state.exchange, log: log, nowMs: { readings.wallMs() })
        relay.run(isStopping: { state.isStopping })
    }

    private func openLedger() throws -> Writer {
        do {
            return try Writer.open(location)
        } catch LedgerError.missing {
            log.info("a new ledger is made", metadata: ["area": "\(setup.context.area)"])
            return try Writer.create(
                location, area: setup.context.area, at: setup.time.wallMs())
        }
    }
}

/// The loop's own thread: it blocks in librdkafka and SQLite, which the cooperative pool must not.
private actor LoopRoom {
    private let executor = ThreadExecutor(name: "keywatch.loop")
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    func run(_ area: Area, _ ready: Latch) throws { try area.runLoop(ready) }

    nonisolated func close() { executor.shutDown() }
}

/// The relay's own thread.
private actor RelayRoom {
    private let executor = ThreadExecutor(name: "keywatch.relay")
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    func run(_ area: Area, _ ready: Latch) throws { try area.runRelay(ready) }

    nonisolated func close() { executor.shutDown() }
}
