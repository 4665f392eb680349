// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Rehearsal
import Testing

@testable import Casework

/// What is remembered of a case is what it would answer anew.
@Suite("Readings", .tags(.slow))
struct ReadingTests {
    @Test("a fact's place is its place in the list")
    func ordinals() {
        #expect(FactName.allCases.map(\.ordinal) == Array(FactName.allCases.indices))
    }

    @Test(
        "whatever was asked or in hand before, the answers are the same", arguments: UInt64(1)...8)
    func remembered(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try world.take(step, number: number)
        }
        let now = world.now
        var asked = 0
        for state in world.store.all {
            let stays = state.stays {
                stage.hashes.id(["stay", "demo", state.subject.text, $0.text])
            }
            for stay in stays.map(Optional.some) + [nil] {
                let anew = {
                    CaseReading(state, stays: stays, now: now, context: world.engine.context)
                }
                let reading = afterEverything(of: state, stays, now, world.engine.context)
                for hand in hands(of: state) {
                    var remembering = Situation(reading, stay)
                    hand(&remembering)
                    var fresh = Situation(anew(), stay)
                    hand(&fresh)
                    let wrong = FactName.allCases.filter {
                        remembering.value(of: $0) != fresh.value(of: $0)
                    }
                    #expect(wrong.isEmpty, "\(wrong.map(\.rawValue))")
                    asked += 1
                }
            }
        }
        #expect(asked > 40)
    }

    /// A reading of a case that was asked everything before each of its last events and
    /// obligations, and long before the instant.
    private func afterEverything(
        of state: Case, _ stays: [Stay], _ now: Instant, _ context: DecisionContext
    ) -> CaseReading {
        var known = state
        let last = state.events.suffix(6)
        known.events.removeLast(last.count)
        known.obligations = []
        let before = now.advanced(bySeconds: -40 * 24 * 60 * 60)
        var reading = CaseReading(known, now: before, context: context)
        func askEverything() {
            for about in stays.map(Optional.some) + [nil] {
                for name in FactName.allCases { _ = Situation(reading, about).value(of: name) }
            }
        }
        askEverything()
        for event in last {
            known.events.append(event)
            reading = reading.after(event, of: known)
            askEverything()
        }
        for obligation in state.obligations {
            known.obligations.append(obligation)
            reading = reading.after(obligationOf: obligation.rule, of: known)
        }
        askEverything()
        return reading.later(at: now)
    }

    /// Everything that can be in hand when a rule asks.
    private func hands(of state: Case) -> [(inout Situation) -> Void] {
        let events = state.events.flatMap { event -> [(inout Situation) -> Void] in
            [
                { $0.event = event },
                { $0.because = [event.because] },
            ]
        }
        let obligations = state.obligations.map {
            obligation -> (inout Situation) -> Void in { $0.obligation = obligation }
        }
        let others: [(inout Situation) -> Void] = [
            { _ in }, { $0.stayInScopeBefore = true }, { $0.stayInScopeBefore = false },
            { $0.anchor = Instant(milliseconds: 0) }, { $0.matchByStatusAlone = true },
        ]
        return events + obligations + others
    }
}
