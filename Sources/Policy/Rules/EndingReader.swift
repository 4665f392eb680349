// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Reads the endings of a rule:
/// `{ event: review.held, kind: [...], heldOn: ">= stay.inScopeSince" }`.
struct EndingReader {
    let reader: YAMLReader
    let reach: FactReach

    /// The members of events that an ending may ask for (DUTIES.tsv §12), and the event's own time.
    static let members = [
        "kind", "heldOn", "heldAt", "mode", "rootCause", "same", "reason", "result", "status",
        DetailTest.occurredAt,
    ]

    /// Every ending under a key; an ending that names several events stands for several endings.
    func endings(_ value: YAMLValue?) -> [EndingEvent] {
        guard let value else { return [] }
        return reader.oneOrMore(value).flatMap(ending)
    }

    private func ending(_ value: YAMLValue) -> [EndingEvent] {
        guard case .mapping = value.content else {
            return reader.event(value).map { [EndingEvent(event: $0)] } ?? []
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
        for member in EndingReader.members {
            guard let value = mapping.optional(member) else { continue }
            if let demand = demand(value) {
                when.tests.append(DetailTest(member: member, demand: demand))
            }
        }
        mapping.finish()
        return events.compactMap(reader.event).map { EndingEvent(event: $0, when: when) }
    }

    private func demand(_ value: YAMLValue) -> DetailTest.Demand? {
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
