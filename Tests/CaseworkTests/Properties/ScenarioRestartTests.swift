// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import Policy
@testable import Rehearsal

/// What an engine keeps in memory of a case is a shortcut and never a source: one that has just
/// started, and knows nothing but the ledger, decides the same.
@Suite("Every story with restarts", .tags(.slow))
struct ScenarioRestartTests {
    private static let files = (try? ScenarioFiles.find([Places.scenarios])) ?? []

    /// Whether news is put after every step of each story, or after one.
    private static let isDeep =
        ProcessInfo.processInfo.environment["KEYWATCH_ORDERS"] != nil

    @Test("a restart before every step changes nothing that comes out", arguments: files)
    func restarted(_ path: String) throws {
        let story = try ScenarioRestartTests.dated(path)
        var restarting = story
        restarting.steps = story.steps.flatMap { [Self.step(.restart, like: $0), $0] }
        #expect(try told(restarting) == told(story))
    }

    @Test("care that begins after any step is seen with and without a restart", arguments: files)
    func takenIntoCare(_ path: String) throws {
        let story = try ScenarioRestartTests.dated(path)
        guard let begins = ScenarioRestartTests.careBegins(for: story) else { return }
        var random = SeededGenerator(seed: UInt64(story.steps.count))
        let places = Array(story.steps.indices)
        for place in Self.isDeep ? places : Array(places.shuffled(using: &random).prefix(1)) {
            let step = story.steps[place]
            let news = Self.step(.receive(begins), like: step)
            var running = story
            running.steps.insert(news, at: place + 1)
            var restarting = story
            restarting.steps.insert(
                contentsOf: [Self.step(.restart, like: step), news], at: place + 1)
            #expect(try told(restarting) == told(running), "after step \(place)")
        }
    }

    /// The social-care message that the first person of whom a story tells is taken into care: it
    /// bears on every open duty, and on none of what most of them were worked out from.
    private static func careBegins(for story: Scenario) -> ScenarioMessage? {
        let people = story.steps.lazy.compactMap { step -> JSONValue? in
            guard case .receive(let message) = step.action,
                case .canonical(let json) = message.body
            else { return nil }
            return json["person"]
        }
        return people.first.map { person in
            ScenarioMessage(
                topic: .socialCare,
                body: .canonical(
                    .object([
                        .init("event", .string("social-care.care-started")),
                        .init("person", person),
                    ])), headers: [], key: nil)
        }
    }

    /// A story with the instant of every step, and nothing expected.
    private static func dated(_ path: String) throws -> Scenario {
        var story = try ScenarioFiles.scenario(at: path)
        let calendar = try stage.configuration.calendar(zone: stage.zone)
        let instants = try StepClock(calendar: calendar).instants(of: story)
        story.never = []
        story.steps = zip(story.steps, instants).map { step, instant in
            var step = step
            step.at = .instant(instant)
            return Self.step(step.action, like: step)
        }
        return story
    }

    /// Another step at the time of one.
    private static func step(_ action: StepAction, like step: Step) -> Step {
        Step(
            at: step.at, action: action, expectations: [], exactly: false, expectNothing: false,
            source: step.source)
    }

    /// What comes out of a story, in whichever step.
    private func told(_ story: Scenario) throws -> [Emission] {
        try stage.run(story).emissions.map { emission in
            var emission = emission
            emission.step = 0
            return emission
        }
    }
}
