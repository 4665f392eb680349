// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation
import Testing

/// What a whole area's register costs while nothing happens.
extension SystemTests {
    private static let entryCount = 10_000

    /// The promise is the release build's, with a librdkafka that gives fetched memory back.
    private static let promisedMB = 80.0

    /// Otherwise a leak must still be seen: the debug build measured 81 MB with librdkafka 2.0.2.
    private static let looseMB = 130.0

    @Test(.tags(.slow)) func tenThousandEntriesAreHeldInLittleMemory() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let area = try DaemonArea("memory", bootstrap: broker.bootstrap, in: folder)
        var daemon = try area.startReady()
        let sender = try RecordSender(broker.configuration)
        let people = TrialPerson.people(Self.entryCount, seed: 5)
        for first in stride(from: 0, to: people.count, by: 1000) {
            try sender.send(
                people[first..<min(first + 1000, people.count)].map {
                    sender.entry($0, area: area.area)
                })
        }
        let loaded = try idleMB(daemon)
        #expect(daemon.terminate() == 0)
        // A start reads the whole register at once, as after any update of the program.
        daemon = try area.startReady(seconds: 60)
        let restarted = try idleMB(daemon)
        #expect(daemon.terminate() == 0)

        let isRelease = try KeywatchProgram.url().resolvingSymlinksInPath().pathComponents
            .contains("release")
        let isPromised = isRelease && Librdkafka.isAtLeast("2.2")
        let build = isRelease ? "release" : "debug"
        for (name, value) in [("", loaded), ("-restarted", restarted)] {
            print(
                "measured: idle-memory-10000-entries\(name)-mb: "
                    + String(format: "%.1f", value)
                    + " (\(build), librdkafka \(Librdkafka.version))")
            #expect(value <= (isPromised ? Self.promisedMB : Self.looseMB))
        }
    }

    /// The resident memory once everybody is in the index and nothing is left to do.
    private func idleMB(_ daemon: DaemonProcess) throws -> Double {
        let isLoaded = waitUntil(seconds: 300, every: 0.1) {
            daemon.isReady
                && daemon.metrics()["keywatch_register_entries"] == Int64(Self.entryCount)
        }
        try #require(isLoaded, "\(daemon.child.errors.suffix(2000))")
        // Idle is not a moment: what is given back only after a while has been given back.
        Thread.sleep(forTimeInterval: 15)
        return Double(try #require(daemon.child.memoryKB("VmRSS"))) / 1024
    }
}
