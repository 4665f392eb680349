// SPDX-License-Identifier: Apache-2.0

import Notifications
import Rehearsal
import Testing

@testable import Casework
@testable import Policy

/// What the lint takes for certain of the facts is so in the engine's own answers.
@Suite("Facts and what is said of them", .tags(.slow))
struct FactTruthTests {
    @Test("no case breaks a law of the facts, and what is always known is", arguments: 1...12)
    func laws(seed: UInt64) throws {
        var world = try World.atTheBeginning()
        var judged = 0
        for (number, step) in try Story(seed: seed, steps: 60).steps.enumerated() {
            try world.take(step, number: number)
            guard let now = world.frames.last?.at else { continue }
            for state in world.store.all {
                let stays = state.stays {
                    stage.hashes.id(["stay", "demo", state.subject.text, $0.text])
                }
                for stay in stays.map(Optional.some) + [nil] {
                    var situation = Situation(
                        CaseReading(
                            state, stays: stays, now: now, context: world.engine.context), stay)
                    situation.event = state.events.last
                    judge(situation, isCandidate: state.entry == nil, hasStay: stay != nil)
                    judged += 1
                }
            }
        }
        #expect(judged > 60)
    }

    private func judge(_ situation: Situation, isCandidate: Bool, hasStay: Bool) {
        for law in FactLaw.all {
            let truth = law.condition.evaluate(situation)
            #expect(truth != .no, "\(law.condition.text)")
        }
        let about: SubjectKind = hasStay ? (isCandidate ? .candidate : .stay) : .person
        let hasEvent = situation.event != nil
        // A candidate's level rules are judged with the stay in hand.
        let known = FactKnowledge(about: about, hasEvent: hasEvent && !isCandidate)
        for fact in FactName.allCases where known.isAlwaysKnown(fact) {
            #expect(situation.value(of: fact) != .unknown, "\(fact.rawValue)")
        }
    }
}
