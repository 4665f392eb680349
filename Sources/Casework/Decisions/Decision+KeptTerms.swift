// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// How an obligation lives on with what it keeps of an earlier policy.
extension Decision {
    /// What an obligation keeps; nil for nearly every one.
    func terms(of obligation: Obligation) -> KeptTerms? {
        caseState.kept?.first { $0.obligation == obligation.id }
    }

    /// What the rules want, with the dates that obligations keep, and with the obligations that
    /// stand only by what they keep.
    func keeping(
        _ kept: [KeptTerms], among wanted: [Wanted],
        _ situations: Situations
    ) -> [Wanted] {
        var wanted = wanted
        for terms in kept {
            guard
                let obligation = caseState.obligations.last(where: { $0.id == terms.obligation }),
                obligation.isOpen, let rule = context.book.rule(obligation.rule), rule.isLevel,
                let situation = standing(obligation, rule, situations)
                    ?? (terms.isWhole ? situation(of: obligation) : nil),
                !terms.isWhole || !Ending.byFate.contains(fallReason(of: obligation))
            else { continue }
            if let place = wanted.firstIndex(where: { $0.isWanting(obligation, situation) }) {
                let want = wanted[place]
                let timing = want.timing.map { keptTiming(of: obligation, $0, situation) }
                wanted[place] = Wanted(
                    duty: nil, rule: want.rule, lines: want.lines,
                    occasion: occasion(of: want.rule, situation, timing), situation: situation,
                    timing: timing)
            } else if terms.isWhole || isLeftStanding(obligation, rule, situation) {
                keep(obligation, rule, situation, among: &wanted)
            }
        }
        return wanted
    }

    /// An obligation that only stands by what it keeps stands in the way of the same duty by
    /// another line, unless that is due no later.
    private func keep(
        _ obligation: Obligation, _ rule: RuleInForce, _ situation: Situation,
        among wanted: inout [Wanted]
    ) {
        let timing = ownTiming(of: obligation, situation)
        let others = wanted.indices.filter {
            wanted[$0].covers == obligation.covers && wanted[$0].rule.id != rule.id
                && wanted[$0].situation.stay?.id == situation.stay?.id
        }
        if let timing,
            others.contains(where: { wanted[$0].timing.map { $0.due <= timing.due } ?? false })
        {
            return
        }
        for index in others.reversed() { wanted.remove(at: index) }
        wanted.append(
            Wanted(
                duty: nil, rule: rule, lines: [rule], occasion: obligation.occasion,
                situation: situation,
                timing: timing))
    }

    /// What a level rule is judged on for an open obligation; nil when there is no such stay or
    /// post any more.
    func standing(
        _ obligation: Obligation, _ rule: RuleInForce,
        _ situations: Situations
    ) -> Situation? {
        if rule.isPerStay {
            let stay = stay(of: obligation)
            let ofStay = situations.of(rule).filter { $0.stay?.id == stay?.id }
            return ofStay.first { $0.statusSince == obligation.anchor } ?? ofStay.last
        }
        return situations.of(rule).first { situation in
            let occasion =
                situation.gap?.occasion ?? situation.tally?.occasion
                ?? situation.item?.occasion(of: caseState.subject, context)
            return occasion.map { $0 == obligation.occasion } ?? true
        }
    }

    /// Whether an obligation of an event rule goes on by what it keeps.
    func isLeftStanding(_ obligation: Obligation, _ rule: RuleInForce) -> Bool {
        isLeftStanding(obligation, rule, situation(of: obligation))
    }

    private func isLeftStanding(
        _ obligation: Obligation, _ rule: RuleInForce, _ situation: Situation
    ) -> Bool {
        guard let terms = terms(of: obligation) else { return false }
        return rule.rule.demands.allSatisfy {
            terms.waived.contains($0.text) || $0.isMet(situation)
        }
    }

    /// The timing of an obligation by the clock that it keeps, where that is the earlier one; else
    /// the one that its rule gives. Where facts have chosen another clock of the rule, that counts.
    func keptTiming(of obligation: Obligation, _ timing: Timing, _ situation: Situation) -> Timing {
        guard terms(of: obligation)?.insteadOf == timing.clock.text,
            let own = ownTiming(of: obligation, situation)
        else { return timing }
        return own.due < timing.due ? own : timing
    }

    /// The timing of an obligation by its own clock, whatever its rule now says. Where nobody
    /// wrote the clock down, the due stays.
    private func ownTiming(of obligation: Obligation, _ situation: Situation) -> Timing? {
        guard let due = obligation.due, let anchor = obligation.anchor else { return nil }
        guard let clock = obligation.clock.flatMap(DueClock.init(text:)) else {
            return context.book.rule(obligation.rule)?.rule.dueClock(situation).map {
                Timing(due: due, anchor: anchor, isAnchorKnown: true, clock: $0)
            }
        }
        return timing(of: clock, from: clock.anchor(situation) ?? anchor, situation)
    }

    /// Until when what was done does not count for an obligation.
    func doneWaivedUntil(_ obligation: Obligation) -> Instant? {
        guard let terms = terms(of: obligation), terms.waivesDone else { return nil }
        return terms.since
    }

    /// What an obligation kept, the one in whose place it stands with another date keeps.
    mutating func passTerms(from old: Obligation, to new: Obligation) {
        guard var terms = terms(of: old) else { return }
        record(.released(obligation: old.id))
        terms.obligation = new.id
        record(.kept(terms))
    }

    /// Forgets what is kept of an earlier policy where the one in force asks for the same by now,
    /// or the obligation has ended.
    mutating func releaseTerms() {
        for terms in caseState.kept ?? [] {
            let obligation = caseState.obligations.last { $0.id == terms.obligation }
            guard let obligation, let left = remainder(of: terms, for: obligation) else {
                record(.released(obligation: terms.obligation))
                continue
            }
            if left != terms { record(.kept(left)) }
        }
    }

    private func remainder(of terms: KeptTerms, for obligation: Obligation) -> KeptTerms? {
        guard obligation.isOpen, let rule = context.book.rule(obligation.rule) else { return nil }
        if terms.isWhole { return terms }
        let situation = standingSituation(of: obligation, rule)
        let unmet = unmetDemands(of: rule, situation)
        var left = terms
        left.waived.removeAll { !unmet.contains($0) }
        if left.waived.isEmpty {
            let clock = rule.rule.dueClock(situation)
            if clock?.text != left.insteadOf || obligation.clock == left.insteadOf {
                left.insteadOf = nil
            }
        }
        return left.isWhole ? nil : left
    }

    /// What a rule is judged on for an open obligation.
    func standingSituation(of obligation: Obligation, _ rule: RuleInForce) -> Situation {
        let found = rule.isLevel ? standing(obligation, rule, situations()) : nil
        return found ?? situation(of: obligation)
    }

    /// What a rule asks for and does not find, as it is written.
    func unmetDemands(of rule: RuleInForce, _ situation: Situation) -> [String] {
        rule.rule.demands.filter { !$0.isMet(situation) }.map(\.text)
    }
}

extension Wanted {
    /// Whether this is what an open obligation is: by its occasion, or as the one of a person, or
    /// by its stay where only the date is another.
    fileprivate func isWanting(_ obligation: Obligation, _ situation: Situation) -> Bool {
        guard obligation.isOf(rule) else { return false }
        if obligation.occasion == occasion || isOtherForm(of: obligation.occasion) { return true }
        guard rule.isPerStay else { return rule.isOneAtATime }
        return rule.occasion == .anchor && isOccasion(obligation.occasion)
            && timing?.anchor == obligation.anchor
    }
}

extension EventContent {
    /// When it became known here; of a review that the register's entry holds nobody knows, so
    /// when it was held.
    var toldAt: Instant { key == EventContent.entryKey ? occurredAt : receivedAt }

    /// The key of what only stands for something in the register's entry.
    static let entryKey = "entry"
}
