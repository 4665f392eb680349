// SPDX-License-Identifier: Apache-2.0
import Bus
import Casework
import Daemon
import Foundation
import Ledger
import Notifications
import Synchronization

/// Reads the output topics from their beginning, as any committed reader, while the load runs, and
/// notes every breach of what is promised of them (CONTRACT.md §3).
final class TopicJudge: Sendable {
    /// An event as it stood on its topic.
    struct Event: Sendable {
        var topic: OutputTopic
        var id: String
        var type: String
        var subject: String
        var rule: String
        var obligation: String
        var episode: String
        var isRestored: Bool
        var isLate: Bool
        var to: String
        var data: JSONValue
        var receivedAt: Date
    }

    /// What was seen.
    struct Findings: Sendable {
        var events: [Event] = []
        var ids: [String: OutputTopic] = [:]
        /// Breaches of a promise, one line each; at most 50 are kept.
        var breaches: [String] = []
        var breachCount = 0
        fileprivate var sequences: [String: Int64] = [:]
        fileprivate var opened: [String: String] = [:]

        fileprivate mutating func breach(_ line: String) {
            breachCount += 1
            if breaches.count < 50 { breaches.append(line) }
        }

        /// The events of a type, such as `alert.opened`.
        func of(_ noun: String, rule: String? = nil) -> [Event] {
            events.filter {
                $0.type == "org.keywatch.\(noun).v1" && (rule == nil || $0.rule == rule)
            }
        }
    }

    private let source: String
    private let bus: BusConfiguration
    private let personal: PersonalData
    private let hashes: IdentityHashes
    private let area: String
    private let names = TopicNames()
    private let findings = Mutex(Findings())
    private let isStopping = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)
    private let onAlert: (@Sendable (Event) -> Void)?

    /// A judge of an area's output; `onAlert` is told of every opened alert.
    init(
        area: String, bus: BusConfiguration, secrets: [String],
        onAlert: (@Sendable (Event) -> Void)? = nil
    ) {
        self.area = area
        source = "/keywatch/\(area)"
        self.bus = bus
        personal = PersonalData(secrets)
        hashes = IdentityHashes(digest: { Digest.sha256($0) }, keyed: { _, bytes in bytes })
        self.onAlert = onAlert
    }

    var seen: Findings { findings.withLock { $0 } }

    var count: Int { findings.withLock { $0.events.count } }

    /// Begins reading, in a thread of its own.
    func start() {
        Thread { [self] in
            do {
                try read()
            } catch {
                findings.withLock { $0.breach("the judge could not read: \(error)") }
            }
            ended.signal()
        }.start()
    }

    func stop() {
        isStopping.withLock { $0 = true }
        ended.wait()
        ended.signal()
    }

    /// Waits until every one of these ids was seen; returns those that were not.
    func wait(for ids: Set<String>, seconds: Double) -> Set<String> {
        var missing = ids
        _ = waitUntil(seconds: seconds, every: 0.1) {
            findings.withLock { findings in missing = missing.filter { findings.ids[$0] == nil } }
            return missing.isEmpty
        }
        return missing
    }

    private func read() throws {
        let reader = try Bus.Reader(
            bus, ReaderOptions(isolation: .readCommitted, queueKilobytes: 8192))
        defer { reader.close() }
        while !isStopping.withLock({ $0 }) {
            // Later these questions would wait behind the reader's own fetches.
            if Set(reader.assigned.keys.map(\.topic)).count < OutputTopic.allCases.count {
                assign(reader)
            }
            guard let batch = try? reader.fetch(max: 1000, timeoutMs: 100) else { continue }
            for event in batch.events {
                if case .gap(let at, let asked, _) = event {
                    findings.withLock { $0.breach("gap in \(at) at \(asked): the judge is void") }
                }
            }
            for record in batch.records { judge(record) }
        }
    }

    private func assign(_ reader: Bus.Reader) {
        let outputs = OutputTopic.allCases.map(names.output)
        guard let counts = try? reader.partitions(of: outputs, timeoutMs: 5000) else { return }
        var new: [TopicPartition: Bus.Position] = [:]
        for (name, count) in counts {
            for partition in 0..<Int32(count) {
                let at = TopicPartition(name, partition)
                if reader.assigned[at] == nil { new[at] = .beginning }
            }
        }
        if !new.isEmpty { try? reader.add(new) }
    }

    // MARK: - Judging

    private func judge(_ record: Record) {
        guard let topic = OutputTopic.allCases.first(where: { names.output($0) == record.topic })
        else { return }
        let place = "\(record.topic)/\(record.partition)/\(record.offset)"
        guard let value = record.value, let json = try? JSONValue(parsing: value) else {
            // What others put on the responses topic is theirs.
            if topic != .responses {
                findings.withLock { $0.breach("\(place): not a JSON value") }
            }
            return
        }
        guard json["source"]?.string == source else { return }
        let data = json["data"] ?? .null
        let event = Event(
            topic: topic, id: json["id"]?.string ?? "", type: json["type"]?.string ?? "",
            subject: json["subject"]?.string ?? "", rule: data["rule"]?.string ?? "",
            obligation: data["alertId"]?.string ?? data["taskId"]?.string ?? "",
            episode: data["episode"]?.string ?? "", isRestored: data["restored"]?.bool ?? false,
            isLate: data["late"]?.bool ?? false,
            to: data["to"]?.elements.first?["personId"]?.string ?? "", data: data,
            receivedAt: Date())
        let tellsOfPerson = personal.isIn(value) || personal.isIn(record.key ?? [])
        findings.withLock { findings in
            if tellsOfPerson { findings.breach("\(place): personal data") }
            if record.key != Array(event.subject.utf8) {
                findings.breach("\(place): the key is not the subject")
            }
            check(event, json["kwsequence"]?.integer, place, &findings)
            findings.events.append(event)
        }
        if topic == .keyworkerAlerts, event.type.hasSuffix(".opened.v1") { onAlert?(event) }
    }

    private func check(
        _ event: Event, _ sequence: Int64?, _ place: String, _ findings: inout Findings
    ) {
        if findings.ids.updateValue(event.topic, forKey: event.id) != nil {
            findings.breach("\(place): the id \(event.id) is there twice (\(event.type))")
        }
        let line = "\(event.topic.rawValue)|\(event.subject)"
        let expected = (findings.sequences[line] ?? 0) + 1
        if sequence != expected {
            findings.breach(
                "\(place): kwsequence \(sequence ?? -1) of \(line), \(expected) was to come")
        }
        findings.sequences[line] = sequence ?? expected
        let id = hashes.id([
            "event", area, event.topic.rawValue, event.subject, String(sequence ?? 0), event.type,
            tag(event),
        ])
        // The dashboard's tag is an obligation that the event does not name.
        if event.topic != .dashboard, event.topic != .responses, event.id != id {
            findings.breach("\(place): the id does not follow from the event")
        }
        guard event.type.hasSuffix(".opened.v1"), !event.isRestored else { return }
        let opening = "\(event.subject)|\(event.rule)|\(event.episode)|\(event.obligation)"
        if findings.opened.updateValue(event.id, forKey: opening) != nil {
            findings.breach("\(place): opened a second time: \(opening)")
        }
    }

    private func tag(_ event: Event) -> String {
        guard event.topic == .deadLetters else { return event.obligation }
        let members = ["topic", "partition", "offset", "index"].map { name -> String in
            let value = event.data[name]
            if case .number(let text)? = value { return text }
            return value?.string ?? ""
        }
        return InputPosition(
            topic: members[0], partition: Int32(members[1]) ?? -1, offset: Int64(members[2]) ?? -1,
            index: UInt32(members[3]) ?? 0
        ).text
    }
}
