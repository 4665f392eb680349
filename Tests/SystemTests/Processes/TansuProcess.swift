// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation

/// Tansu, a Kafka-protocol broker that shares no line with ours: memory store, free port.
final class TansuProcess {
    private let child: ChildProcess
    let bootstrap: String

    /// The binary, where somebody says that there is one.
    static let binary = ProcessInfo.processInfo.environment["KEYWATCH_TANSU"].flatMap {
        FileManager.default.isExecutableFile(atPath: $0) ? URL(filePath: $0) : nil
    }

    /// librdkafka before 2.2 cannot read Tansu's list of API versions.
    static let canTalk = Librdkafka.isAtLeast("2.2")

    init(in folder: TemporaryFolder) throws {
        bootstrap = "127.0.0.1:\(AdminPage.freePort())"
        child = try ChildProcess(
            Self.binary!,
            [
                "broker", "--listener-url", "tcp://\(bootstrap)", "--advertised-listener-url",
                "tcp://\(bootstrap)", "--storage-engine", "memory://tansu/",
            ], name: "tansu", in: folder)
        let child = child
        guard waitUntil(seconds: 20, { child.output.contains("ready in") }) else {
            throw NotStarted(what: "tansu", said: child.output + child.errors)
        }
    }

    deinit { child.send(SIGKILL) }

    var configuration: BusConfiguration { BusConfiguration(bootstrap: bootstrap) }
}

extension Librdkafka {
    /// Whether this process, and so every program that it starts, runs with that version or newer.
    static func isAtLeast(_ wanted: String) -> Bool {
        version.compare(wanted, options: .numeric) != .orderedAscending
    }
}
