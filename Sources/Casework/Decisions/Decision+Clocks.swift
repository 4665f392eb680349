// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

extension Decision {
    /// How late a clock may fire and still be on time: beyond it the firing is marked late.
    private static let lateAfterMs: Int64 = 60_000

    /// Fires what is due of one obligation at `due` (DUTIES.tsv §§2–4). At most one rung is told;
    /// reminders that an outage missed are told once.
    package mutating func fire(_ id: String, due: Instant) {
        guard let obligation = caseState.obligations.first(where: { $0.id == id }),
            let next = obligation.nextDue, next <= now
        else { return }
        let late = now.milliseconds(since: next) > Decision.lateAfterMs
        if let answer = obligation.answer, answer.answered == nil, answer.next == next {
            climbAnswer(obligation, late: late, declinedBy: nil, reason: nil)
        } else if let completion = obligation.completion {
            fireCompletion(obligation, completion, late: late)
        }
    }

    /// Tells the next rung of the answer clock; the last rung repeats.
    mutating func climbAnswer(
        _ obligation: Obligation, late: Bool, declinedBy: String?, reason: String?
    ) {
        guard var clock = obligation.answer, let ladder = ladder(of: obligation) else { return }
        var climbed = obligation
        let told = nextPeople(of: climbed, ladder, after: clock.rung)
        clock.rung = told.rung
        clock.next = nextRung(after: told.rung, of: ladder, from: now)
        clock.told += told.people.filter { !clock.told.contains($0) }
        climbed.answer = clock
        if declinedBy == nil { climbCompletionToo(of: &climbed, ladder, told.rung) }
        if late { holdOtherRung(of: &climbed) }
        let change: ObligationChange =
            if let declinedBy, let reason {
                .declined(by: declinedBy, reason: reason, rung: told.rung, to: told.people)
            } else {
                .escalated(rung: told.rung, clock: .answer, to: told.people, late: late)
            }
        record(.obligation(change, climbed))
        publish(change, climbed)
    }

    /// Where the completion clock would tell the same rung at the same instant, it is told once.
    private mutating func climbCompletionToo(
        of obligation: inout Obligation, _ ladder: Ladder, _ rung: Int
    ) {
        guard var clock = obligation.completion, let next = clock.nextRung, next <= now,
            clock.next == next, nextPeople(of: obligation, ladder, after: clock.rung).rung == rung
        else { return }
        clock.rung = rung
        clock.nextRung = nextRung(after: rung, of: ladder, from: now)
        obligation.completion = clock
    }

    private mutating func fireCompletion(
        _ obligation: Obligation, _ completion: CompletionClock, late: Bool
    ) {
        var fired = obligation
        var clock = completion
        refreshPeople(of: &fired)
        let passed = clock.reminders.filter { $0 <= now }
        clock.reminders.removeFirst(passed.count)
        if let overdue = clock.overdueAt, overdue <= now {
            clock.overdueAt = nil
            // After an outage the wait runs from the late notice, else from the due.
            clock.nextRung = nextRung(
                after: clock.rung, of: ladder(of: obligation),
                from: late ? now : obligation.due ?? now)
            fired.completion = clock
            record(.obligation(.reminded(overdue: true, late: late), fired))
            return publish(.reminded(overdue: true, late: late), fired)
        }
        if !passed.isEmpty {
            fired.completion = clock
            record(.obligation(.reminded(overdue: false, late: late), fired))
            return publish(.reminded(overdue: false, late: late), fired)
        }
        guard let ladder = ladder(of: obligation) else { return }
        let told = nextPeople(of: fired, ladder, after: clock.rung)
        clock.rung = told.rung
        clock.nextRung = nextRung(after: told.rung, of: ladder, from: now)
        fired.completion = clock
        fired.answer?.told += told.people.filter { !(obligation.answer?.told ?? []).contains($0) }
        if late { holdOtherRung(of: &fired) }
        let change = ObligationChange.escalated(
            rung: told.rung, clock: .completion, to: told.people, late: late)
        record(.obligation(change, fired))
        publish(change, fired)
    }

    /// After an outage at most one rung of an obligation fires: a rung of its other clock that is
    /// also past waits from the late notice (DUTIES.tsv §4).
    private func holdOtherRung(of obligation: inout Obligation) {
        let ladder = ladder(of: obligation)
        if var clock = obligation.completion, let next = clock.nextRung, next <= now {
            clock.nextRung = nextRung(after: clock.rung, of: ladder, from: now)
            obligation.completion = clock
        }
        if var clock = obligation.answer, clock.answered == nil, let next = clock.next, next <= now
        {
            clock.next = nextRung(after: clock.rung, of: ladder, from: now)
            obligation.answer = clock
        }
    }

    /// The people of the next rung. A vacant rung is no stop: it is said, and the next rung is
    /// told at once with its own number.
    private mutating func nextPeople(
        of obligation: Obligation, _ ladder: Ladder, after rung: Int
    ) -> (rung: Int, people: [Addressee]) {
        var number = rung
        while let next = ladder.rung(number + 1) {
            number += 1
            let resolution = people(of: next, obligation)
            noteGaps(resolution)
            if !resolution.recipients.isEmpty {
                return (number, addressees(resolution))
            }
        }
        guard let last = ladder.rung(number) else { return (number, obligation.to) }
        return (number, addressees(people(of: last, obligation)))
    }

    private func people(of rung: Rung, _ obligation: Obligation) -> Resolution {
        context.directory.recipients(
            of: rung, owner: ruleOwner(obligation), for: namedPeople, at: now,
            priority: obligation.priority, calendar: context.calendar)
    }

    private func addressees(_ resolution: Resolution) -> [Addressee] {
        resolution.recipients.map { Addressee(role: $0.role, personId: $0.personId) }
    }
}
