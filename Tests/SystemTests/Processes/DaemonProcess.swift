// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Testing

/// An area with a ledger and a configuration of its own, whose daemon can be started, killed and
/// started again.
final class DaemonArea {
    let folder: TemporaryFolder
    let area: String
    let adminPort = AdminPage.freePort()
    private(set) var starts = 0
    private var commands = 0
    private(set) var logs: [String] = []

    /// An area whose configuration is the package's with another name, ledger and ports.
    init(_ area: String, bootstrap: String, in folder: TemporaryFolder, kafka: String = "{}") throws
    {
        self.area = area
        self.folder = folder
        let source = KeywatchProgram.packageRoot.appending(path: "Config")
        let target = folder.url.appending(path: "Config")
        if FileManager.default.fileExists(atPath: target.path) {
            try FileManager.default.removeItem(at: target)
        }
        try FileManager.default.copyItem(at: source, to: target)
        try rewrite("directory.yaml", ["area: demo": "area: \(area)"])
        try rewrite(
            "keywatch.yaml",
            [
                "area: demo": "area: \(area)",
                "ledger: sqlite:keywatch.db": "ledger: sqlite:\(ledgerPath)",
                "  bootstrap: 127.0.0.1:9092": "  bootstrap: \(bootstrap)",
                "  kafka: {}": "  kafka: \(kafka)",
                "  port: 8081": "  port: \(adminPort)",
                "  systems: []": "  systems: [/trial]",
            ])
    }

    private func rewrite(_ name: String, _ changes: [String: String]) throws {
        let url = folder.url.appending(path: "Config/\(name)")
        var lines = try String(contentsOf: url, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (from, to) in changes {
            let index = try #require(
                lines.firstIndex(of: from), "Config/\(name) has no line '\(from)' any more")
            lines[index] = to
        }
        try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }

    var ledgerPath: String { folder.path("ledger.db") }

    /// Starts the daemon.
    func start(environment: [String: String] = [:]) throws -> DaemonProcess {
        starts += 1
        let child = try ChildProcess(
            KeywatchProgram.url(), ["run", "--config", folder.path("Config/keywatch.yaml")],
            name: "daemon-\(starts)", in: folder, environment: environment)
        logs.append(child.errorPath)
        return DaemonProcess(child, adminPort: adminPort)
    }

    /// Starts it and waits until it is ready.
    func startReady(
        seconds: Double = 30, environment: [String: String] = [:]
    ) throws -> DaemonProcess {
        let daemon = try start(environment: environment)
        guard daemon.becomesReady(withinSeconds: seconds) else {
            throw NotStarted(what: "daemon", said: daemon.child.errors)
        }
        return daemon
    }

    /// Runs another command with this area's configuration to its end.
    func command(_ words: [String]) throws -> (code: Int32, output: String) {
        commands += 1
        let child = try ChildProcess(
            KeywatchProgram.url(), words + ["--config", folder.path("Config/keywatch.yaml")],
            name: "command-\(commands)", in: folder)
        let code = try #require(child.exit(withinSeconds: 60), "\(words) does not end")
        logs.append(child.errorPath)
        return (code, child.output)
    }

    /// The ledger for reading, beside the daemon or without one.
    func ledger() throws -> Ledger.Reader {
        let key = try AreaKeySource.file("\(ledgerPath).key").load()
        return try Ledger.Reader(path: ledgerPath, keys: AreaKeys(key))
    }

    /// Everything that any incarnation wrote to its log.
    func allLogs() throws -> String {
        try logs.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
    }
}

/// One incarnation of a daemon.
final class DaemonProcess {
    let child: ChildProcess
    private let adminPort: Int

    init(_ child: ChildProcess, adminPort: Int) {
        self.child = child
        self.adminPort = adminPort
    }

    deinit { child.send(SIGKILL) }

    var isReady: Bool { AdminPage.get("/readyz", port: adminPort)?.status == 200 }

    func becomesReady(withinSeconds seconds: Double) -> Bool {
        waitUntil(seconds: seconds) { isReady || !child.isRunning } && child.isRunning
    }

    /// The samples of the metrics page.
    func metrics() -> [String: Int64] {
        let page = AdminPage.get("/metrics", port: adminPort)?.body ?? ""
        var samples: [String: Int64] = [:]
        for line in page.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            samples[String(line[..<space])] = Int64(line[line.index(after: space)...])
        }
        return samples
    }

    /// Current outcomes of all input records, by `topic/outcome`.
    func outcomes() -> [String: Int64] {
        var counts: [String: Int64] = [:]
        for (sample, value) in metrics() where sample.hasPrefix("keywatch_notifications_total") {
            let words = sample.split(separator: "\"")
            guard words.count >= 4, value != 0 else { continue }
            counts["\(words[1])/\(words[3])"] = value
        }
        return counts
    }

    /// Current outcomes by topic.
    func outcomesByTopic() -> [String: Int] {
        outcomes().reduce(into: [:]) { result, entry in
            let topic = entry.key.split(separator: "/").first.map(String.init) ?? ""
            result[topic, default: 0] += Int(entry.value)
        }
    }

    /// Asks it to stop, and returns its exit code; nil when it does not end within 10 seconds.
    func terminate() -> Int32? {
        child.send(SIGTERM)
        return child.exit(withinSeconds: 10)
    }
}
