// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// What must hold after every input, whatever came before.
struct Auditor {
    private var sequences: [String: Int64] = [:]
    private var ids: [String: String] = [:]
    private var seen = 0

    /// Looks at what came since the last look, and at how the cases now stand.
    mutating func audit(_ world: World, _ comment: Comment) {
        for frame in world.frames[seen...] {
            for publication in frame.publications { audit(publication, comment) }
            let rungs = frame.kind == .clock ? frame.rungs.filter { $0.obligation.about.kind != "area" } : []
            #expect(rungs.count <= 1, comment)
        }
        seen = world.frames.count
        for state in world.store.all { audit(state, world.now, comment) }
    }

    private mutating func audit(_ publication: Publication, _ comment: Comment) {
        let key = "\(publication.topic.rawValue)|\(publication.subject)"
        let next = (sequences[key] ?? 0) + 1
        #expect(publication.sequence == next, comment)
        sequences[key] = next
        #expect(ids.updateValue(key, forKey: publication.id) == nil, comment)
    }

    private func audit(_ state: Case, _ now: Instant, _ comment: Comment) {
        #expect(Set(state.obligations.map(\.id)).count == state.obligations.count, comment)
        var duties: Set<String> = []
        for obligation in state.obligations where obligation.isOpen {
            // An alert about the n-th crisis stands beside one that was answered.
            let duty = "\(obligation.rule)|\(obligation.occasion)"
            #expect(duties.insert(duty).inserted, comment)
            audit(obligation, now, comment)
        }
        for publication in state.sequences where publication.value < 1 {
            Issue.record("a sequence begins at one: \(publication.key)")
        }
    }

    /// Every open obligation has its next clock, and none lies in the past.
    private func audit(_ obligation: Obligation, _ now: Instant, _ comment: Comment) {
        if obligation.kind == .notice { Issue.record("a notice is never open") }
        if let next = obligation.nextDue { #expect(next >= now, comment) }
        if let answer = obligation.answer {
            let climbs = obligation.ladder != .none && answer.answered == nil
            #expect((answer.next != nil) == climbs, comment)
        }
        if let due = obligation.due, obligation.answer?.answered?.kind != "convened" {
            let completion = obligation.completion
            if due >= now {
                #expect(completion?.overdueAt != nil || due == now, comment)
            } else if obligation.ladder != .none {
                #expect(completion?.next != nil, comment)
            }
        }
    }
}
