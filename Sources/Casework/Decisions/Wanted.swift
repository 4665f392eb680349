// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a duty was found to ask for.
struct Finding {
    /// The lines whose condition holds: one, unless several lines are one duty.
    let lines: [RuleInForce]
    /// Which obligation of the rule it is.
    let occasion: String
    /// What was in hand.
    let subject: Situation.Subject
    /// When it is due.
    let due: Due

    /// When something that is asked for is due.
    enum Due {
        /// Never.
        case none
        /// Then.
        case at(Timing)
        /// By this clock from the decision on, whenever that is.
        case fromNow(DueClock)
    }
}

/// An obligation that ought to stand by what is now known.
struct Wanted {
    /// The duty that asks for it alone; nil: it stands by what it keeps of an earlier policy, or
    /// the duty asks for several.
    let duty: RuleBook.StandingDuty?
    /// The rule under whose name it stands.
    let rule: RuleInForce
    /// The lines whose condition holds: one, unless several lines are one duty.
    let lines: [RuleInForce]
    /// Which obligation of the rule it is.
    let occasion: String
    /// What was seen.
    let situation: Situation
    /// When it is due.
    let timing: Timing?

    /// Whether an obligation of that occasion is this one: also one that was opened for a stay
    /// which has since been found to be part of another.
    func isOccasion(_ other: String) -> Bool {
        if other == occasion { return true }
        guard let stay = situation.stay else { return false }
        return stay.aliases.contains(ObligationContent.stay(of: other))
    }

    /// Whether an obligation of that occasion is this one although only one of the two tells of a
    /// date: its rule was once a stay when it was opened, and is once a date now, or the reverse.
    func isOtherForm(of other: String) -> Bool {
        rule.isPerStay && ObligationContent.hasDate(other) != ObligationContent.hasDate(occasion)
            && isOccasion(other)
    }

    /// The rows of all lines that hold, none twice, in the order of the rule's text.
    var covers: [String] {
        if lines.count == 1 { return lines[0].covers }
        var covers: [String] = []
        for line in lines { covers += line.covers.filter { !covers.contains($0) } }
        return covers
    }
}

extension Decision {
    /// Everything that level rules want of this case now.
    func wanted() -> [Wanted] {
        var wanted: [Wanted] = []
        forEachDuty { duty, situation in ask(duty, of: situation, &wanted) }
        return caseState.kept.map { keeping($0, among: wanted, situations()) } ?? wanted
    }

    /// The same without what is known to stand as it is wanted.
    func unsettled() -> Unsettled {
        var unsettled = Unsettled()
        // What an obligation keeps, and what waits, is looked at every time.
        guard caseState.kept == nil, caseState.waiting == nil else {
            unsettled.wanted = wanted()
            return unsettled
        }
        // Most duties ask for nothing, and that is known.
        forEachDuty(leavingSilent: true) { duty, situation in
            switch reading.rest(of: duty, slot: situation.subject.slot) {
            case .standing(let place)?: unsettled.standing.append((duty.rule, place))
            case .done?: unsettled.done.append((duty, situation))
            case nil: ask(duty, of: situation, &unsettled.wanted)
            }
        }
        return unsettled
    }

    private func forEachDuty(
        leavingSilent: Bool = false, _ body: (RuleBook.StandingDuty, Situation) -> Void
    ) {
        let ofStays = stays.map { situation($0) }
        let ofPerson = [situation()]
        let silences = leavingSilent ? reading.silences : nil
        let duties = chapter.standing
        for (place, isPerStay) in chapter.arePerStay.enumerated() {
            for situation in isPerStay ? ofStays : ofPerson
            where !(silences?.contains(place, slot: situation.subject.slot) ?? false) {
                body(duties[place], situation)
            }
        }
    }

    /// What a duty asks for, of the person or of a stay.
    func ask(
        _ duty: RuleBook.StandingDuty, of subject: Situation, _ wanted: inout [Wanted]
    ) {
        let slot = subject.subject.slot
        let found = reading.findings(of: duty, slot: slot) ?? find(duty, of: subject)
        for finding in found {
            let situation = Situation(reading, finding.subject)
            let timing: Timing? =
                switch finding.due {
                case .none: nil
                case .at(let timing): timing
                case .fromNow(let clock):
                    self.timing(of: clock, from: now, isAnchorKnown: false, situation)
                }
            wanted.append(
                Wanted(
                    duty: found.count == 1 ? duty : nil, rule: duty.rule, lines: finding.lines,
                    occasion: finding.occasion, situation: situation, timing: timing))
        }
    }

    private func find(_ duty: RuleBook.StandingDuty, of subject: Situation) -> [Finding] {
        reading.findings(of: duty, slot: subject.subject.slot) {
            situations(for: duty.rule, of: subject).compactMap { situation in
                let holding = duty.holding(situation)
                guard !holding.isEmpty else { return nil }
                if holding.count == 1, !duty.rule.isPerStay,
                    let clock = holding[0].rule.dueClock(situation), clock.anchor(situation) == nil
                {
                    return Finding(
                        lines: holding, occasion: occasion(of: duty.rule, situation, nil),
                        subject: situation.subject, due: .fromNow(clock))
                }
                let timing = timing(of: holding, situation)
                return Finding(
                    lines: holding, occasion: occasion(of: duty.rule, situation, timing),
                    subject: situation.subject, due: timing.map { .at($0) } ?? .none)
            }
        }
    }

    /// What a rule is judged on, of the person or of a stay.
    private func situations(for rule: RuleInForce, of subject: Situation) -> [Situation] {
        if rule.isPerStatus { return subject.ofEachStatus }
        if rule.isPerStay { return [subject] }
        if rule.isOfACount { return situationsOfTallies().filter { $0.tally?.rule == rule.id } }
        if case .area = caseState.subject { return situationsOfPosts() }
        return rule.isPerItem ? reading.items.map { situation(item: $0) } : [subject]
    }

    /// The rules about this kind of case.
    var chapter: RuleBook.Chapter { context.book.chapter(of: caseState.subject) }

    /// What level rules are judged on.
    func situations() -> Situations {
        let ofStays = stays.map { situation($0) }
        guard case .area = caseState.subject else {
            let ofItems =
                chapter.hasRulesAboutItems ? reading.items.map { situation(item: $0) } : []
            return Situations(
                ofStays: ofStays, ofPerson: [situation()], ofItems: ofItems, ofTallies: [])
        }
        return Situations(
            ofStays: ofStays, ofPerson: situationsOfPosts(), ofItems: [],
            ofTallies: situationsOfTallies())
    }

    private func situationsOfPosts() -> [Situation] {
        reading.vacantPosts.map { gap in
            var situation = situation()
            situation.gap = gap
            return situation
        }
    }

    private func situation(item: Item) -> Situation {
        var situation = situation()
        situation.item = item
        return situation
    }

    func occasion(
        of rule: RuleInForce, _ situation: Situation, _ timing: Timing?
    ) -> String {
        if rule.isPerStay {
            let stay = situation.stay?.id ?? ""
            guard rule.occasion == .anchor,
                let anchor = timing?.anchor ?? rule.countsFrom.flatMap(situation.instant(of:))
            else { return stay }
            // The stay's beginning or end is one whatever hour a later message corrects it to; a
            // change on the same day is another.
            let isBound =
                anchor == situation.stay?.inScopeSince || anchor == situation.stay?.endedAt
            let date = context.calendar.localDate(of: anchor).formatted
            return "\(stay)/\(isBound ? date : anchor.formatted)"
        }
        if let gap = situation.gap { return gap.occasion }
        if let tally = situation.tally { return tally.occasion }
        if let item = situation.item { return item.occasion(of: caseState.subject, context) }
        guard let timing, timing.isAnchorKnown else { return count(of: rule) }
        // The local date of its anchor tells one spell of a condition from the next, in whatever
        // order the case heard of them.
        let date = context.calendar.localDate(of: timing.anchor).formatted
        let ofDate = reading.obligations(of: rule).filter {
            $0.occasion == date || $0.occasion.hasPrefix("\(date)/")
        }
        guard let last = ofDate.last else { return date }
        if case .closed(let ending) = last.state, !ending.isByCondition, timing.anchor > ending.at {
            return "\(date)/\(ofDate.count + 1)"
        }
        return last.occasion
    }

    /// Without an anchor: the n-th time that the condition became true.
    private func count(of rule: RuleInForce) -> String {
        String(occasionCount(of: rule) ?? 1)
    }

    /// How many occasions a rule has had, also under the names that it had before.
    func occasionCount(of rule: RuleInForce) -> Int? { reading.occasionCount(of: rule) }

    /// Counts on where a condition without an anchor has become false: when it next becomes true,
    /// that is another occasion, and until then the same one, whatever became of its obligation.
    mutating func countSpells(_ unsettled: Unsettled) {
        guard !caseState.occasions.isEmpty else { return }
        var isWanted = [Bool](repeating: false, count: context.book.count)
        for want in unsettled.wanted { isWanted[want.rule.number] = true }
        for standing in unsettled.standing { isWanted[standing.rule.number] = true }
        for done in unsettled.done { isWanted[done.duty.rule.number] = true }
        for (name, count) in caseState.occasions.sorted(by: { $0.key < $1.key }) {
            guard let rule = context.book.rule(RuleID(name)), !isWanted[rule.number],
                rule.isLevel, !rule.isPerStay, !rule.isPerItem,
                count == occasionCount(of: rule),
                reading.obligations(of: rule).contains(where: { $0.occasion == String(count) })
            else { continue }
            record(.occasion(rule.id, count + 1))
        }
    }
}

/// What level rules want of a case, apart from what is known to stand as it is wanted.
struct Unsettled {
    /// What is to be brought in line.
    var wanted: [Wanted] = []
    /// What has been done already, as it is wanted.
    var done: [(duty: RuleBook.StandingDuty, situation: Situation)] = []
    /// The places in the case of the obligations that stand, each with the rule that wants it.
    var standing: [(rule: RuleInForce, place: Int)] = []
}

/// What the level rules of a case are judged on: every stay; the person as such, or every vacant
/// post; every item; everything for which people are counted.
struct Situations {
    let ofStays: [Situation]
    let ofPerson: [Situation]
    let ofItems: [Situation]
    let ofTallies: [Situation]

    /// Those on which a rule is judged.
    func of(_ rule: RuleInForce) -> [Situation] {
        if rule.isPerStatus { return ofStays.flatMap(\.ofEachStatus) }
        if rule.isPerStay { return ofStays }
        if rule.isOfACount { return ofTallies.filter { $0.tally?.rule == rule.id } }
        return rule.isPerItem ? ofItems : ofPerson
    }
}

extension Item {
    /// What makes an obligation about it this one and not another's. Senders choose ids, and may
    /// choose one that tells of a person: it leaves the case as a keyed hash.
    func occasion(of subject: CaseSubject, _ context: DecisionContext) -> String {
        kind == .transition
            ? id : context.hashes.keyedID("item", "\(subject.text)|\(kind.rawValue)|\(id)")
    }
}

extension Obligation {
    /// Whether it was opened under the name of a rule, or under one that the rule had before.
    func isOf(_ rule: RuleInForce) -> Bool { rule.isNamed(value.rule) }
}
