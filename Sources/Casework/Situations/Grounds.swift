// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What an answer was read from, noted while it was worked out. By it is known which news can
/// change the answer, and until when it holds if no news comes; nobody has to say so of any fact.
struct Grounds {
    /// The events of these names, those that have come and those that have not.
    private(set) var names = EventNames()
    /// What else of the case.
    private(set) var parts: Parts = []
    /// What is owed and was by these rules, a bit for each; two rules may share one.
    private(set) var rules: UInt64 = 0
    /// From when on time alone may change it.
    private(set) var until = Instant(milliseconds: .max)

    /// What is told of a case by more than the names of its events.
    struct Parts: OptionSet {
        let rawValue: UInt16

        /// Every event, whatever its name.
        static let everyEvent = Parts(rawValue: 1 << 0)
        /// The stays.
        static let stays = Parts(rawValue: 1 << 1)
        /// The entry with what was recorded since.
        static let entry = Parts(rawValue: 1 << 2)
        /// What is known of a death.
        static let death = Parts(rawValue: 1 << 3)
        /// Who is keyworker.
        static let keyworker = Parts(rawValue: 1 << 4)
        /// What has become of keyworking.
        static let keyworking = Parts(rawValue: 1 << 5)
        /// Whether there is an EHC plan, and until when.
        static let plan = Parts(rawValue: 1 << 6)
        /// The items.
        static let items = Parts(rawValue: 1 << 7)
        /// Whether any event marks the person.
        static let marker = Parts(rawValue: 1 << 8)
        /// What is owed and was by any rule.
        static let obligations = Parts(rawValue: 1 << 9)
        /// The very instant of the decision.
        static let instant = Parts(rawValue: 1 << 10)
    }

    mutating func note(_ name: EventName) { names.insert(name) }

    mutating func note(_ more: EventNames) { names.formUnion(more) }

    mutating func note(_ part: Parts) { parts.formUnion(part) }

    mutating func note(_ rule: RuleInForce) { rules |= Grounds.bit(of: rule) }

    /// The bit of a rule.
    static func bit(of rule: RuleInForce) -> UInt64 { 1 << UInt64(rule.number & 63) }

    /// Notes that an instant was found not to have come yet.
    mutating func note(until instant: Instant) { until = Swift.min(until, instant) }

    /// Notes all that another answer rests on, which was asked on the way.
    mutating func note(_ other: Grounds) {
        names.formUnion(other.names)
        parts.formUnion(other.parts)
        rules |= other.rules
        until = Swift.min(until, other.until)
    }

    /// Whether anything of it has changed.
    func areTouched(by change: Change) -> Bool {
        !parts.isDisjoint(with: change.parts) || rules & change.rules != 0
            || !names.isDisjoint(with: change.names) || until <= change.now
    }

    /// How a case differs from the one that was read before.
    struct Change {
        /// The names of the events that have come.
        var names = EventNames()
        /// What else tells something else.
        var parts: Parts
        /// The rules by which something else is owed or was.
        var rules: UInt64 = 0
        /// The instant now.
        var now: Instant

        /// This change and a later one as one.
        func followed(by later: Change) -> Change {
            Change(
                names: names.union(later.names), parts: parts.union(later.parts),
                rules: rules | later.rules, now: later.now)
        }
    }
}
