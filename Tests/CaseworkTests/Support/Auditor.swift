// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Rehearsal
import Testing

/// What must hold after every input, whatever came before.
struct Auditor {
    private var sequences: [String: Int64] = [:]
    private var ids: Set<String> = []
    private var seen = 0
    private var faults: [String] = []

    /// Looks at what came since the last look, and at how the cases now stand.
    mutating func audit(_ world: World, _ comment: Comment) {
        for frame in world.frames[seen...] {
            for publication in frame.publications { audit(publication) }
            check(frame.kind != .clock || rungs(frame) <= 1, "two rungs by one clock")
        }
        seen = world.frames.count
        for state in world.store.all { audit(state, world.now) }
        #expect(faults.isEmpty, comment)
        faults = []
    }

    private mutating func check(_ holds: Bool, _ fault: @autoclosure () -> String) {
        if !holds { faults.append(fault()) }
    }

    /// How many rungs were told of obligations about people; a vacant one is told as well.
    private func rungs(_ frame: EngineFrame) -> Int {
        frame.rungs.count { $0.obligation.about.kind != "area" }
    }

    private mutating func audit(_ publication: Publication) {
        let key = "\(publication.topic.rawValue)|\(publication.subject)"
        let next = (sequences[key] ?? 0) + 1
        check(publication.sequence == next, "a gap in \(key): \(publication.sequence)")
        sequences[key] = next
        check(ids.insert(publication.id).inserted, "an event id twice in \(key)")
    }

    private mutating func audit(_ state: Case, _ now: Instant) {
        var known: Set<String> = []
        var duties: Set<String> = []
        for obligation in state.obligations {
            check(known.insert(obligation.id).inserted, "an id twice: \(obligation.rule)")
            guard obligation.isOpen else { continue }
            let duty = "\(obligation.rule) \(obligation.occasion)"
            check(duties.insert(duty).inserted, "a duty twice: \(duty)")
            audit(obligation, now)
        }
    }

    /// Every open obligation has its next clock, and none lies in the past.
    private mutating func audit(_ obligation: Obligation, _ now: Instant) {
        let name = "\(obligation.rule) about \(obligation.about.text)"
        check(obligation.kind != .notice, "a notice is open: \(name)")
        check(obligation.nextDue.map { $0 >= now } ?? true, "a clock in the past: \(name)")
        check(!obligation.to.isEmpty, "told to nobody: \(name)")
        if let answer = obligation.answer {
            let climbs = obligation.ladder != .none && answer.answered == nil
            check((answer.next != nil) == climbs, "the answer clock of \(name)")
        }
        guard let due = obligation.due, obligation.answer?.answered?.kind != "convened" else {
            return
        }
        let completion = obligation.completion
        if due > now {
            check(completion?.overdueAt != nil, "no end of the completion clock: \(name)")
        } else if due < now, obligation.ladder != .none {
            check(completion?.next != nil, "the completion clock stands still: \(name)")
        }
    }
}
