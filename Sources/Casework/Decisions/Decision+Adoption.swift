// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// What a policy does to an open obligation by itself, the facts being what they were.
struct PolicyEffect {
    /// What it does.
    enum Change {
        /// Due earlier: then, or as bringing the case in line says.
        case sooner(Timing?)
        /// Due later by that clock: then, or as bringing the case in line says.
        case later(Instant, clock: String, Timing?)
        /// No longer owed.
        case ends

        /// Whether it is the same kind of change.
        func isLike(_ other: Change) -> Bool {
            switch (self, other) {
            case (.sooner, .sooner), (.later, .later), (.ends, .ends): true
            default: false
            }
        }
    }

    let obligation: Obligation
    let change: Change
}

extension Decision {
    /// Takes up the policy in force: opens what it asks for anew, brings forward what it makes due
    /// earlier; what it would put off or end keeps its terms until a named person adopts the
    /// policy.
    ///
    /// - Parameter former: the context of the policy before, where it is still known: what facts
    ///   or time would have changed under that one as well is none of the new one's doing.
    mutating func takeUp(after former: DecisionContext?) {
        let before =
            former.map {
                Decision(on: caseState, context: $0, now: now, inputID: inputID)
                    .effects(keepingTerms: true)
            } ?? []
        let effects = effects(keepingTerms: false).filter { effect in
            !before.contains {
                $0.obligation.id == effect.obligation.id && $0.change.isLike(effect.change)
            }
        }
        let kept = effects.compactMap(terms)
        for terms in caseState.kept ?? []
        where !kept.contains(where: { $0.obligation == terms.obligation }) {
            record(.released(obligation: terms.obligation))
        }
        for terms in kept where !(caseState.kept ?? []).contains(terms) { record(.kept(terms)) }
        for effect in effects {
            guard case .sooner(let timing?) = effect.change else { continue }
            move(effect.obligation, to: timing)
        }
        reconcile(because: nil, match: nil)
    }

    /// Does what the policy in force would have done to every obligation that waited for it.
    mutating func adoptPolicy(by person: String) {
        let effects = effects(keepingTerms: false)
        let kept = caseState.kept ?? []
        for terms in kept { record(.released(obligation: terms.obligation)) }
        for obligation in caseState.obligations where obligation.isOpen {
            guard context.book.rule(obligation.rule) != nil else {
                withdrawByPolicy(obligation, person)
                continue
            }
            guard kept.contains(where: { $0.obligation == obligation.id }) else { continue }
            let effect = effects.first { $0.obligation.id == obligation.id }
            switch effect?.change {
            case .ends: withdrawByPolicy(obligation, person)
            case .later(_, _, let timing?): move(obligation, to: timing)
            case .later(_, _, nil), .sooner, nil: break
            }
        }
        if !kept.isEmpty { reconcile(because: nil, match: nil) }
    }

    /// What waits for a named person, and what would become of it.
    func held() -> [HeldDuty] {
        let gone = caseState.obligations.filter {
            $0.isOpen && context.book.rule($0.rule) == nil
        }
        .map { HeldDuty(obligation: $0.id, rule: $0.rule, due: $0.due, change: .retired) }
        guard let kept = caseState.kept else { return gone }
        let changed = effects(keepingTerms: false).compactMap { effect -> HeldDuty? in
            let obligation = effect.obligation
            guard kept.contains(where: { $0.obligation == obligation.id }) else { return nil }
            let change: HeldDuty.Change? =
                switch effect.change {
                case .later(let due, _, _): .later(due)
                case .ends: .withdrawn
                case .sooner: nil
                }
            return change.map {
                HeldDuty(
                    obligation: obligation.id, rule: obligation.rule, due: obligation.due,
                    change: $0)
            }
        }
        return gone + changed
    }

    /// What the rules would do now to every open obligation if nothing more happened; without what
    /// obligations keep, what the policy in force alone would do.
    private func effects(keepingTerms: Bool) -> [PolicyEffect] {
        var state = caseState
        if !keepingTerms { state.kept = nil }
        var trial = Decision(on: state, context: context, now: now, inputID: inputID)
        trial.reconcile(because: nil, match: nil)
        return caseState.obligations.filter { $0.isOpen }.compactMap { obligation in
            change(of: obligation, in: trial.caseState).map {
                PolicyEffect(obligation: obligation, change: $0)
            }
        }
    }

    private func change(of obligation: Obligation, in later: Case) -> PolicyEffect.Change? {
        guard let then = later.obligations.last(where: { $0.id == obligation.id }) else {
            return nil
        }
        switch then.state {
        case .open: return changeOfOwnClock(obligation)
        case .withdrawn(let ending) where ending.reason == Ending.superseded:
            let next = later.obligations.first { $0.supersedes == obligation.id }
            guard let due = obligation.due, let new = next?.due, let clock = next?.clock else {
                return nil
            }
            if new < due { return .sooner(nil) }
            return new > due && clock != obligation.clock ? .later(new, clock: clock, nil) : nil
        case .closed, .withdrawn: return .ends
        }
    }

    /// What becomes of a due that facts do not move: of a rule that listens to events, and of one
    /// whose clock counts from its opening.
    private func changeOfOwnClock(_ obligation: Obligation) -> PolicyEffect.Change? {
        guard let rule = context.book.rule(obligation.rule), rule.isLevel || rule.due.count == 1,
            let due = obligation.due, let anchor = obligation.anchor
        else { return nil }
        var situation = standingSituation(of: obligation, rule)
        situation.event = caseState.events.last { obligation.because.contains($0.because) }
        guard let clock = rule.rule.dueClock(situation), clock.text != obligation.clock,
            !rule.isLevel || clock.anchor(situation) == nil
        else { return nil }
        let former = obligation.clock.flatMap(DueClock.init(text:))
        let isSameAnchor = former.map { $0.anchors == clock.anchors } ?? true
        let from = isSameAnchor ? anchor : clock.anchor(situation) ?? anchor
        let timing = timing(of: clock, from: from, situation)
        if timing.due < due { return .sooner(timing) }
        return timing.due > due ? .later(timing.due, clock: clock.text, timing) : nil
    }

    /// What an obligation keeps in the face of a change; nil where the change is for its good.
    private func terms(against effect: PolicyEffect) -> KeptTerms? {
        let obligation = effect.obligation
        guard let rule = context.book.rule(obligation.rule) else { return nil }
        let situation = standingSituation(of: obligation, rule)
        var terms = KeptTerms(
            obligation: obligation.id, since: self.terms(of: obligation)?.since ?? now,
            policyVersion: context.pack.version, waived: unmetDemands(of: rule, situation))
        switch effect.change {
        case .sooner: return nil
        case .later(_, let clock, _): terms.insteadOf = clock
        case .ends:
            terms.waivesDone = rule.isLevel && isDone(rule, situation, since: obligation.anchor)
        }
        return terms
    }

    private mutating func move(_ obligation: Obligation, to timing: Timing) {
        redate(
            obligation, timing, occasion: obligation.occasion, covers: obligation.covers,
            because: nil)
    }

    private mutating func withdrawByPolicy(_ obligation: Obligation, _ person: String) {
        var ended = obligation
        ended.state = .withdrawn(ending(Ending.policyChanged, by: person))
        record(.obligation(.withdrawn, ended))
        publish(.withdrawn, ended)
    }
}
