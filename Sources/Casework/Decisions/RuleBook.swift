// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The rules of a pack as decisions look them up: by whose case it is, and by what opens them.
/// Worked out once a pack; a decision asks every rule of its chapter.
struct RuleBook: Sendable {
    private let ofPeople: Chapter
    private let ofCandidates: Chapter
    private let ofAreas: Chapter
    private let ofFeeds: Chapter
    /// The names of today, by names that rules had before.
    private let renamed: [RuleID: RuleID]

    init(_ pack: PolicyPack) {
        ofPeople = Chapter(pack, about: [.person, .stay])
        ofCandidates = Chapter(pack, about: [.candidate])
        ofAreas = Chapter(pack, about: [.area])
        ofFeeds = Chapter(pack, about: [.feed])
        let names = pack.rules.flatMap { rule in rule.formerly.map { ($0, rule.id) } }
        renamed = Dictionary(names) { first, _ in first }
    }

    /// The name that a rule has now.
    func currentName(of rule: RuleID) -> RuleID {
        renamed.isEmpty ? rule : renamed[rule] ?? rule
    }

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
        /// The duties that stand while a condition holds.
        let standing: [StandingDuty]
        /// Every test of time in conditions about a person that last; none twice.
        let testsOfPerson: [TimeTest]
        /// The same about each stay.
        let testsOfStay: [TimeTest]
        private let testsOfDuty: [RuleID: [TimeTest]]
        private let listening: [EventName: [Rule]]
        private let listeningToAny: [Rule]

        init(_ pack: PolicyPack, about subjects: [SubjectKind]) {
            let rules = pack.rules.filter { subjects.contains($0.about) }
            standing = rules.filter(\.isLevel).filter { rule in
                JointDuty.leader(of: rule, in: pack).id == rule.id
            }.map { StandingDuty(rule: $0, lines: JointDuty.lines(of: $0, in: pack)) }
            testsOfPerson = Chapter.tests(rules.filter { $0.isLevel && !$0.isPerStay })
            testsOfStay = Chapter.tests(rules.filter { $0.isLevel && $0.isPerStay })
            let hearing = rules.filter { !$0.isLevel }
            testsOfDuty = Dictionary(
                hearing.filter { !$0.timeTests.isEmpty }.flatMap { rule in
                    ([rule.id] + rule.formerly).map { ($0, rule.timeTests) }
                }
            ) { first, _ in first }
            let events = hearing.flatMap { rule -> [EventName] in
                if case .event(let patterns, _) = rule.trigger { patterns.map(\.event) } else { [] }
            }
            listening = Dictionary(
                events.map { event in (event, hearing.filter { $0.listens(to: event) }) }
            ) { first, _ in first }
            listeningToAny = hearing.filter {
                if case .event([], _) = $0.trigger { true } else { false }
            }
        }

        /// The rules that an event of that name may open.
        func rules(listeningTo event: EventName) -> [Rule] { listening[event] ?? listeningToAny }

        /// The tests of time on which it depends how long an open duty of an event rule stands.
        func tests(ofDuty rule: RuleID) -> [TimeTest] { testsOfDuty[rule] ?? [] }

        private static func tests(_ rules: [Rule]) -> [TimeTest] {
            rules.flatMap(\.timeTests).reduce(into: []) { tests, test in
                if !tests.contains(test) { tests.append(test) }
            }
        }
    }

    /// A duty that stands while a condition holds: under one name, by one line or several.
    final class StandingDuty: Sendable {
        /// The rule under whose name it stands.
        let rule: Rule
        /// The lines that may ask for it.
        let lines: [Rule]

        init(rule: Rule, lines: [Rule]) {
            self.rule = rule
            self.lines = lines
        }

        /// The lines whose condition holds.
        func holding(_ situation: Situation) -> [Rule] {
            if lines.count == 1, !rule.holds(situation) { return [] }
            return lines.filter { $0.holds(situation) }
        }
    }
}
