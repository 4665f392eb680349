// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct PackTests {
    func rule(_ name: String) throws -> Rule { try #require(Shipped.pack.rule(RuleID(name))) }

    @Test("The shipped pack holds its rules sorted, each once, and has a version")
    func rules() throws {
        let pack = try Shipped.pack
        let names = pack.rules.map(\.id.text)
        #expect(names == Set(names).sorted())
        #expect(names.count > 70)
        #expect(pack.version.hasPrefix("policy-2023+"))
        #expect(pack.ladders.count == 4)
        #expect(try rule("D-044a.attended").id.line == "D-044a")
        #expect(pack.rules(about: .candidate).allSatisfy { $0.disclosure.most < .full })
    }

    @Test("The version changes with any text and with nothing else")
    func version() throws {
        let ladders = ConfigurationFile(path: "l", text: wholeLadders)
        func version(_ text: String) throws -> String {
            try PolicyPack.load(
                name: "p", files: [ConfigurationFile(path: "r", text: text)], ladders: ladders
            ).version
        }
        let once = try version(RuleFaultTests.good)
        #expect(try version(RuleFaultTests.good) == once)
        #expect(try version(RuleFaultTests.good + "\n# a word") != once)
    }

    @Test("The crisis ladder is one, three and seven hours; the owner is never told twice in a row")
    func crisisLadder() throws {
        let ladder = try #require(try Shipped.pack.ladders[.crisis])
        #expect(ladder.rungs.map(\.number) == [1, 2, 3, 4])
        #expect(ladder.rungs.map { $0.wait?.amount } == [nil, 1, 2, 4])
        #expect(ladder.rungs.dropFirst().allSatisfy { $0.wait?.unit == .hours })
        #expect(ladder.rungs[2].targets.contains(.roleOutOfHours(.commissionerOnCall)))
        #expect(ladder.rungs[3].targets == [.allLeaders])
        #expect(ladder.repetition == .every(hours: 24))
        #expect(ladder.rung(5) == nil)
    }

    @Test("The other ladders climb in working days")
    func otherLadders() throws {
        let pack = try Shipped.pack
        let cross = try #require(pack.ladders[.crossSystem])
        #expect(cross.rungs.map { $0.wait?.amount } == [nil, 1, 2, 5])
        let targets: [[RungTarget]] = [
            [.owner], [.ownersManager], [.leaderOfOwnersAgency], [.allLeaders],
        ]
        #expect(cross.rungs.map(\.targets) == targets)
        let single = try #require(pack.ladders[.singleAgency])
        #expect(single.rungs == Array(cross.rungs.prefix(3)))
        #expect(single.repetition == .eachWorkingDay)
        #expect(pack.ladders[.none]?.rungs.count == 1)
    }

    @Test("A sealed person's review climbs to the leader for health and to nobody else")
    func climbsOnlyTo() throws {
        let sealed = try rule("D-045b")
        let ladder = try Shipped.pack.ladder(of: sealed)
        #expect(
            ladder.rungs.map(\.targets).dropFirst() == [
                [.role(.leaderHealth)], [.role(.leaderHealth)], [.role(.leaderHealth)],
            ])
        #expect(sealed.disclosure.onlyTo.contains(.leaderHealth))
        let plain = try rule("D-047a")
        #expect(try Shipped.pack.ladder(of: plain) == Shipped.pack.ladders[.crossSystem])
    }

    @Test("The emergency meeting tells education little, and special needs only with a plan")
    func emergencyMeeting() throws {
        let meeting = try rule("D-051a")
        #expect(meeting.disclosure.word(for: .education) == .nameAndDate)
        #expect(meeting.disclosure.word(for: .health) == .full)
        #expect(!meeting.also(TableFacts()).contains(.senManager))
        #expect(meeting.also(TableFacts([.personEhcPlan: .bool(true)])).contains(.senManager))
        #expect(meeting.why == "out-of-hours")
        #expect(meeting.listens(to: .admissionConsidered))
        #expect(!meeting.listens(to: .admissionStarted))
    }

    static let nightCrisis: [FactName: FactValue] = [
        .eventRiskOfAdmission: .bool(true), .eventOutOfHours: .bool(true),
        .personMember: .bool(true), .personRating: .code("amber"),
        .personStayInScope: .bool(false), .eventOlderThan24h: .bool(false),
        .personEmergencyCallOpen: .bool(false),
    ]

    @Test(
        "A meeting is called for red and amber out of hours, once, and not when it is too late",
        arguments: [
            (FactName.personRating, FactValue.code("red"), true),
            (.personRating, .code("green"), false), (.personRating, .unknown, false),
            (.eventOutOfHours, .bool(false), false), (.personStayInScope, .bool(true), false),
            (.personEmergencyCallOpen, .bool(true), false),
            (.eventOlderThan24h, .bool(true), false), (.personMember, .bool(false), false),
        ])
    func calls(fact: FactName, value: FactValue, isCalled: Bool) throws {
        var facts = TableFacts(PackTests.nightCrisis)
        #expect(try rule("D-051a").holds(facts))
        facts[fact] = value
        #expect(try rule("D-051a").holds(facts) == isCalled)
        #expect(try rule("D-051b").holds(facts) == isCalled)
    }

    @Test("D-080b or D-081 stands whenever a keyworker is owed, and neither otherwise")
    func keyworkerRules() throws {
        let (hospital, home) = (try rule("D-080b"), try rule("D-081"))
        for rating in ["red", "amber", "green", "blue"] {
            for isInHospital in [true, false] {
                let facts = TableFacts([
                    .personMember: .bool(true), .personKeyworkerNamed: .bool(false),
                    .personRating: .code(rating), .personStayInScope: .bool(isInHospital),
                ])
                let isOwed = isInHospital || rating != "green"
                #expect((hospital.holds(facts) || home.holds(facts)) == isOwed)
                #expect(hospital.holds(facts) == (isInHospital || rating == "blue"))
            }
        }
        #expect(home.dueClock(TableFacts([.personRating: .code("red")]))?.amount == 1)
        #expect(home.dueClock(TableFacts([.personRating: .code("amber")]))?.amount == 5)
    }

    @Test("Of two possible-match rules exactly one opens, and an unknown rating is the slower one")
    func matchRules() throws {
        let (grave, other) = (try rule("X-10a"), try rule("X-10b"))
        var facts = TableFacts([
            .personMember: .bool(true), .personRating: .code("red"), .stayInScope: .bool(true),
        ])
        #expect(grave.holds(facts) && !other.holds(facts))
        facts[.personRating] = .unknown
        #expect(!grave.holds(facts) && other.holds(facts))
        #expect(grave.kind == .review && other.kind == .review)
    }

    @Test("Who is not on the register: under 18 or of unknown age always, adults by bed or marker")
    func candidates() throws {
        let unknown = try rule("D-046")
        var facts = TableFacts([
            .matchOutcome: .code("none"), .stayEverInScope: .bool(true),
            .stayBedKind: .code("mental-health"), .personEligible: .bool(true),
            .stayCancelled: .bool(false),
        ])
        #expect(unknown.holds(facts))
        facts[.personUnder18] = .bool(false)
        facts[.personMarker] = .bool(false)
        #expect(!unknown.holds(facts))
        facts[.stayBedKind] = .code("learning-disability")
        #expect(unknown.holds(facts))
        facts[.matchOutcome] = .code("review")
        #expect(!unknown.holds(facts))
        let clock = try #require(try rule("D-046b").dueClock(facts))
        #expect(clock.amount == 14)
        facts[.personReviewType] = .code("ctr")
        #expect(try rule("D-046b").dueClock(facts)?.amount == 28)
    }

    @Test("Signals of two agencies, or a green rating, raise the priority; nothing lowers it")
    func raises() throws {
        let signal = try rule("D-024a")
        #expect(signal.priority(TableFacts()) == .routine)
        #expect(signal.priority(TableFacts([.personSignals14dAgencies: .number(2)])) == .urgent)
        #expect(signal.priority(TableFacts([.personRating: .code("green")])) == .urgent)
        #expect(signal.priority(TableFacts([.personRating: .code("red")])) == .routine)
    }

    @Test("A review held on the day of the admission proves it; the day before does not")
    func reviewHeld() throws {
        let ending = try #require(try rule("D-047a").doneBy.first)
        let facts = TableFacts([.stayInScopeSince: .instant(instant("2026-03-02T09:20:00Z"))])
        func isMet(_ kind: String, _ heldOn: String) throws -> Bool {
            let detail = JSONValue.object([
                .init("kind", .string(kind)), .init("heldOn", .string(heldOn)),
            ])
            return ending.when.isMet(
                detail: detail, occurredAt: instant("2026-03-20T10:00:00Z"), facts: facts,
                zone: try Shipped.zone)
        }
        #expect(try isMet("post-admission-cetr", "2026-03-02"))
        #expect(try isMet("post-admission-ctr", "2026-03-09"))
        #expect(try !isMet("post-admission-cetr", "2026-03-01"))
        #expect(try !isMet("community-cetr", "2026-03-09"))
        #expect(try !isMet("post-admission-cetr", "soon"))
        #expect(try isMet("post-admission-cetr", "2026-03-02T09:20:00Z"))
        #expect(try !isMet("post-admission-cetr", "2026-03-02T09:19:59Z"))
    }

    @Test("Seeing the young person counts after the discharge and face to face")
    func contactAfterDischarge() throws {
        let ending = try #require(try rule("D-077a").doneBy.first)
        let end = instant("2026-03-02T09:20:00Z")
        let facts = TableFacts([.stayEndedAt: .instant(end)])
        let detail = JSONValue.object([.init("mode", .string("video"))])
        let zone = try Shipped.zone
        #expect(!ending.when.isMet(detail: detail, occurredAt: end, facts: facts, zone: zone))
        let later = end.advanced(bySeconds: 1)
        #expect(ending.when.isMet(detail: detail, occurredAt: later, facts: facts, zone: zone))
        let phone = JSONValue.object([.init("mode", .string("phone"))])
        #expect(!ending.when.isMet(detail: phone, occurredAt: later, facts: facts, zone: zone))
        #expect(
            !ending.when.isMet(
                detail: detail, occurredAt: later, facts: TableFacts(), zone: zone))
    }

    @Test("Every fact that a shipped rule compares can have the value, and every fact has a type")
    func factTypes() throws {
        for name in FactName.allCases {
            if case .code(let codes) = name.type { #expect(!codes.isEmpty, "\(name.rawValue)") }
        }
        #expect(FactName.receipt.type == .instant)
        #expect(FactName.personSignals14dAgencies.type == .number)
    }
}
