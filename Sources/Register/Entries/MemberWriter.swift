// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Collects the members of one JSON object; what is absent is left out.
struct MemberWriter {
    private var members: [JSONValue.Member] = []

    mutating func put(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        members.append(JSONValue.Member(name, value))
    }

    mutating func put(_ name: String, _ text: String?) {
        put(name, text.map { JSONValue.string($0) })
    }

    mutating func put(_ name: String, _ texts: [String]) {
        put(name, list: texts.map { .string($0) })
    }

    /// A list that was said to be empty stands as such.
    mutating func put(_ name: String, said texts: [String]?) {
        put(name, texts.map { .array($0.map { .string($0) }) })
    }

    mutating func put(_ name: String, list: [JSONValue]) {
        put(name, list.isEmpty ? nil : .array(list))
    }

    mutating func put(_ name: String, _ instant: Instant?) {
        put(name, instant?.formatted)
    }

    mutating func put(_ name: String, _ date: LocalDate?) {
        put(name, date?.formatted)
    }

    /// The object; of `extra` only the names that are not there already, so that a member which
    /// was unreadable and has been recorded anew since does not stand twice.
    consuming func object(with extra: [JSONValue.Member]) -> JSONValue {
        let names = Set(members.map(\.name))
        return .object(members + extra.filter { !names.contains($0.name) })
    }
}
