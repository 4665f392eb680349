// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import Rehearsal
import Testing

/// Every scenario file is a test case on the real engine.
@Suite("Scenarios")
struct ScenarioTests {
    private static let files = (try? ScenarioFiles.find([Places.scenarios])) ?? []
    private static let hasShared = FileManager.default.fileExists(atPath: Places.sharedScenarios)
    private static let samples =
        hasShared ? (try? ScenarioFiles.find([Places.sharedScenarios])) ?? [] : []

    @Test("a scenario is met", arguments: files)
    func isMet(_ path: String) {
        let result = stage.run(file: path)
        #expect(result.hasPassed, "\(result.failures.map(\.text).joined(separator: "\n"))")
    }

    @Test("a shared sample is met", .enabled(if: hasShared), arguments: samples)
    func sharedIsMet(_ path: String) {
        let result = stage.run(file: path)
        #expect(result.hasPassed, "\(result.failures.map(\.text).joined(separator: "\n"))")
    }

    @Test("there are scenarios, each covers a row, and no two have the same sentence")
    func eachTellsItsOwnStory() throws {
        let scenarios = try Self.files.map { try ScenarioFiles.scenario(at: $0) }
        #expect(scenarios.count > 100)
        #expect(scenarios.allSatisfy { !$0.covers.isEmpty })
        #expect(Set(scenarios.map(\.name)).count == scenarios.count)
    }

    @Test("every rule of the pack opens in some scenario")
    func everyRuleOpens() throws {
        let pack = try stage.configuration.policy(named: "policy-2023")
        var opened: Set<String> = []
        for path in Self.files {
            for emission in stage.run(file: path).emissions where emission.verb == .open {
                if let rule = emission.rule { opened.insert(rule.text) }
            }
        }
        // D-081 is opened under the name of D-080b: they are one duty.
        let missing = pack.rules.map(\.id.text).filter { !opened.contains($0) && $0 != "D-081" }
        #expect(missing.isEmpty)
    }
}
