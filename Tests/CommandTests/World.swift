// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Foundation
import Ledger
import Notifications
import Policy
import Register

@testable import Daemon

/// A real ledger in a temporary folder, filled by the real engine under the shipped policy.
final class World {
    let folder: URL
    let configuration: DaemonConfiguration
    let keys: AreaKeys
    let context: DecisionContext
    private var engine: Engine?
    private var journal: Journal?
    private var offsets: [InputTopic: Int64] = [:]

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let configurationPath = root.appending(path: "Config/keywatch.yaml").path

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "keywatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        configuration = try DaemonConfiguration.load(
            path: World.configurationPath,
            environment: [
                "KEYWATCH_LEDGER": "sqlite:" + folder.appending(path: "test.db").path,
                "KEYWATCH_KEY": "a passphrase for tests",
            ])
        keys = try LedgerView.keys(configuration)
        context = DecisionContext(
            area: configuration.area,
            pack: try configuration.folder.policy(named: configuration.pack),
            calendar: try configuration.folder.calendar(zone: try TimeZoneRules.london()),
            directory: try configuration.folder.directory(), hashes: AreaAssembly.hashes(keys))
        let writer = try Writer.create(location, area: configuration.area, at: 0)
        journal = Journal(writer)
        engine = try Engine(context: context, store: LedgerCaseStore(writer, keys: keys))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Takes the ledger's lock again, as a daemon that starts.
    func open() throws {
        let writer = try Writer.open(location)
        journal = Journal(writer)
        engine = try Engine(context: context, store: LedgerCaseStore(writer, keys: keys))
    }

    var location: LedgerLocation { LedgerLocation(path: configuration.ledgerPath, keys: keys) }

    /// The ledger as a command sees it.
    func view() throws -> LedgerView { try LedgerView(configuration) }

    /// The SQLite file.
    var path: String { configuration.ledgerPath }

    /// Gives up the ledger's lock, as a daemon that stops.
    func close() throws {
        try journal?.writer.close()
        journal = nil
        engine = nil
    }

    // MARK: - Inputs

    /// A register record.
    func register(_ json: String, at text: String) throws {
        let value = Array(json.utf8)
        let id = try JSONValue(parsing: value)["registerId"]?.string ?? ""
        let record = EntryDecoder(zone: context.calendar.zone).record(
            key: Array(id.utf8), value: value)
        try take(.register, at: text) { engine, position, now in
            [try engine.receive(record, at: position, now: now)]
        }
    }

    /// A record of any other topic, decoded as the daemon does.
    func send(_ value: String, to topic: InputTopic = .admissions, at text: String) throws {
        let record = Record(
            topic: configuration.topics.input(topic), partition: 0,
            offset: offsets[topic, default: 0], key: nil, value: Array(value.utf8))
        let context = context
        try take(topic, record: record, at: text) { engine, position, now in
            try context.decoder.decode(
                record.value, topicHint: topic.kind, receivedAt: now
            ).map {
                try engine.decide($0, of: record, at: position, context.hashes, now: now)
            }
        }
    }

    /// A record that an earlier version could not read: set aside, whatever the decoder says now.
    /// `other` is what it read behind that, if anything.
    func setAside(
        _ value: String, then other: String? = nil, key: String? = nil,
        on topic: InputTopic = .admissions, at text: String
    ) throws -> InputPosition {
        let record = Record(
            topic: configuration.topics.input(topic), partition: 0,
            offset: offsets[topic, default: 0], key: key.map { Array($0.utf8) },
            value: Array(value.utf8))
        let context = context
        try take(topic, record: record, at: text) { engine, position, now in
            var frames = [
                try engine.reject(
                    Rejected(code: .unknownFormat, position: 7), at: position, size: record.size,
                    digest: "0", now: now)
            ]
            if let other {
                var behind = position
                behind.index = 1
                frames += try context.decoder.decode(
                    Array(other.utf8), topicHint: topic.kind, receivedAt: now
                ).map {
                    try engine.decide($0, of: record, at: behind, context.hashes, now: now)
                }
            }
            return frames
        }
        return InputPosition(topic: record.topic, partition: 0, offset: record.offset)
    }

    /// Fires every clock up to an instant.
    func pass(to text: String) throws {
        let now = try instant(text)
        while let frame = try engine?.fireNextClock(upTo: now) { try journal?.add(frame) }
        try commit(now)
    }

    /// Reads rules, calendar and people again, as a daemon does at SIGHUP.
    func reload(_ context: DecisionContext, at text: String) throws {
        let now = try instant(text)
        for frame in try engine?.reload(context, now: now) ?? [] { try journal?.add(frame) }
        try commit(now)
    }

    private func take(
        _ topic: InputTopic, record: Record? = nil, at text: String,
        _ body: (inout Engine, InputPosition, Instant) throws -> [EngineFrame]
    ) throws {
        let now = try instant(text)
        try pass(to: text)
        let offset = offsets[topic, default: 0]
        offsets[topic] = offset + 1
        let position = InputPosition(
            topic: configuration.topics.input(topic), partition: 0, offset: offset)
        guard var engine, let journal else { return }
        self.engine = nil
        for frame in try body(&engine, position, now) {
            try journal.add(frame, of: record, failedAt: 7)
        }
        self.engine = engine
        try journal.advance(position.topic, 0, to: offset + 1, cluster: nil)
        try commit(now)
    }

    private func commit(_ now: Instant) throws {
        guard let changed = engine?.takeChangedCases() else { return }
        _ = try journal?.commit(cases: changed, now: now)
    }

    private func instant(_ text: String) throws -> Instant {
        struct NoInstant: Error {}
        guard let instant = Instant(iso8601: text) else { throw NoInstant() }
        return instant
    }
}

// MARK: - A story

extension World {
    /// A red autistic girl of thirteen with a keyworker; a hospital admits her on Saturday night,
    /// nobody answers for an hour, and a message that cannot be read comes in between.
    static func afterASaturdayNight() throws -> World {
        let world = try World()
        try world.register(entry("R1"), at: "2026-03-02T09:00:00Z")
        try world.send(admission("m1", "started"), at: "2026-03-07T22:30:00Z")
        try world.send("not a notification", at: "2026-03-07T22:40:00Z")
        try world.send(admission("m1", "started"), at: "2026-03-07T22:50:00Z")
        try world.pass(to: "2026-03-08T00:00:00Z")
        return world
    }

    static func entry(_ id: String, version: Int = 1) -> String {
        """
        {"registerId":"\(id)","area":"demo","status":"active","nhsNumber":"9990000018",\
        "familyName":"Test","givenNames":["Alexa"],"birthDate":"2012-04-15",\
        "diagnoses":{"autism":"confirmed"},"rating":{"value":"red","at":"2026-02-02T10:00:00Z"},\
        "consent":{"register":{"status":"given"},"cetr":{"status":"given"},\
        "keyworker":{"status":"given"}},\
        "keyworker":{"personId":"kw-1","acceptedAt":"2026-02-03T10:00:00Z"},"version":\(version)}
        """
    }

    static func admission(_ id: String, _ event: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"/trust/RXX",\
        "type":"org.keywatch.admission.\(event).v1","time":"2026-03-07T22:20:00Z",\
        "data":{"occurredAt":"2026-03-07T22:10:00Z","person":{"nhsNumber":"9990000018",\
        "nhsNumberStatus":"verified","familyName":"Test","birthDate":"2012-04-15"},\
        "encounter":{"id":"V1","class":"inpatient","specialty":"711","admissionMethod":"25",\
        "legalStatus":"01","admittedAt":"2026-03-07T22:10:00Z"},"detail":{}}}
        """
    }
}

/// Times that a test sets.
struct SetTime: TimeReadings {
    var at: String

    func wallMs() -> Int64 { Instant(iso8601: at)?.milliseconds ?? 0 }
    func monotonicMs() -> Int64 { 0 }
    func isSynchronised() -> Bool { true }
}
