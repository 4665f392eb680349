// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Which facts a condition may ask for, given what the rule is about and where it stands.
struct FactReach {
    /// What the rule is about.
    let about: SubjectKind
    /// Whether a stay (or visit) is in hand.
    let hasStay: Bool
    /// Whether an event is in hand.
    let hasEvent: Bool
    /// Whether an open obligation is in hand, and so the instant from which it counts.
    var hasAnchor = false
    /// The lengths of time that can be named.
    var parameters = ParameterTable()

    func includes(_ fact: FactName) -> Bool {
        switch fact.topic {
        case "area": about == .area
        // The reader of a count says it itself, with the number that it takes.
        case "count": false
        case "stay": hasStay
        case "item": about == .item
        case "event", "receipt": hasEvent
        case "anchor", "opening": hasAnchor
        default: about != .area && about != .feed
        }
    }

    /// The names in reach, for the hint of a fault.
    var names: [String] { FactName.allCases.filter(includes).map(\.rawValue) }
}

/// Reads a condition: a mapping of facts to values, all of which must hold; `all:`, `any:` and
/// `not:` combine; a list is `all`.
struct ConditionReader {
    let reader: YAMLReader
    let reach: FactReach

    private var faults: FaultList { reader.faults }

    func condition(_ value: YAMLValue) -> Condition? {
        switch value.content {
        case .list:
            return all(reader.oneOrMore(value).compactMap(condition))
        case .mapping(let entries):
            guard !entries.isEmpty else {
                faults.add(.shape, at: value.place, "an empty condition")
                return nil
            }
            return all(entries.compactMap(part))
        case .scalar:
            faults.add(.shape, at: value.place, "expected a condition, found a single value")
            return nil
        }
    }

    private func part(_ entry: YAMLValue.Entry) -> Condition? {
        switch entry.key {
        case "all": return parts(entry.value).map(all)
        case "any": return parts(entry.value).map { .any($0) }
        case "not": return condition(entry.value).map { .not($0) }
        case "reached", "lapsed": return time(entry)
        case "open", "done": return obligation(entry)
        default: return test(entry)
        }
    }

    private func parts(_ value: YAMLValue) -> [Condition]? {
        reader.list(value).map { _ in reader.oneOrMore(value).compactMap(condition) }
    }

    private func time(_ entry: YAMLValue.Entry) -> Condition? {
        guard let kind = TimeTest.Kind(rawValue: entry.key) else { return nil }
        return DuePhrase(reader: reader, reach: reach).moment(entry.value)
            .map { .time(TimeTest(kind, $0)) }
    }

    private func obligation(_ entry: YAMLValue.Entry) -> Condition? {
        guard let standing = ObligationTest.Standing(rawValue: entry.key),
            let text = reader.text(entry.value)
        else { return nil }
        return .obligation(ObligationTest(RuleID(text), standing))
    }

    private func all(_ conditions: [Condition]) -> Condition {
        conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private func test(_ entry: YAMLValue.Entry) -> Condition? {
        guard let fact = fact(entry.key, at: entry.place) else { return nil }
        if case .scalar(let text, _) = entry.value.content,
            let comparison = ordering(text, fact, entry.value)
        {
            return .test(fact, comparison)
        }
        let values = reader.oneOrMore(entry.value).flatMap { self.values(of: fact, $0) }
        return values.isEmpty ? nil : .test(fact, .among(values))
    }

    /// The fact of that name, if rules like this one can see it.
    func fact(_ name: String, at place: SourceLocation) -> FactName? {
        guard let fact = FactName(rawValue: name) else {
            let hint = NearestName.hint(for: name, among: reach.names)
            faults.add(.unknownWord, at: place, "there is no fact '\(name)'\(hint)")
            return nil
        }
        guard reach.includes(fact) else {
            let missing =
                switch fact.topic {
                case "stay": "stay"
                case "item": "item"
                case "area": "area"
                case "count": "count"
                case "anchor", "opening": "open obligation"
                default: "event"
                }
            faults.add(
                .factOutOfReach, at: place, "'\(name)' has no value here: no \(missing) in hand")
            return nil
        }
        return fact
    }

    /// `>= 2` and the like, for numbers.
    private func ordering(_ text: String, _ fact: FactName, _ value: YAMLValue) -> Comparison? {
        guard let sign = text.first, sign == ">" || sign == "<" else { return nil }
        let isOrEqual = text.dropFirst().first == "="
        let rest = String(text.dropFirst(isOrEqual ? 2 : 1)).trimmingSpaces
        guard fact.type == .number, let number = Int(rest) else {
            faults.add(
                .factValue, at: value.place,
                "'\(text)': only a number can be compared like this, and only with a number")
            return .among([])
        }
        switch (sign, isOrEqual) {
        case (">", true): return .atLeast(.number(number))
        case (">", false): return .above(.number(number))
        case ("<", true): return .atMost(.number(number))
        default: return .below(.number(number))
        }
    }

    private func values(of fact: FactName, _ value: YAMLValue) -> [FactValue] {
        guard let text = reader.text(value) else { return [] }
        switch fact.type {
        case .code(let codes):
            if text == "unknown" {
                return codes.contains(text) ? [.code(text), .unknown] : [.unknown]
            }
            if codes.contains(text) { return [.code(text)] }
            let hint = NearestName.hint(for: text, among: codes)
            return fault(value, "'\(fact.rawValue)' is never '\(text)'\(hint)")
        case _ where text == "unknown": return [.unknown]
        case .bool:
            if text == "true" || text == "false" { return [.bool(text == "true")] }
            return fault(value, "'\(fact.rawValue)' is true, false or unknown, never '\(text)'")
        case .number:
            if let number = Int(text) { return [.number(number)] }
            return fault(value, "'\(fact.rawValue)' is a number, never '\(text)'")
        case .instant:
            return fault(value, "'\(fact.rawValue)' is an instant: compare it with unknown only")
        }
    }

    private func fault(_ value: YAMLValue, _ message: String) -> [FactValue] {
        faults.add(.factValue, at: value.place, message)
        return []
    }
}

extension String {
    /// The text without the spaces before and after it.
    var trimmingSpaces: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
