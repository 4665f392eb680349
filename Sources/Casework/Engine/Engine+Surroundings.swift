// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension Engine {
    /// Takes note that the notice of an obligation reached the broker only now: the wait of its
    /// rung starts from here (DUTIES.tsv §4). Nil when nothing waits for it.
    package mutating func delivered(
        _ obligation: String, now instant: Instant
    ) throws -> EngineFrame? {
        _ = advance(to: instant)
        guard let subject = subject(ofObligation: obligation) else { return nil }
        let part = try decide(subject, inputID: "delivered|\(obligation)") {
            $0.noteDelivery(of: obligation)
        }
        guard !part.facts.isEmpty else { return nil }
        return try finish(.relay, nil, nil, "delivered-late", [part])
    }

    /// Records a hole in a topic: records that were lost before they were read.
    package mutating func noteGap(
        _ topic: String, _ partition: Int32, from: Int64, to: Int64, now instant: Instant
    ) throws -> EngineFrame {
        _ = advance(to: instant)
        return try finish(.gap, nil, nil, "gap \(topic)/\(partition) \(from)-\(to)", [])
    }
}

extension Decision {
    /// Starts the wait of the rung that was told last anew.
    mutating func noteDelivery(of id: String) {
        guard let obligation = caseState.obligations.first(where: { $0.id == id }),
            obligation.isOpen, !obligation.isAnswered, var clock = obligation.answer,
            let next = clock.next
        else { return }
        var moved = obligation
        let wait = nextRung(after: clock.rung, of: ladder(of: obligation), from: now)
        guard let wait, wait > next else { return }
        clock.next = wait
        moved.answer = clock
        record(.obligation(.added, moved))
    }
}
