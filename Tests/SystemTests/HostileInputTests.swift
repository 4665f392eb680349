// SPDX-License-Identifier: Apache-2.0
import Bus
import Daemon
import Foundation
import Ledger
import Notifications
import Testing

/// Whatever anybody puts on an input topic, the daemon stays up and every record has one outcome.
extension SystemTests {
    /// Words that stand in every value and must stand in no output.
    private static let marker = "qzmarkerqz"

    private static func values() -> [[UInt8]?] {
        var random = SeededGenerator(seed: 11)
        let header = "MSH|^~\\&|PAS|RXX|R|R|20260301120000||ADT^A01|X1|P|2.4\r"
        var values: [[UInt8]?] = [
            nil, [], [0], [0xFF, 0xFE], Array(repeating: 0x41, count: 1_000_000),
            Array(repeating: 0, count: 500_000),
            Array((String(repeating: "[", count: 200_000) + marker).utf8),
            Array((String(repeating: "{\"a\":", count: 50_000)).utf8),
            Array("MSH".utf8), Array("MSH|".utf8), Array("MSH|^~\\&|PAS|RXX|\(marker)".utf8),
            Array("MSH|^~\\&|\(String(repeating: "P", count: 300_000))|RXX|".utf8),
            Array("MSH|^~\\&|PAS|\(String(repeating: "R", count: 300_000))|".utf8),
            Array(header.utf8), Array((header + "PID|1||\(marker)").utf8),
            Array((header + "PID" + String(repeating: "|", count: 50_000)).utf8),
            Array((header + "PID|1||" + String(repeating: "~\(marker)", count: 20_000)).utf8),
            Array("{\"specversion\":\"1.0\",\"id\":\"\(marker)\"}".utf8),
            Array("{\"specversion\":\"9.9\",\"data\":null}".utf8),
            Array("{\"registerId\":\"\(marker)\"}".utf8),
            Array("{\"registerId\":\"9990000018\",\"version\":1}".utf8),
            Array("{\"resourceType\":\"Bundle\",\"entry\":[{}]}".utf8),
            Array("{\"id\":1e999999999,\"data\":{\"occurredAt\":\"99999-99-99T99:99:99Z\"}}".utf8),
            Array("\u{FEFF}{}".utf8), Array("null".utf8), Array("\"\(marker)\"".utf8),
        ]
        for size in [1, 7, 64, 1000, 20_000] {
            values.append((0..<size).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        let event = """
            {"specversion":"1.0","id":"e1","source":"/x","type":"org.keywatch.school.suspended.v1",\
            "time":"2026-03-01T12:00:00Z","data":{"person":{"familyName":"\(marker)"}}}
            """
        for cut in stride(from: 20, to: event.utf8.count, by: 37) {
            values.append(Array(event.utf8.prefix(cut)))
        }
        return values
    }

    @Test(.tags(.slow)) func rubbishOnEveryTopicHasOneOutcomeEach() throws {
        let folder = try TemporaryFolder()
        let broker = try BrokerProcess(in: folder)
        let scene = try Scene("hostile", bus: broker.configuration, folder: folder, people: 2)
        let daemon = try scene.area.startReady()
        try scene.admit(scene.people[0], visit: "H1")
        for topic in InputTopic.allCases {
            for (index, value) in Self.values().enumerated() {
                // The register's records have keys; everybody else's may have.
                let key = topic == .register || index.isMultiple(of: 3) ? "K-\(index)" : nil
                try scene.sender.send([(topic, key, value)])
            }
        }
        try scene.sender.send([(.register, nil, nil), (.register, "", Array("{}".utf8))])
        try scene.admit(scene.people[1], visit: "H2")
        #expect(
            scene.everythingDecided(daemon, seconds: 60),
            "\(daemon.outcomes()) of \(scene.sender.items)")
        #expect(scene.everybodyAlerted(scene.people))
        #expect(daemon.child.isRunning && daemon.isReady)
        let outcomes = daemon.outcomes()
        for topic in InputTopic.allCases {
            let name = TopicNames().input(topic)
            #expect(outcomes["\(name)/dead-letter"] ?? 0 > 10, "\(name): \(outcomes)")
        }
        let lettersExpected = outcomes.filter { $0.key.hasSuffix("/dead-letter") }.values.reduce(
            0, +)
        #expect(
            waitUntil(seconds: 20, every: 0.1) {
                scene.judge.seen.of("dead-letter.recorded").count == Int(lettersExpected)
            }, "\(scene.judge.seen.of("dead-letter.recorded").count) of \(lettersExpected)")
        for letter in scene.judge.seen.of("dead-letter.recorded") {
            let names = letter.data.members.map(\.name)
            #expect(
                Set(names) == [
                    "topic", "partition", "offset", "index", "size", "sha256", "code", "position",
                    "sender",
                ])
        }
        for event in scene.judge.seen.events {
            #expect(!event.data.text.contains(Self.marker), "\(event.type) repeats what came in")
            #expect(event.data.text.utf8.count < 4096, "\(event.type) is as long as what came in")
        }
        #expect(daemon.terminate() == 0)
        #expect(try !scene.area.allLogs().contains(Self.marker), "the log repeats what came in")
        let ledger = try scene.area.ledger()
        #expect(try ledger.verify().isClean)
        #expect(try LedgerJudge(ledger: ledger).outcomesByTopic() == scene.sender.items)
        try scene.expectNoBreach()
    }
}
