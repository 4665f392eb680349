// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation
import Testing

/// A port that another program has is said in one line, and nothing is left running.
extension SystemTests {
    @Test(.tags(.slow)) func daemonEndsWhenItsAdminPortIsTaken() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let area = try DaemonArea("taken", bootstrap: broker.bootstrap, in: folder)
        let first = try area.startReady()
        // Its own ledger and the first one's port.
        let second = try area.start(
            environment: ["KEYWATCH_LEDGER": "sqlite:\(folder.path("second.db"))"])
        #expect(second.child.exit(withinSeconds: 30) == 3, "\(second.child.errors)")
        #expect(second.child.errors.contains("port \(area.adminPort) of 127.0.0.1 is taken"))
        #expect(first.isReady)
        #expect(first.terminate() == 0)
    }

    @Test(.tags(.slow), arguments: [true, false])
    func demoEndsWhenAPortIsTaken(isBrokers: Bool) throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let demo = try ChildProcess(
            KeywatchProgram.url(),
            [
                "demo", "--config", KeywatchProgram.packageRoot.appending(path: "Config").path,
                "--port", String(isBrokers ? AdminPage.freePort() : broker.port),
                "--broker-port", String(isBrokers ? broker.port : 0),
            ], name: "demo", in: folder)
        #expect(demo.exit(withinSeconds: 30) == 3, "\(demo.errors)")
        #expect(
            demo.errors == "keywatch: port \(broker.port) of 127.0.0.1 is taken by another program;"
                + " choose another\n")
    }
}
