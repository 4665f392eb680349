// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The rules of a pack as decisions look them up: by name, by whose case it is, and by what opens
/// them. Worked out once a pack; a decision asks every rule of its chapter.
struct RuleBook: Sendable {
    private let byName: [RuleID: RuleInForce]
    private let ofPeople: Chapter
    private let ofCandidates: Chapter
    private let ofAreas: Chapter
    private let ofFeeds: Chapter
    private let endingEvents: EventNames
    /// How many rules there are; their numbers are below it.
    let count: Int
    /// Every test of time, in the order of the numbers.
    let timeTests: [NumberedTest]
    /// The rules that count people across the area.
    let counting: [CountInForce]
    /// The names of today, by names that rules had before.
    private let renamed: [RuleID: RuleID]

    init(_ pack: PolicyPack) {
        var tests = NumberedTests()
        let rules = pack.rules.enumerated().map {
            RuleInForce($0.element, number: $0.offset, in: pack, &tests)
        }
        count = rules.count
        endingEvents = rules.reduce(EventNames()) { $0.union($1.endingEvents) }
        timeTests = tests.all
        counting = rules.compactMap(CountInForce.init)
        let byName = Dictionary(
            rules.flatMap { rule in ([rule.id] + rule.formerly).map { ($0, rule) } }
        ) { first, _ in first }
        let duties = rules.filter {
            $0.isLevel && JointDuty.leader(of: $0.rule, in: pack).id == $0.id
        }.map { rule in
            (
                rule: rule,
                lines: JointDuty.lines(of: rule.rule, in: pack).compactMap { byName[$0.id] }
            )
        }
        self.byName = byName
        ofPeople = Chapter(rules, duties, about: [.person, .stay, .item])
        ofCandidates = Chapter(rules, duties, about: [.candidate])
        ofAreas = Chapter(rules, duties, about: [.area])
        ofFeeds = Chapter(rules, duties, about: [.feed])
        let names = rules.flatMap { rule in rule.formerly.map { ($0, rule.id) } }
        renamed = Dictionary(names) { first, _ in first }
    }

    /// The name that a rule has now.
    func currentName(of rule: RuleID) -> RuleID {
        renamed.isEmpty ? rule : renamed[rule] ?? rule
    }

    /// The rule of that name, or the one that formerly had it.
    func rule(_ id: RuleID) -> RuleInForce? { byName[id] }

    /// Whether an event of that name may end an obligation of any rule.
    func isAnyEnded(by event: EventName) -> Bool { endingEvents.contains(event) }

    /// The rules for a case.
    func chapter(of subject: CaseSubject) -> Chapter {
        switch subject {
        case .person: ofPeople
        case .candidate: ofCandidates
        case .area: ofAreas
        case .feed: ofFeeds
        }
    }

    /// The rules about one kind of case, by id.
    final class Chapter: Sendable {
        /// Every rule that stands while a condition holds.
        let standingRules: [RuleInForce]
        /// The duties that stand while a condition holds.
        let standing: [StandingDuty]
        /// Of each of them, whether it stands for one stay.
        let arePerStay: [Bool]
        /// Every test of time in conditions about a person that last; none twice.
        let testsOfPerson: [NumberedTest]
        /// The same about each stay.
        let testsOfStay: [NumberedTest]
        /// The same about each item.
        let testsOfItem: [NumberedTest]
        /// Whether any of them is about an item.
        let hasRulesAboutItems: Bool
        /// The rules that listen to events, where time may end what they opened.
        let hearingWithTests: [RuleInForce]
        private let listening: [EventName: [RuleInForce]]
        private let listeningToAny: [RuleInForce]

        init(
            _ all: [RuleInForce], _ duties: [(rule: RuleInForce, lines: [RuleInForce])],
            about subjects: [SubjectKind]
        ) {
            let rules = all.filter { subjects.contains($0.about) }
            standingRules = rules.filter(\.isLevel)
            standing = duties.filter { subjects.contains($0.rule.about) }.enumerated().map {
                StandingDuty(rule: $0.element.rule, lines: $0.element.lines, number: $0.offset)
            }
            arePerStay = standing.map(\.rule.isPerStay)
            testsOfPerson = Chapter.tests(standingRules.filter { !$0.isPerStay && !$0.isPerItem })
            testsOfItem = Chapter.tests(standingRules.filter(\.isPerItem))
            hasRulesAboutItems = rules.contains(where: \.isPerItem)
            testsOfStay = Chapter.tests(standingRules.filter(\.isPerStay))
            let hearing = rules.filter { !$0.isLevel }
            hearingWithTests = hearing.filter { !$0.timeTests.isEmpty }
            let events = hearing.flatMap { rule -> [EventName] in
                if case .event(let patterns, _) = rule.trigger { patterns.map(\.event) } else { [] }
            }
            listening = Dictionary(
                events.map { event in (event, hearing.filter { $0.rule.listens(to: event) }) }
            ) { first, _ in first }
            listeningToAny = hearing.filter {
                if case .event([], _) = $0.trigger { true } else { false }
            }
        }

        /// The rules that an event of that name may open.
        func rules(listeningTo event: EventName) -> [RuleInForce] {
            listening[event] ?? listeningToAny
        }

        private static func tests(_ rules: [RuleInForce]) -> [NumberedTest] {
            rules.flatMap(\.timeTests).reduce(into: []) { tests, test in
                if !tests.contains(where: { $0.number == test.number }) { tests.append(test) }
            }
        }
    }

    /// A duty that stands while a condition holds: under one name, by one line or several.
    final class StandingDuty: Sendable {
        /// The rule under whose name it stands.
        let rule: RuleInForce
        /// The lines that may ask for it.
        let lines: [RuleInForce]
        /// Its place among the duties of its chapter.
        let number: Int

        init(rule: RuleInForce, lines: [RuleInForce], number: Int) {
            self.rule = rule
            self.lines = lines
            self.number = number
        }

        /// The lines whose condition holds.
        func holding(_ situation: Situation) -> [RuleInForce] {
            lines.filter { $0.holds(situation) }
        }
    }
}
