// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

@testable import Casework

/// One fact of every case, and one change of every kind: what a ledger holds for years.
enum FactSamples {
    private static let at = instant("2026-03-10T10:20:00Z")

    static var all: [Fact] {
        [
            .entry(YoungPerson.wren.entry().withScenarioDefaults()), .entryRemoved,
            .candidate(candidate), .event(event), .pending(pending),
            .decided(eventKey: "key", same: true),
            .disowned(DisownedMessages(visits: [visit], keys: ["key"])),
        ] + changes.map { .obligation($0, obligation) } + [
            .obligation(.closed, ended(.closed(ending))),
            .obligation(.withdrawn, ended(.withdrawn(ending))),
            .occasion(RuleID("D-023"), 2), .published(publication),
            .notActed(
                NonAction(rule: RuleID("D-144"), reason: "already-done", seen: ["a = b (yes)"])),
            .notActed(NonAction(rule: nil, reason: "duplicate", seen: [])),
            .held(rule: RuleID("D-144"), seen: ["a = b (yes)"]),
            .reconsider(at), .reconsider(nil),
            .waiting(WaitingRules(rules: [RuleID("D-081")], until: at)), .waiting(nil),
            .policy("policy-2023+1"), .matching("0123456789abcdef"), .kept(terms),
            .released(obligation: "0123456789abcdef"),
            .counted(counted), .counted([]), .tallied(tally),
        ]
    }

    /// The name of a fact's case. A new case does not compile here before it has a sample above.
    static func name(of fact: Fact) -> String {
        switch fact {
        case .entry: "entry"
        case .entryRemoved: "entryRemoved"
        case .candidate: "candidate"
        case .event: "event"
        case .pending: "pending"
        case .decided: "decided"
        case .disowned: "disowned"
        case .obligation: "obligation"
        case .occasion: "occasion"
        case .published: "published"
        case .notActed: "notActed"
        case .held: "held"
        case .reconsider: "reconsider"
        case .waiting: "waiting"
        case .policy: "policy"
        case .matching: "matching"
        case .kept: "kept"
        case .released: "released"
        case .counted: "counted"
        case .tallied: "tallied"
        }
    }

    private static let counted = [
        Counted(rule: RuleID("D-151"), alike: "funding"),
        Counted(rule: RuleID("D-151"), alike: "housing", until: at),
    ]
    private static let tally = {
        var tally = Tally(rule: RuleID("D-151"), alike: "funding", spell: 2)
        for until in [nil, at, at] { tally.add(until: until) }
        return tally
    }()
    private static let visit = VisitKey(authority: "NORTH", admittedAt: at)
    private static let keyworker = Addressee(role: .keyworker, personId: "kw-1")
    private static let manager = Addressee(role: .keyworkerManager, personId: "kwm-1")

    private static let changes: [ObligationChange] = [
        .opened, .added, .reminded(overdue: true, late: false),
        .escalated(rung: 2, clock: .completion, to: [manager], late: true),
        .declined(by: "kw-1", reason: "on leave", rung: 2, to: [manager]), .acknowledged,
    ]

    private static let ending = Ending(reason: "completed", by: "kw-1", at: at)

    private static func ended(_ state: ObligationContent.State) -> Obligation {
        var ended = obligation
        ended.state = state
        return ended
    }

    private static let obligation: Obligation = {
        var obligation = Obligation(
            ObligationContent(
                id: "0123456789abcdef", rule: RuleID("D-144"), covers: ["SEED-144", "SEED-147"],
                kind: .task, about: .person("W1"), occasion: "stay", policyVersion: "policy-2023+1",
                title: "A question", why: nil, owner: .keyworker, to: [keyworker],
                assignedTo: "kw-2",
                priority: .urgent, ladder: .crossSystem, bundle: "bundle",
                because: [
                    Because(
                        event: .admissionStarted, occurredAt: at, sender: "NORTH",
                        visit: VisitKey(authority: "NORTH", admittedAt: at))
                ],
                match: match, openedAt: at, anchor: at, due: at, clock: "2 wd after receipt"))
        obligation.climbsOnlyTo = .leaderHealth
        obligation.breachedOnReceipt = true
        obligation.restored = true
        obligation.supersedes = "fedcba9876543210"
        obligation.moves = 1
        obligation.answer = AnswerClock(
            rung: 2, next: at, told: [keyworker, manager],
            answered: Answer(kind: "accepted", by: "kw-1", at: at))
        obligation.completion = CompletionClock(
            reminders: [at], overdueAt: at, rung: 1, nextRung: at)
        return obligation
    }()

    private static let terms = KeptTerms(
        obligation: "0123456789abcdef", since: at, policyVersion: "policy-2023+2",
        insteadOf: "5 wd after receipt", waived: ["person.rating: red"], waivesDone: true)

    private static let match = MatchSummary(
        outcome: "match", weight: 36.5, reason: "likeness",
        evidence: [Evidence(field: .birthDate, level: .exact, weight: 12.5)])

    private static let candidate: CandidateIdentity = {
        var candidate = CandidateIdentity(
            birthDate: PartialDate(iso8601: "2010-06"), marker: true, ehcPlan: nil,
            tokens: ["00ff"])
        candidate.numberHash = "11"
        candidate.familyNameHash = "22"
        candidate.aliases = ["33"]
        return candidate
    }()

    private static let pending = PendingMatch(
        event: event, candidateID: "candidate", candidate: candidate, match: match,
        byStatusAlone: true, obligation: "0123456789abcdef", same: false)

    private static let event: CaseEvent = {
        var encounter = Encounter()
        encounter.id = "V1"
        encounter.authority = "NORTH"
        encounter.encounterClass = .inpatient
        encounter.location.pointOfCare = "WARD"
        encounter.specialty = .value("711")
        encounter.legalStatus = .deleted
        encounter.admittedAt = .value(at)
        encounter.bedKind = .mentalHealth
        return CaseEvent(
            EventContent(
                key: "key", contentHash: "hash",
                position: InputPosition(topic: "admissions", partition: 1, offset: 2, index: 3),
                event: .admissionStarted, occurredAt: at, recordedAt: at, sentAt: at,
                receivedAt: at,
                sender: Sender(application: "PAS", facility: "NORTH"), encounter: encounter,
                marker: true, mentalHealthReason: nil,
                detail: .object([.init("number", .number("1.50")), .init("list", .array([.null]))]),
                by: nil))
    }()

    private static let publication = Publication(
        topic: .escalationTasks, id: "id", type: "org.keywatch.task.opened.v1",
        subject: "person:W1", sequence: 7, time: at, data: .object([.init("a", .bool(true))]))
}
