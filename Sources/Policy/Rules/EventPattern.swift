// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// An event that triggers a rule or ends an obligation, and what it must be like.
package struct EventPattern: Hashable, Sendable {
    /// The event.
    package var event: EventName
    /// What must hold besides.
    package var when: EventCondition

    /// This event under this condition.
    package init(event: EventName, when: EventCondition = EventCondition()) {
        self.event = event
        self.when = when
    }
}

/// What an event must be like.
package struct EventCondition: Hashable, Sendable {
    /// The event concerns the stay, or the visit, of the obligation's occasion. The caller checks
    /// it, because only the case knows which visit is which stay.
    package var sameVisit = false
    /// Only once somebody acknowledged or accepted the obligation; the caller checks it.
    package var onlyIfAnswered = false
    /// Only while nobody has, for an emergency: while it is not convened; the caller checks it.
    package var onlyIfUnanswered = false
    /// A condition over the facts of the subject, judged after the event has been applied.
    package var facts: Condition?
    /// Tests of the event's own members; all must hold.
    package var tests: [DetailTest] = []
    /// Members that the event must state: not absent, empty or `false`.
    package var states: [String] = []
    /// Members of which the event must fail to state at least one.
    package var lacks: [String] = []
    /// Members that must be the same as in the event that opened the obligation; the caller
    /// checks it.
    package var repeats: [String] = []

    /// Any event of the name.
    package init() {}

    /// Whether something is asked that has an answer only for an obligation that stands.
    var isAboutAnObligation: Bool {
        sameVisit || onlyIfAnswered || onlyIfUnanswered || !repeats.isEmpty
    }

    /// Whether the tests and the condition over facts hold; an unknown one does not. The
    /// flags and `repeats` are for the caller to check.
    package func isMet(
        detail: JSONValue, occurredAt: Instant, facts: some Facts, zone: TimeZoneRules
    ) -> Bool {
        if let condition = self.facts, condition.evaluate(facts) != .yes { return false }
        guard states.allSatisfy({ detail[$0]?.isStated ?? false }) else { return false }
        if !lacks.isEmpty, lacks.allSatisfy({ detail[$0]?.isStated ?? false }) { return false }
        return tests.allSatisfy {
            $0.holds(detail: detail, occurredAt: occurredAt, facts: facts, zone: zone)
        }
    }
}

/// One test of a member of an event.
package struct DetailTest: Hashable, Sendable {
    /// The member of `detail`, or `occurredAt` for the event's own time.
    package var member: String
    /// What it must be.
    package var demand: Demand

    /// What a member must be.
    package enum Demand: Hashable, Sendable {
        /// One of these texts.
        case among([String])
        /// None of these texts, or nothing at all.
        case noneOf([String])
        /// On or after the instant that a fact gives; where the member is a bare date, on or
        /// after that instant's local date.
        case onOrAfter(FactName)
        /// Strictly after the instant; where the member is a bare date, after its local date.
        case after(FactName)
    }

    /// A test of that member.
    package init(member: String, demand: Demand) {
        self.member = member
        self.demand = demand
    }

    /// The member that stands for the event's own time.
    static let occurredAt = "occurredAt"

    func holds(
        detail: JSONValue, occurredAt: Instant, facts: some Facts, zone: TimeZoneRules
    ) -> Bool {
        switch demand {
        case .among(let texts):
            if let elements = detail[member]?.elements, !elements.isEmpty {
                return elements.contains { $0.string.map(texts.contains) ?? false }
            }
            guard let text = text(in: detail) else { return false }
            return texts.contains(text)
        case .noneOf(let texts):
            return text(in: detail).map { !texts.contains($0) } ?? true
        case .onOrAfter(let fact):
            return compare(detail, occurredAt, facts.value(of: fact), zone).map { $0 >= 0 } ?? false
        case .after(let fact):
            return compare(detail, occurredAt, facts.value(of: fact), zone).map { $0 > 0 } ?? false
        }
    }

    private func text(in detail: JSONValue) -> String? {
        switch detail[member] {
        case .string(let text): text
        case .number(let text): text
        case .bool(let truth): truth ? "true" : "false"
        default: nil
        }
    }

    /// The order of the member against the instant; nil where either is missing or unreadable.
    private func compare(
        _ detail: JSONValue, _ occurredAt: Instant, _ bound: FactValue, _ zone: TimeZoneRules
    ) -> Int? {
        guard case .instant(let bound) = bound else { return nil }
        let order = { (left: Int64, right: Int64) in left < right ? -1 : (left == right ? 0 : 1) }
        if member == DetailTest.occurredAt {
            return order(occurredAt.milliseconds, bound.milliseconds)
        }
        guard let text = detail[member]?.string else { return nil }
        if let instant = Instant(iso8601: text) {
            return order(instant.milliseconds, bound.milliseconds)
        }
        guard let date = LocalDate(iso8601: text) else { return nil }
        return order(Int64(date.dayNumber), Int64(zone.local(of: bound).date.dayNumber))
    }
}
