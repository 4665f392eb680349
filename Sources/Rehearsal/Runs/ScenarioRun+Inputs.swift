// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register

extension ScenarioRun {
    /// Who sends what names no sender (CONTRACT.md §4: in a scenario, one default sender).
    private static let defaultSender = Sender(application: "scenario", facility: "SCENARIO")

    mutating func receive(_ message: ScenarioMessage, _ step: Step) throws {
        let position = log.nextPosition(of: message.topic.rawValue)
        if message.topic == .register { return try receiveRecord(message, position, step) }
        switch message.body {
        case .canonical(let json):
            let all = try notifications(json, message.topic, position, step)
            for (index, notification) in all.enumerated() {
                var at = position
                at.index = UInt32(clamping: index)
                try decide(notification, at: at)
            }
        case .raw(let text):
            try receive(bytes: ScenarioRun.bytes(of: text), message, position)
        case .tombstone:
            try receive(bytes: nil, message, position)
        }
    }

    private mutating func receive(
        bytes: [UInt8]?, _ message: ScenarioMessage, _ position: InputPosition
    ) throws {
        let items = engine.context.decoder.decode(
            bytes, headers: message.headers.map { ($0.name, Array($0.value.utf8)) },
            topicHint: message.topic.kind, receivedAt: now)
        for (index, item) in items.enumerated() {
            var at = position
            at.index = UInt32(clamping: index)
            switch item {
            case .notification(let notification): try decide(notification, at: at)
            case .rejected(let rejected):
                let digest = IdentityHashes.hex(stage.hashes.digest(bytes ?? []))
                try keep(
                    engine.reject(
                        rejected, at: at, size: bytes?.count ?? 0, digest: digest, now: now))
            }
        }
    }

    private mutating func decide(
        _ notification: Notification, at position: InputPosition
    ) throws {
        log.keep(notification, at: position)
        if notification.kind == .response {
            try keep(engine.respond(notification, at: position, now: now))
        } else {
            try keep(engine.receive(notification, at: position, now: now))
        }
    }

    private func notifications(
        _ json: JSONValue, _ topic: ScenarioTopic, _ position: InputPosition, _ step: Step
    ) throws -> [Notification] {
        var json = json
        if topic == .census {
            json = .object([
                .init("event", .string("census.received")), .init("detail", json),
            ])
        }
        let defaults = CanonicalDefaults(
            id: position.text, at: now, sender: ScenarioRun.defaultSender, topicHint: topic.kind)
        do {
            return try Notification.all(canonical: json, defaults: defaults, zone: stage.zone)
        } catch {
            throw RehearsalError.step(
                step.source,
                "\(error.path.joined(separator: ".")) cannot be read (\(error.code.rawValue))")
        }
    }

    /// The bytes of a text. A block of YAML has line feeds where HL7 ends its segments.
    private static func bytes(of text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        let isHL7 = ["MSH", "FHS", "BHS"].contains { text.hasPrefix($0) }
        guard isHL7, !bytes.contains(0x0D) else { return bytes }
        return bytes.map { $0 == 0x0A ? 0x0D : $0 }
    }

    // MARK: - Register

    mutating func receiveEntry(_ json: JSONValue) throws {
        let (entry, warnings) = try EntryDecoder(zone: stage.zone).entry(json)
        try keep(
            engine.receive(
                .upsert(entry.withScenarioDefaults(), warnings: warnings),
                at: log.nextPosition(of: ScenarioTopic.register.rawValue), now: now))
    }

    private mutating func receiveRecord(
        _ message: ScenarioMessage, _ position: InputPosition, _ step: Step
    ) throws {
        let decoder = EntryDecoder(zone: stage.zone)
        let record: RegisterRecord
        switch message.body {
        case .canonical(let json):
            let (entry, warnings) = try decoder.entry(json)
            record = .upsert(entry.withScenarioDefaults(), warnings: warnings)
        case .raw(let text):
            let parsed = try? JSONValue(parsing: Array(text.utf8))
            let key = message.key ?? parsed?["registerId"]?.string
            record = decoder.record(key: key.map { Array($0.utf8) }, value: Array(text.utf8))
        case .tombstone:
            guard let key = message.key else {
                throw RehearsalError.step(step.source, "a removal needs 'key', the register id")
            }
            record = decoder.record(key: Array(key.utf8), value: nil)
        }
        try keep(engine.receive(record, at: position, now: now))
    }

    // MARK: - Responses

    mutating func respond(_ response: ScenarioResponse, _ step: Step) throws {
        responseCount += 1
        let by = response.by ?? Stage.systemPrincipal
        var reference = ResponseReference()
        reference.by = by
        switch response.subject {
        case .person(let id): reference.registerId = id
        case .obligation(let id):
            guard let found = try target(id, by: response.by) else {
                failures.append(
                    ScenarioFailure(
                        source: step.source, message: "respond: nothing was ever opened for \(id)",
                        window: emissions.map(\.line)))
                return
            }
            switch found.kind {
            case .alert, .emergency: reference.alertId = found.id
            case .task, .review, .notice: reference.taskId = found.id
            }
        }
        let topic = ScenarioTopic.responses.rawValue
        var notification = Notification(
            kind: .response, event: response.event, id: "response-\(responseCount)",
            occurredAt: now, recordedAt: now, sentAt: now, sender: Sender(application: by),
            person: Person(), format: .cloudevents)
        notification.detail = response.detail
        notification.response = reference
        try keep(engine.respond(notification, at: log.nextPosition(of: topic), now: now))
    }

    /// What a response answers: the obligation of that id; else the newest open one of the row
    /// that the person may answer, else the newest open one, else the newest.
    private mutating func target(_ id: String, by person: String?) throws -> Obligation? {
        var known: [Obligation] = []
        for state in store.all { known += state.obligations }
        if let exact = known.first(where: { $0.id == id }) { return exact }
        let ofRow = known.filter {
            $0.covers.contains(id) || $0.rule.line == id || $0.rule.text == id
        }
        let newestFirst = Array(ofRow.enumerated()).sorted {
            ($0.element.openedAt, $0.offset) > ($1.element.openedAt, $1.offset)
        }.map(\.element)
        let open = newestFirst.filter(\.isOpen)
        if let person {
            for obligation in open where try engine.mayAnswer(person, obligation.id) {
                return obligation
            }
        }
        return open.first ?? newestFirst.first
    }
}

extension ScenarioTopic {
    /// The kind of what comes on the topic.
    fileprivate var kind: NotificationKind {
        switch self {
        case .admissions, .census: .admission
        case .school: .school
        case .socialCare: .socialCare
        case .register: .register
        case .responses: .response
        }
    }
}
