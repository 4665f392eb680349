// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Turns the messages and entries of a scenario into JSON. A scalar is the text as written,
/// unless the field that it stands in is one of the few of another type.
struct ScenarioJSON {
    let reader: YAMLReader

    /// Fields that are true or false (CONTRACT.md §4, §6; DUTIES.tsv §12).
    private static let booleans: Set<String> = [
        "planned", "admitted", "deceased", "certain", "personalBudget", "isProduction",
        "reEntryInfoGiven",
    ]
    /// Fields that are numbers.
    private static let numbers: Set<String> = ["percent", "sessions", "level", "tier", "version"]
    /// The members of a canonical notification, and `organisation` as schools write it.
    private static let members = [
        "kind", "event", "id", "occurredAt", "recordedAt", "sentAt", "sender", "person",
        "encounter", "diagnoses", "detail", "format", "trigger", "warnings", "organisation",
        "isProduction",
    ]

    /// `{ topic, raw | canonical members, headers, key }`.
    func message(_ value: YAMLValue) -> ScenarioMessage? {
        guard let mapping = reader.mapping(value) else { return nil }
        let topic: ScenarioTopic? = mapping.word("topic", "topic")
        let key = mapping.optionalText("key")
        let headers = mapping.optional("headers").map(headers) ?? []
        let body = body(mapping, topic)
        guard let topic, let body else { return nil }
        return ScenarioMessage(topic: topic, body: body, headers: headers, key: key)
    }

    /// A value as JSON; `name` is that of the member in which it stands.
    func value(_ value: YAMLValue, named name: String?) -> JSONValue {
        switch value.content {
        case .mapping(let entries):
            return .object(
                entries.map { JSONValue.Member($0.key, self.value($0.value, named: $0.key)) })
        case .list(let elements):
            return .array(elements.map { self.value($0, named: name) })
        case .scalar(let text, let isQuoted):
            return isQuoted ? .string(text) : scalar(text, value, named: name)
        }
    }

    private func body(_ mapping: YAMLMapping, _ topic: ScenarioTopic?) -> ScenarioMessage.Body? {
        if let raw = mapping.optional("raw") {
            mapping.finish()
            if raw.isNull { return .tombstone }
            guard case .scalar(let text, _) = raw.content else {
                reader.faults.add(.shape, at: raw.place, "'raw' is a text or null")
                return nil
            }
            return .raw(text)
        }
        if topic == .register || topic == .census {
            // A register entry or a provider's list: other members than a notification's.
            return .canonical(object(mapping.rest))
        }
        let entries = mapping.rest
        let event = mapping.required("event").flatMap(reader.event)
        for name in ScenarioJSON.members { _ = mapping.optional(name) }
        mapping.finish()
        return event == nil ? nil : .canonical(object(entries))
    }

    private func object(_ entries: [YAMLValue.Entry]) -> JSONValue {
        .object(entries.map { JSONValue.Member($0.key, value($0.value, named: $0.key)) })
    }

    private func scalar(_ text: String, _ value: YAMLValue, named name: String?) -> JSONValue {
        if value.isNull { return .null }
        guard let name else { return .string(text) }
        if ScenarioJSON.booleans.contains(name), text == "true" || text == "false" {
            return .bool(text == "true")
        }
        if ScenarioJSON.numbers.contains(name), ScenarioJSON.isNumber(text) {
            return .number(text)
        }
        return .string(text)
    }

    /// Digits with at most one full stop between them, as JSON writes numbers.
    private static func isNumber(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy {
            !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let leadsWithZero = text.hasPrefix("0") && parts[0] != "0"
        return (1...2).contains(parts.count) && areDigits && !leadsWithZero
    }

    private func headers(_ value: YAMLValue) -> [ScenarioMessage.Header] {
        guard let mapping = reader.mapping(value) else { return [] }
        return mapping.rest.compactMap { entry in
            reader.text(entry.value).map { ScenarioMessage.Header(name: entry.key, value: $0) }
        }
    }
}
