// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Casework
import Daemon
import Foundation
import Ledger
import Logging
import Notifications
import Policy
import ServiceLifecycle
import UnixSignals

/// `keywatch run`: the daemon.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs the daemon of an area.",
        discussion: """
            SIGTERM stops: fetching ends, the batch in hand is finished and committed, exit 0. \
            SIGHUP reads policy, directory, calendar, dialects and the costs of matching again; a \
            bad file is refused and what ran stays.
            """)

    @Option(name: .long, help: "The configuration file.")
    var config = "Config/keywatch.yaml"

    @Option(name: .long, help: "Least level of log lines: debug, info, notice, warning, error.")
    var logLevel = "info"

    func run() async throws {
        AllocatedMemory.beSparing()
        LogLines.bootstrap(level: Logger.Level(rawValue: logLevel) ?? .info)
        let log = Logger(label: "keywatch")
        let configuration = try Faults.reported {
            try DaemonConfiguration.load(
                path: config, environment: ProcessInfo.processInfo.environment)
        }
        let assembly = try Faults.reported { try AreaAssembly(configuration) }
        let bus = assembly.bus(log: log)
        try createTopics(configuration, bus, log)
        let state = AreaState()
        let area = Area(
            setup: AreaSetup(
                context: assembly.context, topics: configuration.topics, bus: bus,
                time: MachineTime()),
            location: assembly.location, state: state, log: log)
        log.info(
            "starting",
            metadata: [
                "area": "\(configuration.area)", "policy": "\(assembly.context.pack.version)",
                "librdkafka": "\(Librdkafka.version)",
            ])
        let services = ServiceGroup(
            configuration: .init(
                services: [
                    // The loop outlives those who hand it work.
                    .init(
                        service: AreaService(area: area, log: log),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(
                        service: CommandSocket(
                            path: configuration.socketPath, state: state,
                            decoder: assembly.context.decoder,
                            log: log)),
                    .init(
                        service: AdminListener(
                            state: state, host: configuration.adminHost,
                            port: configuration.adminPort, log: log)),
                    .init(service: ReloadService(assembly: assembly, state: state, log: log)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        do {
            try await services.run()
        } catch {
            try Faults.end(error, log)
        }
        log.info("stopped")
    }

    private func createTopics(
        _ configuration: DaemonConfiguration, _ bus: BusConfiguration, _ log: Logger
    ) throws {
        guard let partitions = configuration.createPartitions else { return }
        do {
            let admin = try Admin(bus)
            defer { admin.close() }
            let outcomes = try admin.createTopics(
                configuration.topics.specifications(partitions: partitions), timeoutMs: 10_000)
            for (topic, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
                if case .refused(let failure) = outcome {
                    log.warning(
                        "a topic could not be created",
                        metadata: ["topic": "\(topic)", "reason": "\(failure.name)"])
                }
            }
        } catch BusError.notSupported {
            log.info("the broker creates topics by itself")
        } catch {
            log.warning("topics were not created", metadata: ["reason": "\(error)"])
        }
    }
}

/// The loop and the relay as a service: asked to stop, or when another service fails, they finish
/// the turn in hand.
struct AreaService: Service {
    let area: Area
    let log: Logger

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await area.run()
        } onCancelOrGracefulShutdown: {
            area.state.stop()
        }
    }
}
