// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// One person counts for something from now on, or has ceased to.
struct CountChange: Hashable, Sendable {
    /// What it is.
    let counted: Counted
    /// Whether the person counts from now on.
    let isAdded: Bool

    /// How the counts of one person differ; nothing for the area's.
    static func between(
        _ former: Shared<Counts>?, _ present: Shared<Counts>?
    ) -> [CountChange] {
        guard former != present else { return [] }
        let (before, after) = (former?.counted ?? [], present?.counted ?? [])
        let gone = before.filter { !after.contains($0) }
        let new = after.filter { !before.contains($0) }
        return gone.map { CountChange(counted: $0, isAdded: false) }
            + new.map { CountChange(counted: $0, isAdded: true) }
    }
}

// MARK: - The person's part

extension Decision {
    /// Works out for what the person counts across the area, and says so where it has changed: the
    /// area's case hears of nobody else.
    mutating func countForTheArea() {
        guard case .person = caseState.subject else { return }
        let counting = context.book.counting
        if counting.isEmpty, caseState.counts == nil { return }
        let counted = counted(by: counting)
        if counted != caseState.counted { record(.counted(counted)) }
    }

    /// For what the person counts: somebody of the register who is alive, for each thing once.
    private func counted(by rules: [CountInForce]) -> [Counted] {
        let items = reading.items.filter { item in rules.contains { $0.mayCount(item) } }
        guard !items.isEmpty else { return [] }
        var situation = situation()
        guard situation.value(of: .personMember) == .bool(true) else { return [] }
        var counted: [Counted] = []
        for item in items {
            for rule in rules where rule.mayCount(item) {
                situation.item = item
                guard let one = rule.counted(situation) else { continue }
                let known = counted.firstIndex { $0.rule == one.rule && $0.alike == one.alike }
                guard let known else {
                    counted.append(one)
                    continue
                }
                // The item for which the person counts longest.
                if let until = counted[known].until {
                    counted[known].until = one.until.map { Swift.max($0, until) }
                }
            }
        }
        return counted.sorted { ($0.rule, $0.alike) < ($1.rule, $1.alike) }
    }
}

extension CountInForce {
    /// For what the person of the item in hand counts by it; nil: for nothing.
    fileprivate func counted(_ situation: Situation) -> Counted? {
        guard count.having.evaluate(situation) == .yes,
            let alike = count.alike(situation)
        else { return nil }
        if count.standing?.evaluate(situation) ?? (count.within == nil ? .yes : .no) == .yes {
            return Counted(rule: rule, alike: alike, until: nil)
        }
        guard let within = count.within, let anchor = within.anchor(situation) else { return nil }
        let until = situation.context.calendar.due(within, anchor: anchor)
        return Counted(rule: rule, alike: alike, until: until)
    }
}

extension PeopleCount {
    /// What the item in hand has in common with others; nil where nobody says. Words that senders
    /// choose may tell of a person: what is not of the closed list leaves the case as a keyed hash.
    fileprivate func alike(_ situation: Situation) -> String? {
        guard let alikeIn else { return Counted.everybody }
        guard case .code(let word) = situation.value(of: alikeIn) else { return nil }
        guard alikeIn == .itemType, word == ItemKind.otherType else { return word }
        guard let type = situation.item?.type, !type.isEmpty, type != word else { return nil }
        return situation.context.hashes.keyedID("item-type", type)
    }
}

// MARK: - The area's part

extension Decision {
    /// Adds to the tallies who counts from now on, takes out who has ceased to, and brings in line
    /// what hangs on it.
    ///
    /// - Complexity: O(changes + things that are counted), however many people there are.
    mutating func tally(_ changes: [CountChange]) {
        var tallies: [Tally] = []
        for change in changes {
            let (rule, alike) = (change.counted.rule, change.counted.alike)
            let known = tallies.firstIndex { $0.rule == rule && $0.alike == alike }
            if known == nil { tallies.append(tally(rule, alike)) }
            let place = known ?? tallies.count - 1
            if change.isAdded {
                tallies[place].add(until: change.counted.until)
            } else {
                tallies[place].remove(until: change.counted.until)
            }
        }
        for var tally in tallies {
            tally.forgetPast(now)
            record(.tallied(tally))
        }
        reconcile(because: nil, match: nil)
    }

    /// The tally as it is known, or of nobody. One that was given up goes on with the number of the
    /// last time.
    private func tally(_ rule: RuleID, _ alike: String) -> Tally {
        if let known = caseState.tally(rule, alike) { return known }
        let spells = context.book.rule(rule).map(reading.obligations(of:))?.compactMap {
            Tally.spell(of: $0.occasion, alike: alike)
        }
        return Tally(rule: rule, alike: alike, spell: spells?.max() ?? 1)
    }

    /// What rules that count people are judged on: each thing for which anybody counts.
    func situationsOfTallies() -> [Situation] {
        reading.tallies.indices.map { place in
            var situation = situation()
            situation.tallyPlace = place
            return situation
        }
    }

    /// Counts on where there are not so many people any more, and nothing is owed of the time when
    /// there were: when there next are, that is another time.
    mutating func endSpellsOfTallies() {
        guard !caseState.tallies.isEmpty else { return }
        let wanted = wanted()
        for var tally in caseState.tallies {
            guard let rule = context.book.rule(tally.rule),
                !wanted.contains(where: {
                    $0.rule.id == rule.id && $0.occasion == tally.occasion
                }),
                let last = reading.obligations(of: rule).last(where: {
                    $0.occasion == tally.occasion
                }), !last.isOpen
            else { continue }
            tally.spell += 1
            record(.tallied(tally))
        }
    }

    /// When, by time alone, fewer people count than a rule takes.
    func changesOfTallies() -> [Instant] {
        caseState.tallies.compactMap { tally in
            context.book.rule(tally.rule)?.rule.peopleAtLeast.flatMap {
                tally.falls(below: $0, after: now)
            }
        }
    }
}
