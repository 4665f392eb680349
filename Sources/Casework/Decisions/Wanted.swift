// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// An obligation that ought to stand by what is now known.
struct Wanted {
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
        let situations = situations()
        for duty in chapter.standing {
            for situation in situations.of(duty.rule) {
                let holding = duty.holding(situation)
                guard !holding.isEmpty else { continue }
                let timing = timing(of: holding, situation)
                wanted.append(
                    Wanted(
                        rule: duty.rule, lines: holding,
                        occasion: occasion(of: duty.rule, situation, timing),
                        situation: situation, timing: timing))
            }
        }
        return caseState.kept.map { keeping($0, among: wanted, situations) } ?? wanted
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
        let ofPosts = Gap.standing(in: caseState, context, now).map { gap in
            var situation = situation()
            situation.gap = gap
            return situation
        }
        return Situations(
            ofStays: ofStays, ofPerson: ofPosts, ofItems: [], ofTallies: situationsOfTallies())
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
    func occasionCount(of rule: RuleInForce) -> Int? {
        let former = rule.formerly.compactMap { caseState.occasions[$0.text] }
        return (former + [caseState.occasions[rule.id.text]].compactMap(\.self)).max()
    }

    /// Counts on where a condition without an anchor has become false: when it next becomes true,
    /// that is another occasion, and until then the same one, whatever became of its obligation.
    mutating func countSpells(_ wanted: [Wanted]) {
        let rules = wanted.map(\.rule)
        for (name, count) in caseState.occasions.sorted(by: { $0.key < $1.key }) {
            guard let rule = context.book.rule(RuleID(name)), rule.isLevel, !rule.isPerStay,
                !rule.isPerItem,
                count == occasionCount(of: rule),
                !rules.contains(where: { $0.id == rule.id }),
                reading.obligations(of: rule).contains(where: { $0.occasion == String(count) })
            else { continue }
            record(.occasion(rule.id, count + 1))
        }
    }
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
