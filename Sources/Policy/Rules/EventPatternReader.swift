// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Reads the events of a rule, those that open it and those that end it:
/// `{ event: review.held, kind: [...], heldOn: ">= stay.inScopeSince" }`.
struct EventPatternReader {
    let reader: YAMLReader
    let reach: FactReach

    /// The members of events that a rule may ask for (DUTIES.tsv §12), and the event's own time.
    static let members = [
        "kind", "heldOn", "heldAt", "mode", "rootCause", "same", "reason", "result", "status",
        "admitted", "attended", "actions", "involvement", "keyworking", "planned", "why", "flag",
        "receivingService", "acceptedOn", "explainedToFamilyOn", "reEntryInfoGiven", "coproduced",
        "overlapUntil", "jointMeetingOn", "reengage", "note", "level", "tier", "agency", "personId",
        "bookedFor", "members", "area", "commissioner", DetailTest.occurredAt,
    ]

    /// Every event under a key; a pattern that names several events stands for several patterns.
    func patterns(_ value: YAMLValue?) -> [EventPattern] {
        guard let value else { return [] }
        return reader.oneOrMore(value).flatMap(pattern)
    }

    private func pattern(_ value: YAMLValue) -> [EventPattern] {
        guard case .mapping = value.content else {
            return reader.event(value).map { [EventPattern(event: $0)] } ?? []
        }
        guard let mapping = reader.mapping(value) else { return [] }
        let events = mapping.required("event").map(reader.oneOrMore) ?? []
        var when = EventCondition()
        when.sameVisit = mapping.bool("same-visit", default: false)
        if let answered = mapping.optional("if-answered").flatMap(reader.bool) {
            when.onlyIfAnswered = answered
            when.onlyIfUnanswered = !answered
        }
        when.facts = mapping.optional("when").flatMap(
            ConditionReader(reader: reader, reach: reach).condition)
        for member in EventPatternReader.members {
            guard let value = mapping.optional(member) else { continue }
            if let demand = demand(value) {
                when.tests.append(DetailTest(member: member, demand: demand))
            }
        }
        when.states = members(mapping, "states")
        when.lacks = members(mapping, "lacks")
        when.repeats = members(mapping, "repeats")
        mapping.finish()
        return events.compactMap(reader.event).map { EventPattern(event: $0, when: when) }
    }

    private func members(_ mapping: YAMLMapping, _ key: String) -> [String] {
        guard let value = mapping.optional(key) else { return [] }
        return reader.oneOrMore(value).compactMap { element in
            guard let name = reader.text(element) else { return nil }
            if EventPatternReader.members.contains(name) { return name }
            let hint = NearestName.hint(for: name, among: EventPatternReader.members)
            reader.faults.add(
                .unknownWord, at: element.place, "events have no member '\(name)'\(hint)")
            return nil
        }
    }

    private func demand(_ value: YAMLValue) -> DetailTest.Demand? {
        if case .mapping = value.content {
            guard let mapping = reader.mapping(value) else { return nil }
            let texts = mapping.required("not").map(reader.oneOrMore) ?? []
            mapping.finish()
            return .noneOf(texts.compactMap(reader.text))
        }
        guard case .scalar(let text, _) = value.content, let sign = text.first, sign == ">" else {
            let texts = reader.oneOrMore(value).compactMap(reader.text)
            return texts.isEmpty ? nil : .among(texts)
        }
        let isOrEqual = text.dropFirst().first == "="
        let name = String(text.dropFirst(isOrEqual ? 2 : 1)).trimmingSpaces
        let conditions = ConditionReader(reader: reader, reach: reach)
        guard let fact = conditions.fact(name, at: value.place) else { return nil }
        guard fact.type == .instant else {
            reader.faults.add(
                .anchor, at: value.place, "'\(name)' is no instant: nothing comes after it")
            return nil
        }
        return isOrEqual ? .onOrAfter(fact) : .after(fact)
    }
}
