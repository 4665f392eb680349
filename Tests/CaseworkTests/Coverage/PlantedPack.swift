// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Rehearsal

/// A pack of three small rules and the stories that prove it, for tests of coverage.
enum PlantedPack {
    /// A task about a crisis, and a notice that goes with it; an alert about a rating that lapses.
    static let rules = """
        - rule: D-901
          covers: [SEED-901, C-ONE]
          about: person
          on: [crisis.contact, { event: school.suspended, reason: [fight] }]
          if: { person.member: true, person.rating: [red, unknown], person.ehcPlan: false }
          unless: { person.stayInScope: true }
          as-long-as: { person.member: true }
          open: task
          title: See the young person
          owner: keyworker
          also: [keyworker-manager, { role: advocate, when: { person.rating: red } }]
          priority: urgent
          due: 2 cd after receipt
          escalate: single-agency
          done-by: { event: keyworker.contact, mode: [face-to-face] }
          disclosure: minimal

        - rule: D-902
          covers: [SEED-902]
          about: person
          while: { person.member: true, lapsed: 3 cd after person.ratingAt }
          open: alert
          title: Look at the rating again
          owner: keyworker
          priority: routine
          escalate: none
          done-by: escalation.acknowledged
          disclosure: full

        - rule: D-903
          covers: [SEED-903]
          about: person
          with: D-901
          open: notice
          title: A crisis
          owner: register-coordinator
          priority: routine
          escalate: none
          disclosure: full
        """

    /// The pack, in the place of the shipped one.
    static func pack() throws -> PolicyPack {
        try PolicyPack.load(
            name: "policy-2023",
            files: [ConfigurationFile(path: "policy/policy-2023/planted.yaml", text: rules)],
            ladders: stage.configuration.file("policy/ladders.yaml"))
    }

    /// A scenario of one person, named `name`, under some rules.
    static func scenario(
        _ name: String, rules: String = "D-901", rating: String = "red", ehcp: String = "false",
        _ steps: String
    ) throws -> Scenario {
        let text = """
            scenario: \(name)
            covers: [SEED-901]
            rules: [\(rules)]
            register:
              - { registerId: W1, familyName: Marlow, givenNames: [Wren], birthDate: 2010-06-21,
                  nhsNumber: "9990001014", diagnoses: { autism: confirmed },
                  rating: { value: \(rating), at: 2026-03-02T10:00:00Z },
                  keyworker: { personId: kw-1, acceptedAt: 2026-01-13T10:00:00Z },
                  education: { ehcp: \(ehcp) } }
            steps:
            """
        return try Scenario.parse(
            ConfigurationFile(path: "\(name).yaml", text: text + "\n" + steps))
    }

    static let person = """
        person: { nhsNumber: "9990001014", familyName: Marlow, givenNames: [Wren],
                  birthDate: 2010-06-21 }
        """.replacing("\n          ", with: " ")

    /// A step in which a crisis is told, on Tuesday at 10:00.
    static let crisis = """
          - at: 2026-03-10T10:00:00Z
            receive: { topic: admissions, event: crisis.contact, \(person) }
        """

    /// The stories that prove the pack.
    static func scenarios() throws -> [Scenario] {
        try [
            scenario(
                "seen",
                crisis + """

                        exactly: true
                        expect:
                          - { open: task, covers: SEED-901, to: keyworker, priority: urgent,
                              by: 2026-03-12T23:59:59Z }
                          - { open: task, covers: C-ONE, to: keyworker-manager }
                          - { open: task, to: advocate }
                      - at: +1 hour
                        respond: { about: W1, event: keyworker.contact, by: kw-1, detail: { mode: phone } }
                        expect-nothing: true
                      - at: +1 hour
                        respond: { about: W1, event: keyworker.contact, by: kw-1, detail: { mode: face-to-face } }
                        expect: [{ close: task, covers: SEED-901 }]
                    """),
            scenario("green", rating: "green", crisis + "\n    expect-nothing: true"),
            scenario("plan not known", ehcp: "null", crisis + "\n    expect-nothing: true"),
            scenario(
                "twice, and removed",
                crisis + """

                      - at: +2 hours
                        receive: { topic: admissions, event: crisis.contact, \(person) }
                        expect-nothing: true
                      - at: +1 hour
                        receive: { topic: register, raw: null, key: W1 }
                        expect: [{ withdraw: task, covers: SEED-901 }]
                    """),
            scenario(
                "in hospital",
                """
                  - at: 2026-03-10T09:00:00Z
                    receive: { topic: admissions, event: admission.started, \(person),
                               encounter: { id: V1, bedKind: mental-health, admittedAt: 2026-03-10T08:00:00Z } }
                \(crisis)
                    expect-nothing: true
                """),
            scenario(
                "nobody answers",
                crisis + """

                      - at: 2026-03-11T09:00:00Z
                        expect: [{ escalate: task, covers: SEED-901, rung: 2 }]
                      - at: 2026-03-31T09:00:00Z
                    never: [{ escalate: task, rung: 4 }]
                    """),
            scenario(
                "lapse", rules: "D-902",
                """
                  - at: 2026-03-03T10:00:00Z
                    expect-nothing: true
                  - at: 2026-03-06T08:00:00Z
                    expect: [{ open: alert, covers: SEED-902 }]
                  - at: 2026-03-06T10:00:00Z
                """),
        ]
    }
}
