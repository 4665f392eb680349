// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Glibc
import Ledger
import Testing

/// A changed pack and the real daemon: refused, held back, adopted over the socket.
extension SystemTests {
    @Test(.tags(.slow)) func aChangedPackWaitsForANamedPerson() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("adoption", bus: broker.configuration, folder: folder, people: 1)
        let file = folder.path("Config/policy/policy-2023/stay.yaml")
        let shipped = try String(contentsOfFile: file, encoding: .utf8)
        let start = try #require(shipped.range(of: "- rule: D-144\n"))
        let end = try #require(
            shipped.range(of: "\n- rule: ", range: start.upperBound..<shipped.endIndex))
        let rule = String(shipped[start.lowerBound..<end.lowerBound])
        func write(_ pack: String) throws {
            try pack.write(toFile: file, atomically: true, encoding: .utf8)
        }
        let without = shipped.replacing(rule, with: "")
        let later = shipped.replacing(rule, with: rule.replacing("due: 2 wd", with: "due: 5 wd"))
        #expect(without != shipped && later != shipped)
        func adopt(_ words: String...) throws -> (code: Int32, output: String) {
            try scene.area.command(["policy", "adopt"] + words)
        }
        func count(_ noun: String) -> Int { scene.judge.seen.of(noun, rule: "D-144").count }

        var daemon = try scene.area.startReady()
        try scene.admit(scene.people[0], visit: "V1")
        #expect(scene.everybodyAlerted(scene.people))
        #expect(waitUntil(seconds: 20) { count("task.opened") == 1 })

        try write(without)
        #expect(try scene.area.command(["check"]).code == 2)
        daemon.child.send(SIGHUP)
        #expect(waitUntil(seconds: 20) { daemon.child.errors.contains("reload refused") })
        #expect(daemon.child.errors.contains("no rule D-144, and 1 obligation is open"))
        try write(later)
        daemon.child.send(SIGHUP)
        #expect(waitUntil(seconds: 20) { daemon.child.errors.contains("\"reloaded\"") })
        let rehearsed = try adopt("--by", "kw-1", "--dry-run")
        #expect(rehearsed.code == 0 && rehearsed.output.contains("D-144: 1 held"))
        #expect(try adopt("--by", "nobody").code == 2)
        #expect(count("task.opened") == 1 && count("task.withdrawn") == 0)
        #expect(try adopt("--by", "kw-1").code == 0)
        #expect(
            waitUntil(seconds: 20) { count("task.opened") == 2 && count("task.withdrawn") == 1 })
        #expect(try adopt("--by", "kw-1", "--dry-run").output.contains("nothing waits"))
        #expect(daemon.terminate() == 0)

        try write(without)
        daemon = try scene.area.start()
        #expect(daemon.child.exit(withinSeconds: 30) == 2)
        #expect(daemon.child.errors.contains("no rule D-144"))
        try "retired: { D-144: The guidance no longer asks for it. }\n".write(
            toFile: folder.path("Config/policy/policy-2023/pack.yaml"), atomically: true,
            encoding: .utf8)
        daemon = try scene.area.startReady()
        #expect(count("task.withdrawn") == 1)
        #expect(try adopt("--by", "kw-1").output.contains("its rule is retired"))
        #expect(waitUntil(seconds: 20) { count("task.withdrawn") == 2 })
        #expect(daemon.terminate() == 0)
        #expect(try scene.area.ledger().verify().isClean)
        #expect(try scene.area.command(["ledger", "rebuild"]).code == 0)
        try scene.expectNoBreach()
    }
}
