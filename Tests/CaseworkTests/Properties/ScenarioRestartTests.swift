// SPDX-License-Identifier: Apache-2.0

import Notifications
import Testing

@testable import Policy
@testable import Rehearsal

/// What an engine keeps in memory of a case is a shortcut and never a source: one that has just
/// started, and knows nothing but the ledger, decides the same.
@Suite("Every story with restarts", .tags(.slow))
struct ScenarioRestartTests {
    private static let files = (try? ScenarioFiles.find([Places.scenarios])) ?? []

    @Test("a restart before every step changes nothing that comes out", arguments: files)
    func restarted(_ path: String) throws {
        var story = try ScenarioFiles.scenario(at: path)
        let calendar = try stage.configuration.calendar(zone: stage.zone)
        let instants = try StepClock(calendar: calendar).instants(of: story)
        story.never = []
        story.steps = zip(story.steps, instants).map { step, instant in
            Step(
                at: .instant(instant), action: step.action, expectations: [], exactly: false,
                expectNothing: false, source: step.source)
        }
        var restarting = story
        restarting.steps = story.steps.flatMap { step in
            [
                Step(
                    at: step.at, action: .restart, expectations: [], exactly: false,
                    expectNothing: false, source: step.source), step,
            ]
        }
        let expected = try stage.run(story).emissions
        let told = try stage.run(restarting).emissions.map { emission in
            var emission = emission
            emission.step /= 2
            return emission
        }
        #expect(told == expected)
    }
}
