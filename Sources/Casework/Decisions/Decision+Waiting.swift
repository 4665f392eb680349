// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// Puts an entry in place as it was before the first input: what it makes due already opens at
    /// the next opening of working hours (DUTIES.tsv §11).
    mutating func begin(with entry: RegisterEntry) {
        record(.entry(entry))
        var rules: [RuleID] = []
        for want in wanted() { rules += want.lines.map(\.id).filter { !rules.contains($0) } }
        if !rules.isEmpty {
            let opening = context.calendar.nextOpening(onOrAfter: now)
            record(.waiting(WaitingRules(rules: rules, until: opening)))
        }
        scheduleReconsideration()
    }

    /// Whether what a rule wants was so before the first input and must wait.
    func waits(_ want: Wanted) -> Bool {
        guard let waiting = caseState.waiting, now < waiting.until else { return false }
        return want.lines.allSatisfy { waiting.rules.contains($0.id) }
    }

    /// Forgets which rules waited once the hour has come. Until then they wait, whatever became of
    /// them in between: the same news in another order must not open one earlier.
    mutating func forgetWaiting() {
        guard let waiting = caseState.waiting, now >= waiting.until else { return }
        record(.waiting(nil))
    }

    /// Computes when time alone can next change what this case asks for, so that nothing has to be
    /// swept: rules that wait for working hours, and birthdays.
    mutating func scheduleReconsideration() {
        var instants: [Instant] = []
        if let waiting = caseState.waiting { instants.append(waiting.until) }
        if let change = reading.knownNextChange ?? nextChange() { instants.append(change) }
        instants += changesOfTallies()
        let next = instants.filter { $0 > now || $0 == caseState.waiting?.until }.min()
        if caseState.reconsiderAt != next { record(.reconsider(next)) }
    }

    private func nextChange() -> Instant? {
        reading.nextChange {
            let birthdays = stays.contains(where: \.isOpen) ? birthdays() : []
            return (birthdays + timeTests()).filter { !reading.hasCome($0) }.min()
        }
    }

    /// When the tests of time begin to hold: those of every rule that opens while a condition
    /// holds, and of what must go on holding for what is open.
    private func timeTests() -> [Instant] {
        let situations = situations()
        var instants: [Instant] = []
        func add(_ tests: [NumberedTest], _ situation: Situation) {
            for test in tests {
                if let instant = situation.instant(of: test) { instants.append(instant) }
            }
        }
        for situation in situations.ofStays { add(chapter.testsOfStay, situation) }
        for situation in situations.ofPerson { add(chapter.testsOfPerson, situation) }
        for situation in situations.ofItems { add(chapter.testsOfItem, situation) }
        for rule in chapter.hearingWithTests {
            for obligation in reading.obligations(of: rule) where obligation.isOpen {
                add(rule.timeTests, situation(of: obligation))
            }
        }
        return instants
    }

    private func birthdays() -> [Instant] {
        let birthDate =
            caseState.entry?.birthDate?.exact
            ?? caseState.candidate?.birthDate?.exact
        guard let birthDate else { return [] }
        return [18, 25].map { years in
            context.calendar.startOfDay(birthDate.adding(months: years * 12))
        }
    }
}
