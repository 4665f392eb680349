// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Ledger
import Testing

/// The commands of an operator against the running daemon.
extension SystemTests {
    @Test(.tags(.slow)) func operatorsActsReachTheRunningDaemon() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("operator", bus: broker.configuration, folder: folder, people: 1)
        let daemon = try scene.area.startReady()
        try scene.sender.send([(.admissions, nil, Array("not a notification".utf8))])
        #expect(scene.everythingDecided(daemon))
        let (listed, text) = try scene.area.command(["dead-letters", "list", "--json"])
        #expect(listed == 0)
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        let position = try #require(rows?.first?["position"] as? String)
        let why = ["--reason", "the sender asked"]
        #expect(try scene.area.command(["dead-letters", "retry", position]).code == 2)
        #expect(try scene.area.command(["dead-letters", "retry", position] + why).code == 1)
        #expect(try scene.area.command(["dead-letters", "discard", position] + why).code == 0)
        #expect(try scene.area.command(["dead-letters", "retry", position] + why).code == 1)
        #expect(try scene.area.command(["clock", "accept"]).code == 2)
        #expect(try scene.area.command(["clock", "accept"] + why).code == 0)
        let (explained, told) = try scene.area.command(["explain", position])
        #expect(explained == 0)
        #expect(told.contains("tried again by") && told.contains("discarded by"))
        #expect(daemon.terminate() == 0)
        #expect(try scene.area.ledger().verify().isClean)
        try scene.expectNoBreach()
    }
}
