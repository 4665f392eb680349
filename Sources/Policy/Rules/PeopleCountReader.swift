// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Reads which people a rule counts, and how many it takes.
struct PeopleCountReader {
    let reader: YAMLReader
    let parameters: ParameterTable

    /// The units that end with a day: hours would tell one person's from another's, and working
    /// days could move after somebody was counted.
    private static let units: [ClockUnit] = [.calendarDays, .weeks, .months, .years]

    private var faults: FaultList { reader.faults }
    private var reach: FactReach {
        FactReach(about: .item, hasStay: false, hasEvent: false, parameters: parameters)
    }

    /// The count and its trigger; nil with a fault.
    func count(_ value: YAMLValue) -> (count: PeopleCount, trigger: Trigger)? {
        guard let mapping = reader.mapping(value) else { return nil }
        let having = mapping.required("people-with").flatMap(condition)
        let standing = mapping.optional("while").map(condition)
        let within = mapping.optional("or-within").map(span)
        let alikeIn = mapping.optional("alike-in").map(fact)
        let people = mapping.required("at-least").flatMap(number)
        mapping.finish()
        // What stands there and cannot be read is no part left out.
        if case .some(nil) = standing { return nil }
        if case .some(nil) = within { return nil }
        if case .some(nil) = alikeIn { return nil }
        guard let having, let people else { return nil }
        var count = PeopleCount(having: having)
        count.standing = standing ?? nil
        count.within = within ?? nil
        count.alikeIn = alikeIn ?? nil
        return (count, .level(.test(.countPeople, .atLeast(.number(people)))))
    }

    private func number(_ value: YAMLValue) -> Int? {
        guard let text = reader.text(value) else { return nil }
        guard let number = Int(text), number <= PeopleCountReader.most else {
            faults.add(.number, at: value.place, "'\(text)' is no number of people")
            return nil
        }
        guard number >= PeopleCount.fewest else {
            faults.add(
                .groupTooSmall, at: value.place,
                "a count of \(number) tells who they are: at least \(PeopleCount.fewest)")
            return nil
        }
        return number
    }

    /// More than any register holds.
    private static let most = 1_000_000

    /// A condition on facts of an item alone.
    private func condition(_ value: YAMLValue) -> Condition? {
        guard
            let condition = ConditionReader(reader: reader, reach: reach).condition(value),
            isOfItem(condition.facts, at: value.place)
        else { return nil }
        guard condition.timeTests.isEmpty, condition.rules.isEmpty else {
            faults.add(
                .factOutOfReach, at: value.place,
                "where people are counted, 'or-within' says for how long, and no duty is asked "
                    + "about")
            return nil
        }
        return condition
    }

    private func isOfItem(_ facts: [FactName], at place: SourceLocation) -> Bool {
        for fact in facts where fact.topic != "item" {
            faults.add(
                .factOutOfReach, at: place,
                "'\(fact.rawValue)' is asked of nobody who is counted: only facts of the item are")
            return false
        }
        return true
    }

    private func span(_ value: YAMLValue) -> DueClock? {
        guard let clock = DuePhrase(reader: reader, reach: reach).clock(value),
            isOfItem(clock.anchors, at: value.place)
        else { return nil }
        guard clock.amount > 0, PeopleCountReader.units.contains(clock.unit), clock.base == nil,
            clock.cap == nil
        else {
            faults.add(
                .phrase, at: value.place,
                "'\(clock.text)': people count for whole days after a fact, such as "
                    + "'90 cd after item.since'")
            return nil
        }
        return clock
    }

    /// A fact of which many items have the same value.
    private func fact(_ value: YAMLValue) -> FactName? {
        guard let name = reader.text(value),
            let fact = ConditionReader(reader: reader, reach: reach).fact(name, at: value.place),
            isOfItem([fact], at: value.place)
        else { return nil }
        guard case .code = fact.type else {
            faults.add(
                .factValue, at: value.place, "'\(name)' is no word in which items can be alike")
            return nil
        }
        return fact
    }
}
