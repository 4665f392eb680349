// SPDX-License-Identifier: Apache-2.0

/// Decodes CloudEvents 1.0, structured, batched or binary (CONTRACT.md §4, "On the wire").
struct CloudEventDecoder {
    let zone: TimeZoneRules
    let topicHint: NotificationKind
    let receivedAt: Instant
    /// Decodes what an event of others carries as its data: an HL7 v2 message, a FHIR resource.
    let embedded: ([UInt8]) -> [DecodedItem]

    /// Where an event stands in its value.
    private struct Place {
        /// The names that lead to the event.
        var path: [String]
        /// Whether its attributes are headers and its data the value.
        var isBinary = false
        /// The member that holds the data.
        var dataMember = "data"

        /// The names that lead to a member of the event or of its data; a text that holds the data
        /// has no inside.
        func path(of names: [String]) -> [String] {
            guard dataMember != "data", let index = names.firstIndex(of: "data"),
                index == path.count
            else { return names }
            return path + [dataMember]
        }
    }

    /// The items of a structured-mode value, parsed: one event, or an array of them.
    func decode(_ json: JSONValue, in value: [UInt8]) -> [DecodedItem] {
        var locator = JSONLocator(value)
        guard case .array(let events) = json else {
            return decode(CanonicalNode(value: json, path: []), &locator)
        }
        guard !events.isEmpty else { return [.notification(emptyBatch(value))] }
        var items: [DecodedItem] = []
        for (index, event) in events.enumerated() {
            items += decode(CanonicalNode(value: event, path: [String(index)]), &locator)
        }
        return items
    }

    /// The items of a binary-mode value, whose attributes are headers.
    func decode(
        attributes: [(name: String, text: String)], contentType: String?, in value: [UInt8]
    ) -> [DecodedItem] {
        var locator = JSONLocator(value)
        let place = Place(path: [], isBinary: true)
        do throws(CanonicalError) {
            var event = try CloudEvent(attributes: attributes, contentType: contentType)
            event.bytes = value
            do throws(JSONParseError) {
                event.data = try JSONValue(parsing: value)
            } catch {
                // Data of others may be anything; ours is JSON.
                if event.isOurs { return [rejected(event, error)] }
            }
            return try items(of: event, place, &locator)
        } catch {
            return [rejected(error, place, source: nil, &locator)]
        }
    }

    private func decode(
        _ node: CanonicalNode, _ locator: inout JSONLocator
    ) -> [DecodedItem] {
        var place = Place(path: node.path)
        do throws(CanonicalError) {
            let event = try CloudEvent(structured: node)
            place.dataMember = event.dataMember
            return try items(of: event, place, &locator)
        } catch {
            let source = node.value["source"]?.string
            return [rejected(error, place, source: source, &locator)]
        }
    }

    private func items(
        of event: CloudEvent, _ place: Place, _ locator: inout JSONLocator
    ) throws(CanonicalError) -> [DecodedItem] {
        if let carried = carried(by: event) {
            return carried.map { moved($0, to: position(of: ["data"], place, &locator)) }
        }
        let (notifications, notes) = try notifications(event, place)
        let warnings = notes.map { note in
            DecodeWarning(
                code: note.code,
                position: note.path.isEmpty
                    ? nil
                    : position(of: note.path.dropFirst(place.path.count), place, &locator))
        }
        return notifications.map { read in
            switch read {
            case .success(var notification):
                notification.warnings = warnings
                return .notification(notification)
            case .failure(let error):
                return rejected(error, place, source: event.source, &locator)
            }
        }
    }

    // MARK: Positions

    /// Where a member of the event, by its names inside it, stands in the value.
    private func position(
        of names: some Collection<String>, _ place: Place, _ locator: inout JSONLocator
    ) -> Int {
        if place.isBinary {
            // Attributes are headers; the data is the value.
            return names.first == "data" ? locator.position(of: Array(names.dropFirst())) : 0
        }
        return locator.position(of: place.path(of: place.path + names))
    }

    /// The item of a message that an event carries, at the place of the event's data.
    private func moved(_ item: DecodedItem, to position: Int) -> DecodedItem {
        switch item {
        case .rejected(var rejected):
            rejected.position = position
            return .rejected(rejected)
        case .notification(var notification):
            notification.warnings = notification.warnings.map {
                DecodeWarning(code: $0.code, position: $0.position == nil ? nil : position)
            }
            return .notification(notification)
        }
    }

    private func rejected(
        _ error: CanonicalError, _ place: Place, source: String?, _ locator: inout JSONLocator
    ) -> DecodedItem {
        let names = error.path.dropFirst(place.path.count)
        return .rejected(
            Rejected(
                code: error.code, position: position(of: names, place, &locator),
                field: error.path.joined(separator: ".").nonEmpty, format: .cloudevents,
                sender: source.map { Sender(application: $0) }))
    }

    /// Binary data of ours that is not JSON: wrong by its content type, or broken.
    private func rejected(_ event: CloudEvent, _ error: JSONParseError) -> DecodedItem {
        let code = event.declaresJSON ? RejectionCode(error.code) : .cloudEventsData
        return .rejected(
            Rejected(
                code: code, position: event.declaresJSON ? error.position : 0, field: "data",
                format: .cloudevents, sender: Sender(application: event.source)))
    }
}

// MARK: Meaning

extension CloudEventDecoder {
    /// What an event of others carries, where that is a message of a format read here.
    private func carried(by event: CloudEvent) -> [DecodedItem]? {
        guard !event.isOurs else { return nil }
        var message: [UInt8]?
        if let bytes = event.bytes, ValueContent(bytes) == .hl7v2 {
            message = bytes
        } else if let data = event.data, data["resourceType"]?.string != nil {
            message = data.utf8
        }
        guard let message else { return nil }
        let items = embedded(message)
        let isRead = items.contains {
            if case .rejected(let rejected) = $0 {
                rejected.code != .formatNotSupported
            } else {
                true
            }
        }
        return isRead ? items : nil
    }

    /// What an event tells, one by one, and what is to be noted about all of it.
    private typealias Readings = ([Result<Notification, CanonicalError>], [CanonicalNote])

    private func notifications(
        _ event: CloudEvent, _ place: Place
    ) throws(CanonicalError) -> Readings {
        var reader = CanonicalReader(zone: zone, isWire: true)
        if event.time == nil {
            reader.warn(CanonicalNote(code: WarningCode.timeMissing, path: []))
        }
        let defaults = CanonicalDefaults(
            id: event.id, at: event.time ?? receivedAt,
            sender: Sender(application: event.source), topicHint: topicHint)
        guard event.isOurs else {
            return try other(.other(topicHint), event, nil, reader, defaults)
        }
        let path = place.path + ["data"]
        let data = event.data.map { CanonicalNode(value: $0, path: path) }
        if event.isDataFromText {
            reader.warn(CanonicalNote(code: WarningCode.dataAsText, path: path))
        }
        guard let name = EventName(ownType: event.type) else {
            return try other(
                CloudEventDecoder.unknownName(event.type, topicHint), event, data, reader, defaults)
        }
        guard let data, case .object = data.value else {
            throw CanonicalError(code: .cloudEventsData, path: path)
        }
        return try read(withoutEnvelope(data), name, &reader, defaults)
    }

    /// The notification, its doubts about person and detail noted after those of its form.
    private func read(
        _ data: CanonicalNode, _ name: EventName, _ reader: inout CanonicalReader,
        _ defaults: CanonicalDefaults
    ) throws(CanonicalError) -> Readings {
        let notification = try reader.notification(data, event: name, defaults: defaults)
        if let person = data.member("person") {
            let doubts = PersonDoubts.notes(
                person, notification.person, kind: notification.kind,
                recordedAt: notification.recordedAt)
            for note in doubts { reader.warn(note) }
        }
        var details = DetailReader()
        let detail = data.member("detail") ?? CanonicalNode(value: .object([]), path: data.path)
        details.read(detail, DetailRules.rules(for: name))
        for note in details.notes { reader.warn(note) }
        return (try reader.people(of: notification, data), reader.notes)
    }

    /// Data may not speak for its envelope: the event's own id, source and format stay.
    private func withoutEnvelope(_ data: CanonicalNode) -> CanonicalNode {
        let reserved: Set<String> = ["id", "sender", "format", "kind", "trigger", "warnings"]
        let members = data.value.members.filter { !reserved.contains($0.name) }
        return CanonicalNode(value: .object(members), path: data.path)
    }

    /// A well-formed event without a meaning here, with whatever person its data names.
    private func other(
        _ name: EventName, _ event: CloudEvent, _ data: CanonicalNode?,
        _ reader: CanonicalReader, _ defaults: CanonicalDefaults
    ) throws(CanonicalError) -> Readings {
        let empty = CanonicalNode(value: .object([]), path: [])
        var plain = reader
        var result = try read(empty, name, &plain, defaults)
        if let data, case .object = data.value {
            var attempt = reader
            result = (try? read(withoutEnvelope(data), name, &attempt, defaults)) ?? result
        }
        let known = result.0.map { read in
            read.map { notification in
                var notification = notification
                let free = notification.detail.members.filter {
                    $0.name != "reason" && $0.name != "type"
                }
                notification.detail = .object(
                    [
                        JSONValue.Member("reason", .string("event-type")),
                        JSONValue.Member("type", .string(event.type)),
                    ] + free)
                return notification
            }
        }
        return (known, result.1)
    }

    /// A batch without an event is well formed and says nothing: it is counted as out of scope.
    private func emptyBatch(_ value: [UInt8]) -> Notification {
        var notification = Notification(
            kind: topicHint, event: .other(topicHint), id: ContentName.of(value),
            occurredAt: receivedAt, recordedAt: receivedAt, sentAt: receivedAt, sender: Sender(),
            person: Person(), format: .cloudevents)
        notification.detail = .object([JSONValue.Member("reason", .string("empty-batch"))])
        notification.warnings = [WarningCode.idMissing, WarningCode.timeMissing].map {
            DecodeWarning(code: $0, position: 0)
        }
        return notification
    }

    /// `<family>.other` where the type names a family that is known, else the topic's.
    private static func unknownName(_ type: String, _ hint: NotificationKind) -> EventName {
        let family = type.dropFirst(CloudEvent.ownPrefix.count).prefix { $0 != "." }
        return EventName("\(family).other") ?? .other(hint)
    }
}

extension CloudEvent {
    static let ownPrefix = "org.keywatch."

    /// Whether the type is of CONTRACT.md's own.
    var isOurs: Bool { type.hasPrefix(CloudEvent.ownPrefix) }
}
