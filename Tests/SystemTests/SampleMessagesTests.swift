// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Ledger
import Testing

/// Messages that nobody here wrote, where they lie beside the package.
enum SharedSamples {
    static let root = KeywatchProgram.packageRoot.appending(path: "../../shared/samples")
        .standardizedFileURL
    static let arePresent = FileManager.default.fileExists(atPath: root.path)

    /// The bytes of every file that holds an admission, discharge, update or cancellation.
    static func admissions() throws -> [[UInt8]] {
        let folder = root.appending(path: "hl7v2")
        guard
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        else { return [] }
        var found: [[UInt8]] = []
        for case let file as URL in files where !file.hasDirectoryPath {
            let bytes = Array(try Data(contentsOf: file))
            let text = String(decoding: bytes, as: UTF8.self)
            if ["A01", "A03", "A08", "A11", "A13"].contains(where: { text.contains("ADT^\($0)") }) {
                found.append(bytes)
            }
        }
        return found
    }
}

extension SystemTests {
    @Test(.tags(.slow), .enabled(if: SharedSamples.arePresent, "there are no samples here"))
    func everySampleAdmissionHasOneCountedOutcome() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("samples", bus: broker.configuration, folder: folder, people: 1)
        let daemon = try scene.area.startReady()
        let messages = try SharedSamples.admissions()
        #expect(messages.count > 50)
        for message in messages { try scene.sender.send([(.admissions, nil, message)]) }
        #expect(
            scene.everythingDecided(daemon, seconds: 60),
            "\(daemon.outcomes()) of \(scene.sender.items)")
        print(
            "\(messages.count) sample files: \(daemon.outcomes().sorted { $0.key < $1.key })"
        )
        #expect(daemon.isReady)
        #expect(daemon.terminate() == 0)
        let ledger = try scene.area.ledger()
        #expect(try ledger.verify().isClean)
        #expect(try LedgerJudge(ledger: ledger).outcomesByTopic() == scene.sender.items)
        try scene.expectNoBreach()
    }
}
