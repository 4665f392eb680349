// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The vocabulary of rules in plain English.
enum RulePhrases {
    /// A fact's name as words: `person.keyworkerNamed` becomes `person keyworker named`.
    static func fact(_ name: FactName) -> String {
        var words = ""
        for character in name.rawValue {
            if character.isNumber, words.last?.isLetter ?? false { words += " " }
            if character == "." {
                words += " "
            } else if character.isUppercase {
                words += " " + character.lowercased()
            } else {
                words.append(character)
            }
        }
        return words
    }

    /// A value of a fact.
    static func value(_ value: FactValue) -> String {
        switch value {
        case .unknown: "not known"
        case .bool(let truth): truth ? "so" : "not so"
        case .code(let code): code
        case .number(let number): String(number)
        case .instant(let instant): instant.formatted
        }
    }

    /// A condition.
    static func condition(_ condition: Condition) -> String {
        switch condition {
        case .always: return "always"
        case .test(let fact, let comparison): return test(fact, comparison)
        case .time(let test): return time(test)
        case .obligation(let test):
            return "\(test.rule) is " + (test.standing == .open ? "open" : "done")
        case .not(let inner): return "not (" + self.condition(inner) + ")"
        case .all(let parts):
            return parts.isEmpty ? "always" : parts.map(nested).joined(separator: " and ")
        case .any(let parts):
            return parts.isEmpty ? "never" : parts.map(nested).joined(separator: " or ")
        }
    }

    /// What a rule asks for that opens while something lasts: its condition, or how many people.
    static func lasting(_ rule: Rule) -> String {
        guard let count = rule.count, let people = rule.peopleAtLeast else {
            return condition(rule.condition)
        }
        var text = "at least \(people) people on the register, each counted once, have "
        text += condition(count.having)
        if let fact = count.alikeIn { text += " of the same \(self.fact(fact))" }
        let spans = [
            count.standing.map { "while " + condition($0) },
            count.within.map { "for " + clock($0) },
        ].compactMap(\.self)
        return spans.isEmpty ? text : text + " (" + spans.joined(separator: ", or ") + ")"
    }

    private static func nested(_ condition: Condition) -> String {
        switch condition {
        case .all(let parts) where parts.count > 1, .any(let parts) where parts.count > 1:
            "(" + self.condition(condition) + ")"
        default: self.condition(condition)
        }
    }

    private static func time(_ test: TimeTest) -> String {
        if test.clock.isMoment { return clock(test.clock) + " is reached" }
        return clock(test.clock) + (test.kind == .reached ? " is reached" : " has passed")
    }

    private static func test(_ fact: FactName, _ comparison: Comparison) -> String {
        let name = self.fact(fact)
        switch comparison {
        case .among([.bool(true)]): return name
        case .among([.bool(false)]): return "not " + name
        case .among([.bool(true), .unknown]): return name + " or not known"
        case .among([.bool(false), .unknown]): return "not " + name + " or not known"
        case .among(let values):
            return name + " " + values.map(value).joined(separator: " or ")
        case .atLeast(let value): return name + " at least " + self.value(value)
        case .atMost(let value): return name + " at most " + self.value(value)
        case .above(let value): return name + " above " + self.value(value)
        case .below(let value): return name + " below " + self.value(value)
        }
    }

    /// A clock: `14 calendar days after stay in scope since`.
    static func clock(_ clock: DueClock) -> String {
        let anchors = clock.anchors.map(fact)
        var anchor =
            anchors.count > 1
            ? "the later of " + anchors.joined(separator: " and ") : anchors.first ?? "receipt"
        if let base = clock.base {
            let length = amount(Int(base.amount.magnitude), base.unit)
            anchor = length + (base.amount < 0 ? " before " : " after ") + anchor
        }
        if clock.isMoment { return anchor }
        let most = clock.cap.map { ", at most " + fact($0) } ?? ""
        if clock.amount == 0 { return "the close of the working day of " + anchor + most }
        if clock.beginningWith {
            return "\(clock.amount) days beginning with " + anchor + most
        }
        let direction = clock.amount < 0 ? "before" : "after"
        return amount(Int(clock.amount.magnitude), clock.unit) + " \(direction) " + anchor + most
    }

    /// An amount of a unit: `1 working day`.
    static func amount(_ amount: Int, _ unit: ClockUnit) -> String {
        let one =
            switch unit {
            case .workingDays: "working day"
            case .calendarDays: "calendar day"
            case .weeks: "week"
            case .months: "month"
            case .years: "year"
            case .hours: "hour"
            case .workingHours: "working hour"
            case .schoolDays: "school day"
            }
        return "\(amount) \(one)" + (amount == 1 ? "" : "s")
    }

    /// What a clock of that unit runs to.
    static func end(of unit: ClockUnit) -> String {
        switch unit {
        case .workingDays, .schoolDays: "the close of that day"
        case .calendarDays, .weeks, .months, .years: "23:59:59 of that day"
        case .hours: "elapsed time, across clock changes"
        case .workingHours: "counted inside working hours only"
        }
    }

    /// An event that opens a rule's obligation, or ends it.
    static func event(_ pattern: EventPattern) -> String {
        var text = pattern.event.text
        let tests = pattern.when.tests.map { test in
            switch test.demand {
            case .among(let values): "\(test.member) " + values.joined(separator: " or ")
            case .noneOf(let values):
                "\(test.member) other than " + values.joined(separator: " or ")
            case .onOrAfter(let fact): "\(test.member) on or after \(self.fact(fact))"
            case .after(let fact): "\(test.member) after \(self.fact(fact))"
            }
        }
        if !tests.isEmpty { text += " with " + tests.joined(separator: " and ") }
        if !pattern.when.states.isEmpty {
            text += " that says " + pattern.when.states.joined(separator: " and ")
        }
        if !pattern.when.lacks.isEmpty {
            text += " that does not say " + pattern.when.lacks.joined(separator: " or ")
        }
        if !pattern.when.repeats.isEmpty {
            text += " of the same " + pattern.when.repeats.joined(separator: " and ")
        }
        if pattern.when.sameVisit { text += " of the same visit" }
        if pattern.when.onlyIfAnswered { text += " once answered" }
        if pattern.when.onlyIfUnanswered { text += " while unanswered" }
        if let condition = pattern.when.facts { text += " if " + self.condition(condition) }
        return text
    }
}
