// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation

/// `keywatch broker` on a free port.
final class BrokerProcess {
    let child: ChildProcess
    let bootstrap: String

    init(in folder: TemporaryFolder) throws {
        let child = try ChildProcess(
            KeywatchProgram.url(), ["broker", "--port", "0"], name: "broker", in: folder)
        self.child = child
        var found: String?
        _ = waitUntil(seconds: 20) {
            found = child.output.split(separator: "\n").first { $0.hasPrefix("bootstrap: ") }
                .map { String($0.dropFirst("bootstrap: ".count)) }
            return found != nil || !child.isRunning
        }
        guard let found else { throw NotStarted(what: "broker", said: child.errors) }
        bootstrap = found
    }

    deinit { child.send(SIGKILL) }

    var port: Int { bootstrap.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    var configuration: BusConfiguration { BusConfiguration(bootstrap: bootstrap) }
}

/// A program did not come up; what it said.
struct NotStarted: Error, CustomStringConvertible {
    let what: String
    let said: String
    var description: String { "\(what) did not start: \(said.suffix(2000))" }
}
