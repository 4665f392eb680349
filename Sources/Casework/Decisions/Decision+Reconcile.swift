// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a level rule wants in a situation.
private struct Wanted {
    let rule: Rule
    let occasion: String
    let situation: Situation
    let seen: [String]
}

extension Decision {
    /// Brings every obligation of a level rule in line with what is now known: what should be
    /// open is opened, anchored at the fact; what should not be is withdrawn; what a person
    /// completed stays completed (DESIGN.md, "Identity and late truth").
    mutating func reconcile(because event: CaseEvent?, match: MatchSummary?) {
        let stays = stays()
        var wanted: [Wanted] = []
        for rule in context.pack.rules where applies(rule) {
            guard case .level = rule.trigger else { continue }
            let subjects: [Stay?] = rule.occasion == .stay ? stays.map { $0 } : [nil]
            for stay in subjects {
                let situation = Situation(
                    caseState, stays: stays, stay: stay, now: now, context: context)
                if let want = want(rule, situation) { wanted.append(want) }
            }
        }
        let falling = openLevelObligations().filter { obligation in
            !wanted.contains { $0.rule.id == obligation.rule && isSame($0, obligation) }
        }
        var superseded: Set<String> = []
        for want in wanted {
            let replaced = falling.first {
                $0.covers == want.rule.covers && $0.occasion == want.occasion
                    && $0.rule != want.rule.id
            }
            if let replaced { superseded.insert(replaced.id) }
            satisfy(want, replacing: replaced, because: event, match: match)
        }
        for obligation in falling where !superseded.contains(obligation.id) {
            fall(obligation, stays: stays)
        }
        endWhatNoLongerStands(stays)
        scheduleReconsideration(stays)
    }

    private func want(_ rule: Rule, _ situation: Situation) -> Wanted? {
        guard rule.holds(situation) else { return nil }
        let occasion: String
        if rule.occasion == .stay {
            occasion = situation.stay?.id ?? "1"
        } else {
            let count = caseState.occasions[rule.id.text] ?? 0
            let latest = caseState.obligations.last {
                $0.rule == rule.id && $0.occasion == String(count)
            }
            let goesOn = latest.map { $0.isOpen || isDoneBy(rule, situation) } ?? false
            occasion = String(goesOn ? count : count + 1)
        }
        return Wanted(
            rule: rule, occasion: occasion, situation: situation, seen: seen(rule, situation))
    }

    private func isSame(_ want: Wanted, _ obligation: Obligation) -> Bool {
        want.occasion == obligation.occasion
    }

    /// Open obligations whose rule is a level rule of the pack.
    private func openLevelObligations() -> [Obligation] {
        caseState.obligations.filter { obligation in
            guard obligation.isOpen, let rule = context.pack.rule(obligation.rule),
                case .level = rule.trigger
            else { return false }
            return true
        }
    }

    private mutating func satisfy(
        _ want: Wanted, replacing replaced: Obligation?, because event: CaseEvent?,
        match: MatchSummary?
    ) {
        let rule = want.rule
        let existing = caseState.obligations.last {
            $0.rule == rule.id && $0.occasion == want.occasion
        }
        let isDone = isDoneBy(rule, want.situation)
        switch existing?.state {
        case .open:
            guard let existing else { return }
            if isDone { return close(existing, "done") }
            move(existing, want, because: event, match: match)
        case .closed:
            recordNoAction(rule.id, "already-done", want.seen)
        case .withdrawn:
            guard let existing, !isDone else { return }
            restore(existing, want, because: event, match: match)
        case nil:
            if isDone { return recordNoAction(rule.id, "already-done", want.seen) }
            if rule.occasion != .stay, let count = Int(want.occasion) {
                record(.occasion(rule.id, count))
            }
            if let replaced { supersede(replaced) }
            open(
                rule, occasion: want.occasion, situation: want.situation, because: event,
                match: match, supersedes: replaced)
        }
    }

    /// A due date that moves: the old one is withdrawn as superseded, the new one opened.
    private mutating func move(
        _ existing: Obligation, _ want: Wanted, because event: CaseEvent?, match: MatchSummary?
    ) {
        let timing = timing(of: want.rule, want.situation)
        guard existing.due != nil, let timing, timing.due != existing.due,
            timing.anchor != existing.anchor || timing.due < (existing.due ?? timing.due)
        else { return }
        supersede(existing)
        open(
            want.rule, occasion: want.occasion, situation: want.situation, because: event,
            match: match, supersedes: existing)
    }

    private mutating func supersede(_ obligation: Obligation) {
        withdraw(obligation, "superseded")
    }

    /// The end was taken back: the same obligation stands again with its first anchor and due.
    private mutating func restore(
        _ existing: Obligation, _ want: Wanted, because event: CaseEvent?, match: MatchSummary?
    ) {
        guard let timing = timing(of: want.rule, want.situation),
            timing.due != existing.due
        else {
            var obligation = existing
            obligation.state = .open
            obligation.restored = true
            resumeClocks(of: &obligation, want)
            record(.obligation(.opened, obligation))
            return publish(.opened, obligation)
        }
        open(
            want.rule, occasion: want.occasion, situation: want.situation, because: event,
            match: match, supersedes: existing)
    }

    private mutating func resumeClocks(of obligation: inout Obligation, _ want: Wanted) {
        if obligation.answer != nil, !obligation.isAnswered {
            let rung = obligation.answer?.rung ?? 1
            let next = nextRung(after: rung, of: ladder(of: obligation), from: now)
            obligation.answer?.next = next
        }
        guard let timing = timing(of: want.rule, want.situation) else { return }
        let rung = obligation.completion?.rung ?? 1
        obligation.completion = CompletionClock(
            reminders: context.calendar.reminders(
                due: timing.due, clock: timing.clock, openedAt: now),
            overdueAt: timing.due < now
                ? nil : context.calendar.overdueNotice(due: timing.due, clock: timing.clock),
            rung: rung,
            nextRung: timing.due < now
                ? nextRung(after: rung, of: ladder(of: obligation), from: now) : nil)
    }

    /// The condition of an open obligation no longer holds.
    private mutating func fall(_ obligation: Obligation, stays: [Stay]) {
        guard let rule = context.pack.rule(obligation.rule) else { return }
        let stay = stays.first { $0.id == obligation.occasion }
        let situation = Situation(
            caseState, stays: stays, stay: stay, now: now, context: context)
        if isDoneBy(rule, situation) { return close(obligation, "done") }
        switch rule.whenFalse {
        case .keep: return
        case .close: close(obligation, fallReason(stay))
        case .withdraw: withdraw(obligation, fallReason(stay))
        }
    }

    /// Ends open obligations of event rules whose standing condition has become false.
    private mutating func endWhatNoLongerStands(_ stays: [Stay]) {
        for obligation in caseState.obligations where obligation.isOpen {
            guard let rule = context.pack.rule(obligation.rule), case .event = rule.trigger
            else { continue }
            let stay = stays.first { $0.id == obligation.occasion }
            var situation = Situation(
                caseState, stays: stays, stay: stay, now: now, context: context)
            situation.obligation = obligation
            if !rule.stillStands(situation) { fall(obligation, stays: stays) }
        }
    }

    private func fallReason(_ stay: Stay?) -> String {
        if caseState.isRemoved { return "entry-removed" }
        if caseState.entry?.isSealed ?? false { return "consent" }
        if let stay {
            if stay.isCancelled { return "start-cancelled" }
            if stay.isEnded { return "discharged" }
            if !stay.isInScope { return "bed-out-of-scope" }
        }
        return "condition-ended"
    }

    mutating func close(_ obligation: Obligation, _ reason: String, by person: String? = nil) {
        var done = obligation
        done.state = .closed(ending(reason, by: person))
        record(.obligation(.closed, done))
        publish(.closed, done)
    }
}
