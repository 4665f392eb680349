// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy
import Rehearsal
import Testing

/// A pack that holds from a day on: until then the one that it extends decides.
@Suite("The day from which a pack holds")
struct InForceTests {
    /// The shipped configuration, in which Part 8A begins on a day of the story.
    private static func stage(from day: String) throws -> (Stage, URL) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "keywatch-in-force-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: Places.configuration, toPath: folder.path)
        let header = folder.appending(path: "policy/mha-part-8a/pack.yaml")
        try "extends: policy-2023\nin-force: \(day)\n".write(
            to: header, atomically: true, encoding: .utf8)
        let stage = try Stage(
            configuration: ConfigurationFolder(path: folder.path), hashes: .plain)
        return (stage, folder)
    }

    private static func story(_ steps: String) throws -> Scenario {
        try Scenario.parse(
            ConfigurationFile(
                path: "story.yaml",
                text: """
                    scenario: Detained while the law changes
                    covers: [SEED-047]
                    policy: mha-part-8a
                    rules: [D-047a, D-047c]
                    register:
                      - { registerId: W1, familyName: Quill, givenNames: [Harper],
                          birthDate: 2010-06-21, nhsNumber: "9990003009",
                          diagnoses: { autism: confirmed },
                          rating: { value: green, at: 2026-01-12T10:00:00Z } }
                    steps:
                      - at: 2026-03-10T10:20:00Z
                        receive:
                          { topic: admissions, event: admission.started,
                            person: { nhsNumber: "9990003009", familyName: Quill,
                                      givenNames: [Harper], birthDate: 2010-06-21 },
                            encounter: { id: V1, bedKind: mental-health, legalStatus: "02",
                                         admittedAt: 2026-03-10T10:00:00Z } }
                    """ + "\n" + steps))
    }

    @Test("At the beginning of its day the review that the Act requires takes the other's place")
    func takesOver() throws {
        let (stage, folder) = try Self.stage(from: "2026-03-11")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try stage.run(
            Self.story(
                """
                    exactly: true
                    expect:
                      - { open: task, covers: D-047a, by: 2026-03-24T23:59:59Z }
                      - { withdraw: task, covers: D-047a }
                      - { open: task, covers: D-047c, by: 2026-03-23T23:59:59Z }
                  - at: 2026-03-11T00:00:01Z
                """))
        #expect(result.hasPassed, "\(result.failures.map(\.text).joined(separator: "\n"))")
        #expect(result.emissions.last?.at.formatted == "2026-03-11T00:00:00Z")
    }

    @Test("Before its day nothing of it holds; from its day on nothing of the other")
    func oneOfTwo() throws {
        for (day, line, due) in [
            ("2026-03-12", "D-047a", "2026-03-24T23:59:59Z"),
            ("2026-03-10", "D-047c", "2026-03-23T23:59:59Z"),
        ] {
            let (stage, folder) = try Self.stage(from: day)
            defer { try? FileManager.default.removeItem(at: folder) }
            let result = try stage.run(
                Self.story(
                    """
                        exactly: true
                        expect:
                          - { open: task, covers: \(line), by: \(due) }
                      - at: 2026-03-11T10:00:00Z
                    """))
            #expect(result.hasPassed, "\(result.failures.map(\.text).joined(separator: "\n"))")
        }
    }
}
