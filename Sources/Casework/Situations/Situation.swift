// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a rule can ask of a case at one moment: the answers to every ``FactName``.
struct Situation: Facts {
    /// The case.
    let reading: CaseReading
    /// The stay in hand.
    let stay: Stay?
    private let slot: Int
    /// The event in hand, for rules that listen to events.
    var event: CaseEvent?
    /// How the event in hand was linked, where that is in doubt.
    var match: MatchSummary?
    /// Whether only the number's trace status stands in the way.
    var matchByStatusAlone = false
    /// Whether a stay was in scope before the event in hand was taken.
    var stayInScopeBefore: Bool?
    /// The obligation in hand, when its end is asked about.
    var obligation: Obligation?
    /// The instant from which the obligation in hand counts.
    var anchor: Instant?
    /// What an obligation about to be opened would be opened for.
    var because: [Because] = []
    /// The change of legal status in hand, for rules that stand once for each; nil: the last one.
    var statusSince: Instant?
    /// The item in hand, for rules about items.
    var item: Item?
    /// The vacant post in hand, for rules about the area.
    var gap: Gap?
    /// The place among the case's tallies of the one in hand, for rules that count people. No more
    /// than a number: a decision hands situations on some thousand times.
    var tallyPlace: Int?

    init(_ reading: CaseReading, _ stay: Stay? = nil) {
        self.reading = reading
        self.stay = stay
        slot = reading.slot(of: stay)
    }

    var caseState: Case { reading.caseState }
    /// What people are counted for, for rules that count them.
    var tally: Tally? { tallyPlace.map { caseState.tallies[$0] } }
    var stays: [Stay] { reading.stays }
    var now: Instant { reading.now }
    var context: DecisionContext { reading.context }

    func value(of name: FactName) -> FactValue {
        if let statusSince, name == .stayLegalStatusSince { return .instant(statusSince) }
        let bearing = name.bearing
        // Of an attendance that is no stay only the event in hand tells.
        if bearing.contains(.hand) || slot == 0 && bearing.contains(.attendance) {
            return workedOut(name)
        }
        return reading.value(of: name, slot: bearing.contains(.stay) ? slot : 0) {
            workedOut(name)
        }
    }

    private func workedOut(_ name: FactName) -> FactValue {
        switch name.family {
        case .person:
            personValue(of: name) ?? contactValue(of: name) ?? consentValue(of: name)
                ?? reviewValue(of: name) ?? admissionValue(of: name) ?? schoolValue(of: name)
                ?? deathValue(of: name) ?? keyworkingValue(of: name) ?? entryValue(of: name)
                ?? .unknown
        case .stay: stayValue(of: name)
        case .inHand: eventValue(of: name) ?? itemValue(of: name) ?? .unknown
        }
    }

    /// The instant that a fact gives; nil where it is not known.
    func instant(of name: FactName) -> Instant? {
        if case .instant(let instant) = value(of: name) { instant } else { nil }
    }

    func instant(of test: TimeTest) -> Instant? {
        test.clock.anchor(self).map { context.calendar.instant(of: test, anchor: $0) }
    }

    /// The same of a test of the pack in force; the answer is remembered with those to the facts.
    func instant(of test: NumberedTest) -> Instant? {
        guard !test.isOfWhatIsInHand, statusSince == nil, slot > 0 || !test.isOfTheStayInHand else {
            return instant(of: test.test)
        }
        return reading.instant(of: test, slot: slot) { instant(of: test.test) }
    }

    func holds(_ test: ObligationTest) -> Bool {
        let rule = context.book.currentName(of: test.rule)
        return caseState.obligations.contains { obligation in
            guard context.book.currentName(of: obligation.rule) == rule, isOfStay(obligation)
            else { return false }
            switch test.standing {
            case .open: return obligation.isOpen
            case .done:
                guard case .closed(let ending) = obligation.state else { return false }
                return !ending.isByCondition
            }
        }
    }

    /// Whether an obligation is about the stay in hand, or about no stay, or none is in hand.
    private func isOfStay(_ obligation: Obligation) -> Bool {
        guard let stay else { return true }
        let ofOther = stays.contains {
            $0.id != stay.id && $0.aliases.contains(obligation.stayOfOccasion)
        }
        return !ofOther
    }

    var isCandidate: Bool {
        if case .candidate = caseState.subject { true } else { false }
    }

    var entry: Shared<RegisterEntry>? { reading.entry }

    static func truth(_ value: Bool?) -> FactValue { value.map { .bool($0) } ?? .unknown }

    static func code(_ value: String?) -> FactValue { value.map { .code($0) } ?? .unknown }

    static func instant(_ value: Instant?) -> FactValue { value.map { .instant($0) } ?? .unknown }
}
