// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a rule can ask of a case at one moment: the answers to every ``FactName``.
struct Situation: Facts {
    /// What the case tells.
    let reading: CaseReading
    /// What is in hand.
    private(set) var subject: Subject

    init(_ reading: CaseReading, _ stay: Stay? = nil) {
        self.init(reading, Subject(stay: stay, slot: reading.slot(of: stay), held: nil))
    }

    /// What a case tells now of what was in hand before.
    init(_ reading: CaseReading, _ subject: Subject) {
        self.reading = reading
        self.subject = subject
    }

    /// The stay in hand.
    var stay: Stay? {
        guard let stay = subject.stay else { return nil }
        reading.lookAtStays()
        return stay
    }

    /// What people are counted for, for rules that count them.
    var tally: Tally? { tallyPlace.map { reading.tallies[$0] } }
    var stays: [Stay] { reading.stays }
    var now: Instant { reading.now }
    var context: DecisionContext { reading.context }

    func value(of name: FactName) -> FactValue {
        if let statusSince, name == .stayLegalStatusSince { return .instant(statusSince) }
        let bearing = name.bearing
        // Of an attendance that is no stay only the event in hand tells.
        if bearing.contains(.hand) || subject.slot == 0 && bearing.contains(.attendance) {
            return workedOut(name)
        }
        return reading.value(of: name, slot: bearing.contains(.stay) ? subject.slot : 0) {
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
        guard !test.isOfWhatIsInHand, statusSince == nil,
            subject.slot > 0 || !test.isOfTheStayInHand
        else {
            return instant(of: test.test)
        }
        return reading.instant(of: test, slot: subject.slot) { instant(of: test.test) }
    }

    func holds(_ test: ObligationTest) -> Bool {
        let rule = context.book.rule(test.rule)
        return (rule.map(reading.obligations(of:)) ?? []).contains { obligation in
            guard isOfStay(obligation) else { return false }
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
        if case .candidate = reading.subject { true } else { false }
    }

    var entry: Shared<RegisterEntry>? { reading.entry }

    static func truth(_ value: Bool?) -> FactValue { value.map { .bool($0) } ?? .unknown }

    static func code(_ value: String?) -> FactValue { value.map { .code($0) } ?? .unknown }

    static func instant(_ value: Instant?) -> FactValue { value.map { .instant($0) } ?? .unknown }
}

extension Situation {
    /// What is in hand.
    struct Subject {
        fileprivate let stay: Stay?
        /// Where answers about the stay are kept; 0 is for the person as such.
        let slot: Int
        /// What else is in hand; nil: nothing. It is kept aside, for most rules have nothing else
        /// in hand, and it is handed on hundreds of times a decision.
        fileprivate var held: Held?
    }

    /// What else is in hand than the stay.
    fileprivate struct Hand {
        var event: CaseEvent?
        var match: MatchSummary?
        var matchByStatusAlone = false
        var stayInScopeBefore: Bool?
        var obligation: Obligation?
        var anchor: Instant?
        var because: [Because] = []
        var statusSince: Instant?
        var item: Item?
        var gap: Gap?
        var tallyPlace: Int?
    }

    fileprivate final class Held {
        let hand: Hand

        init(_ hand: Hand) {
            self.hand = hand
        }
    }

    private mutating func hold(_ change: (inout Hand) -> Void) {
        var hand = subject.held?.hand ?? Hand()
        change(&hand)
        subject.held = Held(hand)
    }

    /// The event in hand, for rules that listen to events.
    var event: CaseEvent? {
        get { subject.held?.hand.event }
        set { hold { $0.event = newValue } }
    }

    /// How the event in hand was linked, where that is in doubt.
    var match: MatchSummary? {
        get { subject.held?.hand.match }
        set { hold { $0.match = newValue } }
    }

    /// Whether only the number's trace status stands in the way.
    var matchByStatusAlone: Bool {
        get { subject.held?.hand.matchByStatusAlone ?? false }
        set { hold { $0.matchByStatusAlone = newValue } }
    }

    /// Whether a stay was in scope before the event in hand was taken.
    var stayInScopeBefore: Bool? {
        get { subject.held?.hand.stayInScopeBefore }
        set { hold { $0.stayInScopeBefore = newValue } }
    }

    /// The obligation in hand, when its end is asked about.
    var obligation: Obligation? {
        get { subject.held?.hand.obligation }
        set { hold { $0.obligation = newValue } }
    }

    /// The instant from which the obligation in hand counts.
    var anchor: Instant? {
        get { subject.held?.hand.anchor }
        set { hold { $0.anchor = newValue } }
    }

    /// What an obligation about to be opened would be opened for.
    var because: [Because] {
        get { subject.held?.hand.because ?? [] }
        set { hold { $0.because = newValue } }
    }

    /// The change of legal status in hand, for rules that stand once for each; nil: the last one.
    var statusSince: Instant? {
        get { subject.held?.hand.statusSince }
        set { hold { $0.statusSince = newValue } }
    }

    /// The item in hand, for rules about items.
    var item: Item? {
        get { subject.held?.hand.item }
        set { hold { $0.item = newValue } }
    }

    /// The vacant post in hand, for rules about the area.
    var gap: Gap? {
        get { subject.held?.hand.gap }
        set { hold { $0.gap = newValue } }
    }

    /// The place among the case's tallies of the one in hand, for rules that count people.
    var tallyPlace: Int? {
        get { subject.held?.hand.tallyPlace }
        set { hold { $0.tallyPlace = newValue } }
    }
}
