// SPDX-License-Identifier: Apache-2.0

import Policy

/// Holds what came out against what a scenario expects (CONTRACT.md §7).
struct ScenarioJudge {
    let scenario: Scenario
    let emissions: [Emission]

    func failures() -> [ScenarioFailure] {
        var failures: [ScenarioFailure] = []
        for (index, step) in scenario.steps.enumerated() {
            failures += judge(step, emissions.filter { $0.step == index })
        }
        for forbidden in scenario.never {
            for emission in emissions where forbidden.isMet(by: emission) {
                failures.append(
                    ScenarioFailure(
                        source: forbidden.source, message: "never: \(forbidden.line) came out",
                        window: [emission.line]))
            }
        }
        return failures
    }

    private func judge(_ step: Step, _ window: [Emission]) -> [ScenarioFailure] {
        let lines = window.map(\.line)
        var failures: [ScenarioFailure] = []
        for expected in step.expectations where !window.contains(where: expected.isMet) {
            failures.append(
                ScenarioFailure(
                    source: expected.source,
                    message: "expected \(expected.line)\(hint(expected, window))",
                    window: lines))
        }
        if step.expectNothing, !window.isEmpty {
            failures.append(
                ScenarioFailure(
                    source: step.source, message: "expected nothing", window: lines))
        }
        if step.exactly {
            let others = window.filter { emission in
                !step.expectations.contains { $0.isMet(by: emission) }
            }
            if !others.isEmpty {
                failures.append(
                    ScenarioFailure(
                        source: step.source, message: "exactly: these were not expected",
                        window: others.map(\.line)))
            }
        }
        return failures
    }

    /// What was wrong with the emission that came nearest.
    private func hint(_ expected: Expectation, _ window: [Emission]) -> String {
        let nearest = window.filter(expected.isNear).map(expected.differences)
            .min { $0.count < $1.count }
        return nearest.map { ": \($0.joined(separator: "; "))" } ?? ""
    }
}
