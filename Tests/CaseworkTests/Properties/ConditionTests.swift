// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Rehearsal
import Testing

@testable import Casework

/// What decisions ask says what the rules say.
@Suite("Conditions in force", .tags(.slow))
struct ConditionTests {
    @Test("every rule holds, and still stands, when its text says so", arguments: UInt64(1)...8)
    func asWritten(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try world.take(step, number: number)
        }
        let context = world.engine.context
        var wrong: [RuleID] = []
        var holding = 0
        for state in world.store.all {
            let reading = CaseReading(state, now: world.now, context: context)
            var situations = reading.stays.map { Situation(reading, $0) }
            situations.append(Situation(reading))
            for event in state.events {
                var situation = Situation(reading, reading.stays.last)
                situation.event = event
                situation.because = [event.because]
                situations.append(situation)
            }
            for rule in context.pack.rules {
                let inForce = try #require(context.book.rule(rule.id))
                for situation in situations {
                    let holds = rule.holds(situation)
                    if holds { holding += 1 }
                    if inForce.holds(situation) != holds { wrong.append(rule.id) }
                    if inForce.stillStands(situation) != rule.stillStands(situation) {
                        wrong.append(rule.id)
                    }
                }
            }
        }
        #expect(wrong.isEmpty)
        #expect(holding > 40)
    }

    @Test("since when a test of time holds is the same however it is asked", arguments: [1, 2, 3])
    func sinceWhen(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try world.take(step, number: number)
        }
        let context = world.engine.context
        for state in world.store.all {
            let reading = CaseReading(state, now: world.now, context: context)
            for stay in reading.stays.map(Optional.some) + [nil] {
                let situation = Situation(reading, stay)
                for test in context.book.timeTests + context.book.timeTests {
                    #expect(situation.instant(of: test) == situation.instant(of: test.test))
                }
            }
        }
    }
}
