// SPDX-License-Identifier: Apache-2.0

/// Decodes CloudEvents 1.0, structured or binary (CONTRACT.md §4, "On the wire").
struct CloudEventDecoder {
    let zone: TimeZoneRules
    let topicHint: NotificationKind
    let receivedAt: Instant

    /// The items of a structured-mode value, parsed: one event, or an array of them.
    func decode(_ json: JSONValue, in value: [UInt8]) -> [DecodedItem] {
        guard case .array(let events) = json else {
            return [decode(CanonicalNode(value: json, path: []), in: value)]
        }
        guard !events.isEmpty else {
            return [.rejected(Rejected(code: .emptyValue, position: 0, format: .cloudevents))]
        }
        return events.enumerated().map { index, event in
            decode(CanonicalNode(value: event, path: [String(index)]), in: value)
        }
    }

    /// The item of a binary-mode value, whose attributes are headers.
    func decode(
        attributes: [(name: String, text: String)], contentType: String?, in value: [UInt8]
    ) -> DecodedItem {
        do throws(CanonicalError) {
            var event = try CloudEvent(attributes: attributes)
            event.dataContentType = contentType
            do throws(JSONParseError) {
                event.data = try JSONValue(parsing: value)
            } catch {
                // Data of others may be anything; ours is JSON.
                if event.type.hasPrefix(CloudEventDecoder.ownPrefix) {
                    return .rejected(
                        Rejected(
                            code: RejectionCode(error.code), position: error.position,
                            field: "data", format: .cloudevents,
                            sender: Sender(application: event.source)))
                }
            }
            return .notification(try notification(event, dataPath: []))
        } catch {
            return rejected(error, in: value, isBinary: true)
        }
    }

    private func decode(_ node: CanonicalNode, in value: [UInt8]) -> DecodedItem {
        do throws(CanonicalError) {
            let event = try CloudEvent(structured: node)
            return .notification(
                try notification(event, dataPath: node.path + ["data"]))
        } catch {
            var item = rejected(error, in: value, isBinary: false)
            if case .rejected(var rejected) = item, let source = node.value["source"]?.string {
                rejected.sender = Sender(application: source)
                item = .rejected(rejected)
            }
            return item
        }
    }

    /// The rejection, with the position of the member at fault, else of what should hold it.
    private func rejected(
        _ error: CanonicalError, in value: [UInt8], isBinary: Bool
    ) -> DecodedItem {
        var position = 0
        let isHeader = isBinary && error.code.rawValue.hasPrefix("cloudevents.")
        if !isHeader, var parser = try? JSONParser(value, limits: .standard) {
            position = (try? parser.position(of: error.path)) ?? 0
        }
        let field = error.path.joined(separator: ".")
        return .rejected(
            Rejected(
                code: error.code, position: position, field: field.nonEmpty,
                format: .cloudevents))
    }

    // MARK: Meaning

    private static let ownPrefix = "org.keywatch."

    private func notification(
        _ event: CloudEvent, dataPath: [String]
    ) throws(CanonicalError) -> Notification {
        var reader = CanonicalReader(zone: zone)
        if event.time == nil { reader.warn(WarningCode.timeMissing) }
        let defaults = CanonicalDefaults(
            id: event.id, at: event.time ?? receivedAt,
            sender: Sender(application: event.source), topicHint: topicHint)
        guard event.type.hasPrefix(CloudEventDecoder.ownPrefix) else {
            return try other(.other(topicHint), event, nil, reader, defaults)
        }
        let data = event.data.map { CanonicalNode(value: $0, path: dataPath) }
        guard let name = EventName(ownType: event.type) else {
            return try other(
                CloudEventDecoder.unknownName(event.type, topicHint), event, data, reader, defaults)
        }
        guard let data, case .object = data.value else {
            throw CanonicalError(code: .cloudEventsData, path: dataPath)
        }
        return try reader.notification(withoutEnvelope(data), event: name, defaults: defaults)
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
    ) throws(CanonicalError) -> Notification {
        let empty = CanonicalNode(value: .object([]), path: [])
        var plain = reader
        var result = try plain.notification(empty, event: name, defaults: defaults)
        if let data, case .object = data.value {
            var attempt = reader
            let read = try? attempt.notification(
                withoutEnvelope(data), event: name, defaults: defaults)
            result = read ?? result
        }
        var detail = result.detail.members.filter { $0.name != "reason" && $0.name != "type" }
        detail.insert(JSONValue.Member("reason", .string("event-type")), at: 0)
        detail.insert(JSONValue.Member("type", .string(event.type)), at: 1)
        result.detail = .object(detail)
        return result
    }

    /// `<family>.other` where the type names a family that is known, else the topic's.
    private static func unknownName(_ type: String, _ hint: NotificationKind) -> EventName {
        let family = type.dropFirst(ownPrefix.count).prefix { $0 != "." }
        return EventName("\(family).other") ?? .other(hint)
    }
}

extension EventName {
    /// The event of a type such as `org.keywatch.admission.started.v1`; nil when there is none.
    package init?(ownType type: String) {
        let prefix = "org.keywatch."
        let suffix = ".v1"
        guard type.hasPrefix(prefix), type.hasSuffix(suffix),
            type.utf8.count > prefix.utf8.count + suffix.utf8.count
        else { return nil }
        self.init(String(type.dropFirst(prefix.count).dropLast(suffix.count)))
    }
}
