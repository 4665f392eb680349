// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

extension Engine {
    /// Replaces rules, calendar, people and the weights of matching, and brings in line what
    /// depends on them: a post that is filled again ends its alert, a bank holiday that came or
    /// went moves dues (DUTIES.tsv §2), a shorter clock holds at once. What a new rule would put
    /// off or end waits for a named person. Weights count for what comes from now on.
    ///
    /// - Throws: `CaseworkError` for a policy that lacks rules under which something is owed;
    ///   nothing has changed then.
    package mutating func reload(
        _ new: DecisionContext, now instant: Instant
    ) throws -> [EngineFrame] {
        let isMatchingNew = new.matchingVersion != context.matchingVersion
        var frames = try replace(by: new, now: instant)
        if isMatchingNew { frames.append(try noteMatching(now: instant)) }
        return frames
    }

    private mutating func replace(
        by new: DecisionContext, now instant: Instant
    ) throws -> [EngineFrame] {
        guard new.rulesVersion != context.rulesVersion else {
            return try replaceSurroundings(new, now: instant)
        }
        try refuseVanished(from: new.pack)
        // People and calendar first, so that what they move is not laid to the policy.
        var former = new
        former.pack = context.pack
        let frames = try replaceSurroundings(former, now: instant)
        context = new
        return try frames + changePolicy(after: former)
    }

    private mutating func replaceSurroundings(
        _ new: DecisionContext, now instant: Instant
    ) throws -> [EngineFrame] {
        let now = advance(to: instant)
        let former = context
        context = new
        var frames: [EngineFrame] = []
        let area = CaseSubject.area(context.area)
        for gap in Gap.noted(in: try currentCase(area))
        where !Gap.isVacant(gap.role, context, now) {
            let event = Gap.event(gap.role, isFilled: true, at: now)
            let part = try decide(area, inputID: event.key) { _ = $0.take(event, match: nil) }
            frames.append(try finish(.surroundings, nil, nil, "post-filled", [part]))
        }
        guard new.calendar.version != former.calendar.version else { return frames }
        return frames + (try recomputeDues(now: now))
    }

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
            obligation.isOpen
        else { return }
        var moved = obligation
        let ladder = ladder(of: obligation)
        if var clock = obligation.answer, clock.answered == nil, let next = clock.next,
            let wait = nextRung(after: clock.rung, of: ladder, from: now), wait > next
        {
            clock.next = wait
            moved.answer = clock
        }
        if var clock = obligation.completion, let next = clock.nextRung,
            let wait = nextRung(after: clock.rung, of: ladder, from: now), wait > next
        {
            clock.nextRung = wait
            moved.completion = clock
        }
        if moved != obligation { record(.obligation(.added, moved)) }
    }
}
