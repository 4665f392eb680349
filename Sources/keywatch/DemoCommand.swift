// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Daemon
import Foundation
import Ledger
import Logging
import Policy
import Rehearsal
import ServiceLifecycle
import UnixSignals

/// `keywatch demo`: the whole system on one machine with nothing else installed.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Shows the whole system on this machine: a crisis, a call, and the way home.",
        discussion: """
            Starts a broker, an area with one young person on its register, and tells a story in \
            hospital, school and social-care messages. What you read is read from the topics. Any \
            Kafka client can put messages on the broker while it runs. All people are made up. \
            Of the pack's many duties the story follows eight, and counts the rest.
            """)

    @Option(name: .long, help: "The port of /healthz, /readyz and /metrics.")
    var port = 8080

    @Option(name: .long, help: "The broker's port; 0 takes any free one.")
    var brokerPort = 9092

    @Option(name: .long, help: "End after so many seconds; without it, run until interrupted.")
    var seconds: Int?

    @Option(name: .long, help: "Tell the story so many times as fast.")
    var speed = 1.0

    @Flag(help: "Read out what every rule of the pack asks for, not only those of the story.")
    var everything = false

    @Option(name: .long, help: "The folder of policy, directory and calendar.")
    var config = Demonstration.configFolder()

    func validate() throws {
        guard speed > 0, speed <= 100 else {
            throw ValidationError("--speed is a number above 0 and up to 100")
        }
        guard seconds.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--seconds is a whole number above 0")
        }
    }

    func run() async throws {
        LogLines.bootstrap(level: .error)
        let log = Logger(label: "keywatch")
        let folder = try Demonstration.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let assembly = try Faults.reported {
            try AreaAssembly(
                Demonstration.configuration(
                    config: config, ledger: "\(folder)/demo.db", port: port))
        }
        let broker = try Faults.reported {
            try EmbeddedBroker(
                port: brokerPort, topics: TopicNames().specifications(partitions: 4))
        }
        defer { broker.close() }
        Terminal.data("bootstrap: \(broker.bootstrap)")
        Terminal.data("health:    http://127.0.0.1:\(port)/readyz\n")
        let demo = Demo(
            assembly: assembly, location: assembly.location, broker: broker, speed: speed,
            tellsEverything: everything, isColoured: Terminal.isInteractive, log: log,
            say: { Terminal.data($0) })
        let services = ServiceGroup(
            configuration: .init(
                services: [
                    .init(
                        service: DemoService(demo: demo),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(
                        service: AdminListener(
                            state: demo.state, host: "127.0.0.1", port: port, log: log)),
                    .init(
                        service: TimeLimit(seconds: seconds),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        do {
            try await services.run()
        } catch {
            // Somebody sits before it: a line in plain words, not one of a log.
            try Faults.reported { throw error }
        }
    }
}

/// What the demonstration needs from the machine.
enum Demonstration {
    /// The shipped `Config/`: beside the working folder, or beside the program.
    static func configFolder() -> String {
        let program = URL(filePath: CommandLine.arguments.first ?? "")
            .resolvingSymlinksInPath()
        var folder = program.deletingLastPathComponent()
        var candidates = ["Config"]
        for _ in 0..<5 {
            candidates.append(folder.appending(path: "Config").path)
            folder = folder.deletingLastPathComponent()
        }
        let found = candidates.first {
            FileManager.default.fileExists(atPath: "\($0)/directory.yaml")
        }
        return found ?? "Config"
    }

    static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "keywatch-demo-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return folder
    }

    static func configuration(
        config: String, ledger: String, port: Int
    ) -> DaemonConfiguration {
        var configuration = DaemonConfiguration(
            area: "demo", ledgerPath: ledger, folder: ConfigurationFolder(path: config))
        configuration.key = .passphrase("dev")
        configuration.adminPort = port
        configuration.systems = ["/demo"]
        return configuration
    }
}

/// The demonstration as a service: asked to stop, or when another service fails, it ends.
private struct DemoService: Service {
    let demo: Demo

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await demo.run()
        } onCancelOrGracefulShutdown: {
            demo.state.stop()
        }
    }
}

/// Ends the demonstration after its time; without one it waits until asked to stop.
private struct TimeLimit: Service {
    let seconds: Int?

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            try await Task.sleep(for: .seconds(seconds ?? 3_000_000_000))
        }
    }
}
