// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// When a rule opens an obligation.
package enum Trigger: Hashable, Sendable {
    /// While the condition holds, whatever message or record proved it.
    case level(Condition)
    /// When an event like one of these is received and the condition holds; none: any event.
    case event([EventPattern], Condition)
}

/// A role told besides the owner.
package struct ConditionalRole: Hashable, Sendable {
    /// The role.
    package var role: Role
    /// When it is told; nil: always.
    package var when: Condition?
}

/// A role that owes an obligation under a condition.
package struct OwnerChoice: Hashable, Sendable {
    /// The role.
    package var role: Role
    /// When it owes it.
    package var when: Condition
}

/// A condition under which an obligation's priority is higher than the rule's own.
package struct Raise: Hashable, Sendable {
    /// The priority then.
    package var priority: Priority
    /// The condition.
    package var when: Condition
}

/// One duty: who must do what by when, about whom, told to whom, ended by what.
///
/// Endings come before falling edges: an event is first tried against `doneBy`, `closedBy` and
/// `withdrawnBy` of the open obligations, in this order, and only then are conditions judged anew.
/// An emergency is convened by `doneBy` (emitted as acknowledged, both clocks stop) and closed by
/// `closedBy`; every other obligation is closed by both.
package struct Rule: Hashable, Sendable {
    /// The rule's name.
    package var id: RuleID
    /// The rule with every obligation of which this one opens too, and from which it has its
    /// trigger; nil: it has a trigger of its own.
    package var with: RuleID?
    /// Names that the rule had before; open obligations under them are this rule's.
    package var formerly: [RuleID]
    /// The ids of rows and clocks that every emission carries.
    package var covers: [String]
    /// What the rule is about.
    package var about: SubjectKind
    /// When it opens.
    package var trigger: Trigger
    /// Whom it counts across the area; nil: it counts nobody.
    package var count: PeopleCount?
    /// When it does not open, and no longer stands, all the same.
    package var unless: Condition?
    /// For an event rule: what must go on holding once it is open; nil: nothing.
    package var standing: Condition?
    /// What an unknown trigger means.
    package var unknown: UnknownTreatment
    /// The kind of obligation.
    package var kind: ObligationKind
    /// What the recipient reads.
    package var title: String
    /// Who owes it, where no choice holds.
    package var owner: Role
    /// Who owes it instead: the first whose condition holds when it opens.
    package var ownerChoices: [OwnerChoice]
    /// Who owes it together with the owner: the duty reaches them whatever consent says.
    package var jointly: [Role]
    /// Who else is told.
    package var also: [ConditionalRole]
    /// The lowest priority.
    package var priority: Priority
    /// When the priority is higher.
    package var raises: [Raise]
    /// When it is due, the first choice that holds; empty: no completion clock.
    package var due: [DueChoice]
    /// Reminders besides the usual ones (DUTIES.tsv §2): each at the opening of its day, or of the
    /// last working day before it.
    package var reminders: [DueClock]
    /// The ladder of the answer clock, and of the completion clock once due has passed.
    package var ladder: LadderName
    /// The only role that rungs above the first go to, where the rule says so.
    package var climbsOnlyTo: Role?
    /// What fulfils it.
    package var doneBy: [EventPattern]
    /// What closes it besides.
    package var closedBy: [EventPattern]
    /// What withdraws it: the thing never was.
    package var withdrawnBy: [EventPattern]
    /// What happens when the condition becomes false.
    package var whenFalse: FallingEdge
    /// Of an emergency: why it is called.
    package var why: String?
    /// What makes two openings one.
    package var occasion: OccasionKind
    /// Of a rule without a due, once per date: the fact that gives the date.
    package var countsFrom: FactName?
    /// The most that a recipient sees.
    package var disclosure: Disclosure
    /// Where the rule stands.
    package var source: SourceLocation
    /// Where each of its keys stands.
    package var places: [String: SourceLocation]
}

extension Rule {
    /// Where a key of the rule stands; the rule itself where it does not say it.
    package func place(of key: String) -> SourceLocation { places[key] ?? source }

    /// The trigger's condition.
    package var condition: Condition {
        switch trigger {
        case .level(let condition), .event(_, let condition): condition
        }
    }

    /// Every test of time on which it depends whether an obligation of the rule stands.
    package var timeTests: [TimeTest] {
        let lasting: [Condition] =
            switch trigger {
            case .level(let condition): [condition]
            case .event: []
            }
        return (lasting + [unless, standing].compactMap(\.self)).flatMap(\.timeTests)
    }

    /// The rules whose duties its conditions ask about.
    package var rulesAskedAbout: [RuleID] {
        [condition, unless, standing].compactMap(\.self).flatMap(\.rules)
    }

    /// Whether the trigger's condition holds (an unknown one as `unknown` says) and `unless` does
    /// not. Of an event rule, ask only for an event that it listens to.
    package func holds(_ facts: some Facts) -> Bool {
        switch condition.evaluate(facts) {
        case .no: return false
        case .unknown: if unknown == .asNo { return false }
        case .yes: break
        }
        return unless?.evaluate(facts) != .yes
    }

    /// Whether an open obligation of the rule goes on: a level rule while it holds, an event rule
    /// unless its standing condition is certainly false.
    package func stillStands(_ facts: some Facts) -> Bool {
        switch trigger {
        case .level: holds(facts)
        case .event: standing?.evaluate(facts) != .no
        }
    }

    /// Whether this is an event rule that an event of that name may trigger.
    package func listens(to event: EventName) -> Bool {
        guard case .event(let patterns, _) = trigger else { return false }
        return patterns.isEmpty || patterns.contains { $0.event == event }
    }

    /// Whether an event, to whose name the rule listens, is also like what it listens for.
    package func isTriggered(
        by event: EventName, detail: JSONValue, occurredAt: Instant, facts: some Facts,
        zone: TimeZoneRules
    ) -> Bool {
        guard case .event(let patterns, _) = trigger else { return false }
        return patterns.isEmpty
            || patterns.contains {
                $0.event == event
                    && $0.when.isMet(
                        detail: detail, occurredAt: occurredAt, facts: facts, zone: zone)
            }
    }

    /// The rule's own priority, raised by every raise whose condition is certain; never lowered.
    package func priority(_ facts: some Facts) -> Priority {
        var highest = priority
        for raise in raises where raise.priority > highest {
            if raise.when.evaluate(facts) == .yes { highest = raise.priority }
        }
        return highest
    }

    /// The clock of the first choice whose condition is absent or certain; nil: none.
    package func dueClock(_ facts: some Facts) -> DueClock? {
        due.first { $0.when.map { $0.evaluate(facts) == .yes } ?? true }?.clock
    }

    /// Every role that may owe it.
    package var owners: [Role] { ownerChoices.map(\.role) + [owner] + jointly }

    /// The role that owes it: of the first choice whose condition is certain, else the usual one.
    package func owner(_ facts: some Facts) -> Role {
        ownerChoices.first { $0.when.evaluate(facts) == .yes }?.role ?? owner
    }

    /// The roles told besides the owner: those without a condition, or whose condition is certain.
    package func also(_ facts: some Facts) -> [Role] {
        also.filter { $0.when.map { $0.evaluate(facts) == .yes } ?? true }.map(\.role)
    }
}
