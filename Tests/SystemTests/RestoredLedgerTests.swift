// SPDX-License-Identifier: Apache-2.0
import Bus
import Foundation
import Ledger
import Testing

/// A backup of yesterday must not publish today again.
extension SystemTests {
    @Test(.tags(.slow)) func restoredOlderLedgerIsRefused() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("restored", bus: broker.configuration, folder: folder, people: 12)
        var daemon = try scene.area.startReady()
        for person in scene.people[..<4] { try scene.admit(person, visit: "R\(person.index)") }
        #expect(scene.everybodyAlerted(scene.people[..<4]))
        #expect(daemon.terminate() == 0)
        let backup = folder.path("backup.db")
        try scene.area.ledger().backup(to: backup)

        daemon = try scene.area.startReady()
        for person in scene.people[4...] { try scene.admit(person, visit: "R\(person.index)") }
        #expect(scene.everybodyAlerted(scene.people))
        #expect(daemon.terminate() == 0)
        // The newest ledger, moved away whole: a reader may have kept its log from being folded in.
        let ends = ["", "-wal", "-shm"]
        let path = scene.area.ledgerPath
        let newest = folder.path("newest.db")
        for end in ends {
            try? FileManager.default.moveItem(atPath: path + end, toPath: newest + end)
        }
        try FileManager.default.copyItem(atPath: backup, toPath: path)
        let count = scene.judge.count

        // However often a supervisor starts it, it says the same and does nothing.
        for _ in 0..<3 {
            daemon = try scene.area.start()
            #expect(daemon.child.exit(withinSeconds: 30) == 4)
            let lines = daemon.child.errors.split(separator: "\n").filter {
                $0.contains("\"critical\"") && $0.contains("this ledger never decided")
            }
            #expect(!lines.isEmpty, "\(daemon.child.errors)")
        }
        #expect(
            try scene.area.ledger().lastFrame() == LedgerJudge.lastFrame(of: backup, scene.area))
        #expect(scene.judge.count == count)

        // With the newest ledger back in its place, it goes on.
        for end in ends {
            try? FileManager.default.removeItem(atPath: path + end)
            try? FileManager.default.moveItem(atPath: newest + end, toPath: path + end)
        }
        daemon = try scene.area.startReady()
        #expect(daemon.terminate() == 0)
        #expect(scene.everybodyAlerted(scene.people))
        try scene.expectNoBreach()
    }
}
