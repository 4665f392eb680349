// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Foundation
import Ledger
import Policy
import Testing

@Suite("The daemon's configuration")
struct ConfigurationTests {
    private static let shipped = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Config/keywatch.yaml").path

    private func load(
        _ text: String, environment: [String: String] = [:]
    ) throws -> DaemonConfiguration {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "keywatch-configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "keywatch.yaml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try DaemonConfiguration.load(path: file.path, environment: environment)
    }

    private func faults(_ text: String) throws -> [ConfigurationFault] {
        do {
            _ = try load(text)
            return []
        } catch PolicyError.invalid(let faults) {
            return faults
        }
    }

    @Test("The shipped file is read as it stands")
    func shippedFile() throws {
        let configuration = try DaemonConfiguration.load(path: Self.shipped, environment: [:])
        #expect(configuration.area == "demo")
        #expect(configuration.ledgerPath == "keywatch.db")
        #expect(configuration.key == nil)
        #expect(configuration.bootstrap == "127.0.0.1:9092")
        #expect(configuration.createPartitions == 4)
        #expect(configuration.adminPort == 8081)
    }

    @Test("Two environment variables are enough to point it elsewhere")
    func environment() throws {
        let configuration = try DaemonConfiguration.load(
            path: Self.shipped,
            environment: [
                "KEYWATCH_BUS_BOOTSTRAP": "kafka-1:9092,kafka-2:9092",
                "KEYWATCH_LEDGER": "sqlite:/var/lib/keywatch/area.db",
            ])
        #expect(configuration.bootstrap == "kafka-1:9092,kafka-2:9092")
        #expect(configuration.ledgerPath == "/var/lib/keywatch/area.db")
        #expect(configuration.defaultKeyPath == "/var/lib/keywatch/area.db.key")
    }

    @Test("Secrets come from the environment, topics can have other names")
    func secretsAndTopics() throws {
        let configuration = try load(
            """
            area: north
            ledger: sqlite:a.db
            key: ${AREA_KEY}
            bus:
              bootstrap: b:1
              create-topics: false
              kafka: { sasl.password: "${SECRET}", security.protocol: SASL_SSL }
              topics: { admissions: hospital.adt, keyworker-alerts: out.alerts }
            """, environment: ["SECRET": "s3cret", "AREA_KEY": "file:/keys/north"])
        #expect(configuration.key == .file("/keys/north"))
        #expect(configuration.kafka["sasl.password"] == "s3cret")
        #expect(configuration.createPartitions == nil)
        #expect(configuration.topics.input(.admissions) == "hospital.adt")
        #expect(configuration.topics.output(.keyworkerAlerts) == "out.alerts")
        #expect(configuration.topics.inputTopic(named: "hospital.adt") == .admissions)
    }

    @Test("Every fault is told, with its place and the nearest key")
    func everyFault() throws {
        let found = try faults(
            """
            area: north
            ledgr: sqlite:a.db
            bus:
              bootstrap: b:1
              partitions: many
              topics: { admisions: x }
            """)
        #expect(found.contains { $0.line == 2 && $0.message.contains("ledger") })
        #expect(found.contains { $0.line == 5 && $0.code == .number })
        #expect(found.contains { $0.line == 6 && $0.code == .unknownKey })
        #expect(found.contains { $0.code == .missingKey })
    }

    @Test("A ledger elsewhere than in SQLite is refused")
    func otherLedger() throws {
        let found = try faults("area: a\nledger: postgres://db\nbus: { bootstrap: b:1 }\n")
        #expect(found.map(\.code) == [.unknownWord])
        #expect(!found[0].message.contains("db"))
    }
}
