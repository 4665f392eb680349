// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// What has been worked out of a case, each with what it rests on.
struct CaseMemory {
    /// The answer to each fact: about the person as such, then about each stay that was asked
    /// about.
    var answers: Remembered<FactValue>
    /// Since when each test of time of the pack holds, in the same order.
    var moments: Remembered<Instant?>
    /// What each duty of the chapter asks for, in the same order.
    var findings: Remembered<[Finding]>
    /// Of each duty, in the same order, that nothing is to be done about what it asks for.
    var rests: Remembered<Rest>
    /// Of each obligation, in the order of the case, that there is nothing to do about it.
    var settled = Remembered<Void>(count: 0)
    /// When time alone can next change what is asked for.
    var nextChange: Remembered<Instant?>.Answer?
    private var stayIDs: [String] = []
    /// How many duties the chapter has.
    private let duties: Int
    /// How many tests of time the pack has.
    private let tests: Int
    /// How the case differs from the one of which all this tells; nil: in nothing.
    private var change: Grounds.Change?

    /// Why there is nothing to do about what a duty asks for.
    enum Rest {
        /// The obligation in that place of the case stands as it should.
        case standing(Int)
        /// It has been done.
        case done
    }

    /// Nothing, as yet.
    init(duties: Int, tests: Int) {
        self.duties = duties
        self.tests = tests
        answers = Remembered(count: CaseMemory.facts)
        moments = Remembered(count: tests)
        findings = Remembered(count: duties)
        rests = Remembered(count: duties)
    }

    private static let facts = FactName.allCases.count

    /// Where answers about a stay are kept; 0 is for the person as such.
    mutating func slot(ofStay id: String) -> Int {
        if let index = stayIDs.firstIndex(of: id) { return index + 1 }
        stayIDs.append(id)
        let slots = stayIDs.count + 1
        answers.grow(to: slots * CaseMemory.facts)
        moments.grow(to: slots * tests)
        findings.grow(to: slots * duties)
        rests.grow(to: slots * duties)
        return stayIDs.count
    }

    /// The number of the answer to a fact.
    func number(of fact: FactName, slot: Int) -> Int { slot * CaseMemory.facts + fact.ordinal }

    /// The number of the answer to a test of time.
    func number(of test: NumberedTest, slot: Int) -> Int { slot * tests + test.number }

    /// The number of what is known of a duty.
    func number(of duty: RuleBook.StandingDuty, slot: Int) -> Int { slot * duties + duty.number }

    /// Which duties of the chapter are known to ask for nothing of what has a slot.
    struct Silences {
        fileprivate let nothings: Remembered<[Finding]>.Nothings
        fileprivate let duties: Int

        /// Whether the duty in that place of the chapter does.
        func contains(_ duty: Int, slot: Int) -> Bool { nothings.contains(slot * duties + duty) }
    }

    /// Which duties are known to ask for nothing.
    var silences: Silences { Silences(nothings: findings.nothings, duties: duties) }

    /// Takes a change of the case to heart. What rests on it is forgotten when somebody next asks,
    /// so that several changes cost no more than one.
    mutating func note(_ later: Grounds.Change) {
        change = change.map { $0.followed(by: later) } ?? later
    }

    /// Forgets what rests on what has changed.
    mutating func sift() {
        guard let change else { return }
        self.change = nil
        answers.forget(touchedBy: change)
        moments.forget(touchedBy: change)
        findings.forget(touchedBy: change)
        rests.forget(touchedBy: change)
        settled.forget(touchedBy: change)
        if nextChange?.grounds.areTouched(by: change) ?? false { nextChange = nil }
    }
}
