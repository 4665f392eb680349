// SPDX-License-Identifier: Apache-2.0

import Policy
import Rehearsal
import Testing

/// Whether scenarios prove a pack, on a pack small enough to know every answer.
@Suite("Coverage")
struct CoverageTests {
    private static func coverage(
        by scenarios: [Scenario], rules: [String] = []
    ) async throws -> Coverage {
        try await Coverage(
            of: PlantedPack.pack(), by: scenarios, rules: rules.map { RuleID($0) }, on: stage)
    }

    private static func trials(
        by scenarios: [Scenario], rules: [String] = []
    ) async throws -> [RuleTrial] {
        await (try coverage(by: scenarios, rules: rules)).trials { _, _ in }
    }

    @Test("each rule is counted where it opens, is done, taken back, reminded and climbed")
    func evidence() async throws {
        let coverage = try await Self.coverage(by: PlantedPack.scenarios())
        #expect(coverage.failing == [])
        #expect(coverage.scenarioCount == 7)
        let rules = coverage.evidence
        #expect(rules.map(\.rule.text) == ["D-901", "D-902", "D-903"])
        #expect(rules.map(\.opened) == [3, 1, 0])
        #expect(rules.map(\.done) == [1, 0, 0])
        #expect(rules.map(\.takenBack) == [1, 0, 0])
        #expect(rules.map(\.climbed) == [1, 0, 0])
    }

    @Test("a mutant of every kind is noticed, but for disclosure, which the engine does not apply")
    func everyKind() async throws {
        let pack = try PlantedPack.pack()
        let trials = try await Self.trials(by: PlantedPack.scenarios())
        let surviving = Set(trials.flatMap(\.survivors))
        let killed = pack.ownRules.flatMap { Mutants(of: $0, in: pack).all }
            .filter { !surviving.contains($0) }
        let missing = Mutant.Kind.allCases.filter { kind in
            !killed.contains { $0.kind == kind }
        }
        #expect(missing == [.disclosure])
        #expect(surviving.contains { $0.kind == .disclosure })
    }

    @Test("the changes that no scenario notices are told one by one")
    func survivors() async throws {
        let trials = try await Self.trials(by: PlantedPack.scenarios(), rules: ["D-901"])
        #expect(trials.flatMap(\.lines) == Self.survivorsOfThePlanted)
    }

    @Test("without a scenario every change survives")
    func withoutScenarios() async throws {
        let trials = try await Self.trials(by: [])
        #expect(trials.allSatisfy { $0.killed == 0 && $0.made > 0 })
        let lines = trials.filter { $0.rule == RuleID("D-902") }.flatMap(\.lines)
        #expect(lines == Self.everythingOfTheLapse)
    }

    @Test("the order of the scenarios is of no consequence")
    func order() async throws {
        let scenarios = try PlantedPack.scenarios()
        let forth = try await Self.trials(by: scenarios)
        let back = try await Self.trials(by: scenarios.reversed())
        #expect(forth == back)
    }

    @Test("a scenario that fails proves nothing and is named")
    func failing() async throws {
        let wrong = try PlantedPack.scenario(
            "wrong", PlantedPack.crisis + "\n    expect-nothing: true")
        let coverage = try await Self.coverage(by: [wrong])
        #expect(coverage.failing == ["wrong.yaml"])
        #expect(coverage.scenarioCount == 0)
        #expect(coverage.evidence.allSatisfy { $0.opened == 0 })
    }

    @Test("a scenario of another pack is left out")
    func ofAnotherPack() async throws {
        var other = try PlantedPack.scenarios()[0]
        other.policy = "mha-part-8a"
        let coverage = try await Self.coverage(by: [other])
        #expect(coverage.scenarioCount == 0)
        #expect(coverage.failing == [])
    }

    @Test("rules that are read again in the middle of a scenario are the changed ones")
    func readAgain() async throws {
        let story = try PlantedPack.scenario(
            "read again",
            """
              - { at: 2026-03-10T08:00:00Z, reload: policy }
            \(PlantedPack.crisis)
                expect: [{ open: task, by: 2026-03-12T23:59:59Z }]
            """)
        let trial = try #require(try await Self.trials(by: [story], rules: ["D-901"]).first)
        #expect(!trial.survivors.contains { $0.change == "due 3 cd instead of 2 cd" })
    }

    @Test("a rule that goes with another changes when that one does")
    func companions() async throws {
        let story = try PlantedPack.scenario(
            "companion", rules: "D-903",
            PlantedPack.crisis + "\n    expect: [{ open: notice, covers: SEED-903 }]")
        let trials = try await Self.trials(by: [story])
        let noticed = { (change: String) in
            !trials.flatMap(\.survivors).contains { $0.change == change }
        }
        #expect(noticed("not opened by crisis.contact"))
        #expect(!noticed("due 3 cd instead of 2 cd"))
        let pack = try PlantedPack.pack()
        let companion = try #require(pack.ownRules.last)
        let own = Set(Mutants(of: companion, in: pack).all.map(\.kind))
        #expect(own == [.owner, .priority, .kind, .covers])
    }

    @Test("a name that no rule has is refused")
    func unknownName() async throws {
        await #expect(throws: RehearsalError.unknownRule(RuleID("D-999"), pack: "policy-2023")) {
            _ = try await Self.coverage(by: [], rules: ["D-999"])
        }
    }

    @Test("whom a rule counts, how long and in what alike is changed piece by piece")
    func counts() throws {
        let pack = try stage.configuration.policy(named: "policy-2023")
        let rule = try #require(pack.ownRules.first { $0.id.text == "D-151" })
        let changes = Mutants(of: rule, in: pack).all.filter {
            [.test, .threshold, .unknown].contains($0.kind) || $0.change.hasPrefix("counts")
        }.map(\.change)
        #expect(
            changes == [
                "without the test 'count.people: >= 3'",
                "the opposite of the test 'count.people: >= 3'",
                "'count.people: >= 2' instead of 'count.people: >= 3'",
                "'count.people: >= 4' instead of 'count.people: >= 3'",
                "counts people without 'item.kind: barrier'",
                "counts people with the opposite of 'item.kind: barrier'",
                "does not count people while 'item.open: true'",
                "counts people while the opposite of 'item.open: true'",
                "does not count people for 90 cd after item.since",
                "counts people for 89 cd after item.since, not 90 cd after item.since",
                "counts people for 91 cd after item.since, not 90 cd after item.since",
                "counts people together who differ in item.type",
            ])
    }

    @Test("of a pack that extends another only its own rules are looked at")
    func ownRules() async throws {
        let pack = try stage.configuration.policy(named: "mha-part-8a")
        let coverage = try await Coverage(of: pack, by: [], on: stage)
        #expect(!coverage.rules.isEmpty)
        #expect(coverage.rules.count < pack.rules.count)
        #expect(coverage.rules.allSatisfy { $0.source.file.hasPrefix("policy/mha-part-8a/") })
    }

    @Test(
        "no mutant of a shipped rule is equal to the rule or to another",
        arguments: ["D-046", "D-052b", "D-057a", "D-081", "D-151"])
    func mutantsDiffer(_ name: String) throws {
        let pack = try stage.configuration.policy(named: "policy-2023")
        let rule = try #require(pack.ownRules.first { $0.id.text == name })
        let made = Mutants(of: rule, in: pack).all
        #expect(!made.isEmpty)
        #expect(Set(made.map(\.rule)).count == made.count)
        #expect(Set(made.map(\.change)).count == made.count)
        #expect(!made.contains { $0.rule == rule })
    }
}

extension CoverageTests {
    /// The lines of survivors with these changes, as the report prints them.
    private static func lines(_ rule: String, line: Int, _ changes: String) -> [String] {
        changes.split(separator: "\n").map { change in
            "policy/policy-2023/planted.yaml:\(line): \(rule): \(change): no scenario notices"
        }
    }

    private static let survivorsOfThePlanted = lines(
        "D-901", line: 1,
        """
        not opened by school.suspended
        opened by school.suspended also where not 'reason: fight'
        'person.rating: red' instead of 'person.rating: [red, unknown]'
        advocate is told always, not only when person.rating: red
        disclosure name-and-date, not minimal
        """)

    private static let everythingOfTheLapse = lines(
        "D-902", line: 18,
        """
        without the test 'person.member: true'
        the opposite of the test 'person.member: true'
        without the test 'lapsed: 3 cd after person.ratingAt'
        the opposite of the test 'lapsed: 3 cd after person.ratingAt'
        'lapsed: 2 cd after person.ratingAt' instead of 'lapsed: 3 cd after person.ratingAt'
        'lapsed: 4 cd after person.ratingAt' instead of 'lapsed: 3 cd after person.ratingAt'
        unknown means yes instead of no
        owner responsible-commissioner instead of keyworker
        ladder single-agency instead of none
        task instead of alert
        when-false close instead of withdraw
        when-false keep instead of withdraw
        occasion stay instead of each-time-true
        priority urgent instead of routine
        does not carry SEED-902
        """)
}
