// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

/// A small area with a small pack in which the lint finds nothing, and the texts it is made of.
struct LintWorld: Sendable {
    var rules = LintWorld.cleanRules
    var overrides = LintWorld.cleanOverrides
    var ladders = LintWorld.cleanLadders
    var directory = LintWorld.cleanDirectory
    var scenario = LintWorld.cleanScenario
    var today = "2026-11-22"

    /// One of the texts.
    enum Text: String, Sendable {
        case rules, pack, ladders, directory, scenario, today
    }

    subscript(text: Text) -> String {
        get {
            switch text {
            case .rules: rules
            case .pack: overrides
            case .ladders: ladders
            case .directory: directory
            case .scenario: scenario
            case .today: today
            }
        }
        set {
            switch text {
            case .rules: rules = newValue
            case .pack: overrides = newValue
            case .ladders: ladders = newValue
            case .directory: directory = newValue
            case .scenario: scenario = newValue
            case .today: today = newValue
            }
        }
    }

    func lint() throws -> PolicyLint {
        let ladders = ConfigurationFile(path: Text.ladders.rawValue, text: ladders)
        let base = try PolicyPack.load(
            name: "base", files: [.init(path: Text.rules.rawValue, text: rules)], ladders: ladders)
        let pack = try PolicyPack.load(
            name: "test", files: [.init(path: Text.pack.rawValue, text: overrides)],
            ladders: ladders, extending: base)
        let directory = try Directory.load(
            .init(path: Text.directory.rawValue, text: directory))
        let calendar = WorkingCalendar(
            zone: try Shipped.zone,
            bankHolidays: [2026, 2027].flatMap { EnglishBankHolidays.computed(in: $0) },
            version: "test")
        let scenario = try Scenario.parse(.init(path: Text.scenario.rawValue, text: scenario))
        return PolicyLint(
            pack, extending: base, directory: directory, calendar: calendar, today: date(today),
            scenarios: [scenario])
    }

    static let cleanRules = """
        - rule: D-080a
          covers: [SEED-080]
          about: stay
          while: { stay.inScope: true, person.member: true }
          open: alert
          title: In hospital now
          owner: keyworker
          also: [advocate]
          priority: immediate
          escalate: crisis
          done-by: [escalation.acknowledged, escalation.accepted]
          disclosure: full
        - rule: D-122a
          covers: [SEED-122, C-VISIT]
          about: stay
          while:
            stay.inScope: true
            person.member: true
            any:
              - { person.rating: [red, amber] }
              - { reached: 10 cd after stay.inScopeSince }
          unless: { stay.detained: true }
          open: task
          title: Visit the young person
          owner: responsible-commissioner
          priority: routine
          raise: { to: urgent, when: { person.rating: red } }
          due:
            - { when: { person.under18: true }, due: 6 weeks after stay.inScopeSince }
            - 8 weeks after stay.inScopeSince
          escalate: cross-system
          done-by: [visit.held, escalation.completed]
          disclosure: { most: full, only-to: [responsible-commissioner, leader-health] }
        - rule: D-051a
          covers: [SEED-051, C-LAEP]
          about: person
          on: [admission.considered, crisis.contact]
          if: { event.outOfHours: true, person.member: true, person.rating: [red, amber] }
          unless: { person.emergencyCallOpen: true }
          as-long-as: { person.member: true }
          open: emergency
          why: out-of-hours
          title: "Emergency meeting: what would help at home"
          owner: keyworker
          also: { role: sen-manager, when: { person.ehcPlan: true } }
          priority: immediate
          due: 24 h after receipt
          escalate: crisis
          done-by: [emergency-protocol.held]
          closed-by: [emergency-protocol.outcome]
          withdrawn-by: [admission.plan-cancelled]
          disclosure: full
        - rule: D-S85b
          covers: [SEED-067, C-S85]
          about: stay
          while:
            stay.ended: true
            person.member: true
            done: D-122a
            reached: 3 wd after stay.endedAt
          open: task
          title: Tell the council
          owner: case-manager
          priority: routine
          due: 5 wd after stay.endedAt
          escalate: single-agency
          done-by: [escalation.completed]
          disclosure: name-and-date
        - rule: D-047a
          covers: [SEED-047]
          about: stay
          while: { stay.inScope: true, person.member: true }
          unless: { stay.communityReviewCounts: true }
          open: task
          title: Hold the review after admission
          owner: responsible-commissioner
          priority: routine
          due: 14 cd after stay.inScopeSince
          escalate: cross-system
          done-by: [ { event: review.held, kind: [post-admission-cetr, post-admission-ctr] } ]
          disclosure: full
        - rule: D-005b
          covers: [SEED-005]
          about: stay
          while: { stay.inScope: true, person.member: true, not: { stay.reviewedAt: unknown } }
          open: task
          title: Hold the next review
          owner: responsible-commissioner
          priority: routine
          due: 3 months after stay.reviewedAt
          escalate: cross-system
          done-by: [ { event: review.held, kind: [inpatient-cetr, inpatient-ctr] } ]
          disclosure: full
        - rule: D-151
          covers: [SEED-151]
          about: area
          count:
            people-with: { item.kind: barrier }
            or-within: 90 cd after item.since
            alike-in: item.type
            at-least: 3
          open: task
          title: The same wall for several young people
          owner: responsible-commissioner
          priority: routine
          due: 20 wd after receipt
          escalate: none
          done-by: [escalation.completed]
          disclosure: counts-only
        """

    static let cleanOverrides = """
        - rule: D-105
          covers: [SEED-105]
          about: person
          while: { person.member: true, not: { person.thirdCrisisAt: unknown } }
          open: task
          title: Three hard times in three months
          owner: responsible-commissioner
          priority: urgent
          due: 5 wd after person.thirdCrisisAt
          escalate: cross-system
          done-by: [escalation.completed]
          disclosure: full
        - rule: D-S85b
          covers: [SEED-067, C-S85]
          about: stay
          while: { stay.ended: true, person.member: true }
          open: task
          title: Tell the council
          owner: case-manager
          priority: routine
          due: 5 wd after stay.endedAt
          escalate: single-agency
          done-by: [escalation.completed]
          disclosure: name-and-date
        """

    static let cleanLadders = """
        crisis:
          rungs:
            - { tell: [owner, owners-on-call] }
            - { after: 1 h, tell: keyworker-manager }
          repeat: every 24 h
        cross-system:
          rungs: [ { tell: owner }, { after: 1 wd, tell: owners-manager } ]
          repeat: each working day
        single-agency:
          rungs: [ { tell: owner }, { after: 1 wd, tell: leader-of-owners-agency } ]
          repeat: each working day
        none: { rungs: [ { tell: owner } ], repeat: never }
        """

    static let cleanDirectory = """
        area: test
        people:
          - { id: a }
          - { id: b }
          - { id: c }
          - { id: d }
          - { id: e }
          - { id: f }
          - { id: g }
        roles:
          keyworker-manager: a
          keyworker-on-call: b
          responsible-commissioner: c
          register-coordinator: b
          case-manager: a
          advocate: b
          sen-manager: g
          leader-education: d
          leader-health: e
          leader-care: f
        """

    static let cleanScenario = """
        scenario: Every rule is tried
        rules: [D-151, D-122a, D-051a, D-S85b, D-047a, D-005b, D-105]
        steps:
          - at: 2026-03-07T21:30:00Z
            expect: { open: alert, covers: SEED-080 }
        """
}

/// A change of one text of the clean world, the kind of fault that it is, and where it is found.
struct LintPlant: Sendable, CustomTestStringConvertible {
    let kind: LintKind
    let text: LintWorld.Text
    let old: String
    let new: String
    let needle: String
    let file: LintWorld.Text
    let says: String

    var testDescription: String { "\(kind.rawValue): \(new.prefix(60))" }

    init(
        _ kind: LintKind, in text: LintWorld.Text = .rules, _ old: String, _ new: String,
        at needle: String, of file: LintWorld.Text? = nil, _ says: String
    ) {
        self.kind = kind
        self.text = text
        self.old = old
        self.new = new
        self.needle = needle
        self.file = file ?? text
        self.says = says
    }

    /// The world with the fault.
    var world: LintWorld {
        var world = LintWorld()
        if let range = world[text].firstRange(of: old) {
            world[text].replaceSubrange(range, with: new)
        }
        return world
    }
}
