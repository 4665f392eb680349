// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a case tells at one moment, of the person and of each stay. Some eighty rules ask for the
/// same facts; each is worked out once.
final class CaseReading {
    let caseState: Case
    private let story: Story
    /// What was answered, in the order of the questions.
    private var answers: [FactValue] = []
    /// Where the answer to each fact stands, counted from 1: about the person as such, then about
    /// each stay that was asked about. 0: nobody has asked yet.
    private var places = FactName.unanswered
    private var stayIDs: [String] = []
    /// Since when each test of time of the pack holds, in the same order.
    private var moments: [Moment]
    private lazy var byRule = Dictionary(grouping: caseState.obligations) { $0.value.rule }

    private enum Moment {
        case unasked
        case unknown
        case known(Instant)
    }

    /// - Parameter stays: the stays of the case where they are known already.
    init(_ caseState: Case, stays: [Stay]? = nil, now: Instant, context: DecisionContext) {
        self.caseState = caseState
        story = Story(caseState, stays, now: now, context: context)
        moments = Array(repeating: .unasked, count: context.book.timeTests.count)
    }

    private init(_ former: CaseReading, _ caseState: Case) {
        self.caseState = caseState
        story = former.story
        stayIDs = former.stayIDs
        answers = former.answers
        places = former.places
        moments = former.moments
        let tests = context.book.timeTests
        for index in moments.indices where tests[index % tests.count].isOfObligations {
            moments[index] = .unasked
        }
        for start in stride(from: 0, to: places.count, by: FactName.unanswered.count) {
            for name in FactName.ofObligations { places[start + name.ordinal] = 0 }
        }
    }

    /// The reading of the same case after nothing but its obligations have changed: what does not
    /// depend on them is not worked out again.
    func after(obligationsOf changed: Case) -> CaseReading { CaseReading(self, changed) }

    /// The reading of the same case after something else than its events and its obligations has
    /// changed.
    func after(entryOf changed: Case) -> CaseReading {
        CaseReading(changed, stays: story.knownStays, now: now, context: context)
    }

    var now: Instant { story.now }
    var context: DecisionContext { story.context }
    /// The stays that the events tell of.
    var stays: [Stay] { story.stays }
    /// Whether the person lies in an in-scope bed.
    var hasStayInScope: Bool { stays.contains { $0.isInScope } }
    /// The events in the order in which they happened.
    var history: [CaseEvent] { story.history }
    /// The register's entry with what people have recorded since.
    var entry: Shared<RegisterEntry>? { story.entry }
    /// What is known of the person's death.
    var death: DeathKnowledge { story.death }
    /// Who is keyworker now, named and accepted.
    var keyworker: KeyworkerPost { story.keyworker }
    /// The person who is keyworker now.
    var keyworkerID: String? { keyworker.personId }

    /// The changes that come to the person, and what was raised about them.
    var items: [Item] { story.items }
    /// What has become of keyworking.
    var keyworking: KeyworkingCase { story.keyworking }
    /// Whether an EHC plan is in force, by the latest of the entry and of what schools said.
    var hasEHCPlan: Bool? { story.hasEHCPlan }

    /// The reviews of the entry, as the events that they stand for.
    var entryReviews: [CaseEvent] { story.entryReviews }
    /// The names of what has happened, as far as events and the reviews of the entry tell.
    var eventNames: EventNames { story.eventNames }

    /// Every obligation that was opened under the name of a rule, or under one that it had before,
    /// in the order of the case.
    func obligations(of rule: RuleInForce) -> [Obligation] {
        rule.isRenamed ? caseState.obligations.filter { $0.isOf(rule) } : byRule[rule.id] ?? []
    }

    /// Where answers about a stay are kept; 0 is for the person as such.
    func slot(of stay: Stay?) -> Int {
        guard let stay else { return 0 }
        if let index = stayIDs.firstIndex(of: stay.id) { return index + 1 }
        stayIDs.append(stay.id)
        places += FactName.unanswered
        moments += Array(repeating: .unasked, count: context.book.timeTests.count)
        return stayIDs.count
    }

    /// Since when a test of time holds, worked out at the first question.
    func instant(of test: NumberedTest, slot: Int, _ work: () -> Instant?) -> Instant? {
        let index = slot * context.book.timeTests.count + test.number
        switch moments[index] {
        case .known(let instant): return instant
        case .unknown: return nil
        case .unasked:
            let instant = work()
            moments[index] = instant.map { .known($0) } ?? .unknown
            return instant
        }
    }

    /// The value of a fact, worked out at the first question.
    func value(of name: FactName, slot: Int, _ work: () -> FactValue) -> FactValue {
        let index = slot * FactName.unanswered.count + name.ordinal
        let place = places[index]
        if place > 0 { return answers[Int(place) - 1] }
        let value = work()
        answers.append(value)
        places[index] = Int32(truncatingIfNeeded: answers.count)
        return value
    }

    /// What follows from the events and the entry alone, each when it is first asked.
    private final class Story {
        private let caseState: Case
        let now: Instant
        let context: DecisionContext
        private(set) var knownStays: [Stay]?
        private(set) lazy var history = caseState.events.sorted(by: CaseEvent.happensBefore)
        private(set) lazy var entry = caseState.currentEntry
        private(set) lazy var death = caseState.death(stays)
        private(set) lazy var keyworker = caseState.keyworkerPost
        private(set) lazy var entryReviews = (caseState.entry?.value.reviews ?? []).compactMap {
            CaseEvent($0, readAt: now, context.calendar)
        }

        private(set) lazy var eventNames = {
            var names = EventNames()
            for event in caseState.events { names.insert(event.event) }
            for event in entryReviews { names.insert(event.event) }
            return names
        }()
        private(set) lazy var keyworking = KeyworkingCase(history)
        private(set) lazy var hasEHCPlan = history.reduce(
            entry?.education?.ehcp ?? caseState.candidate?.ehcPlan
        ) { known, event in
            switch event.event {
            case .schoolEhcPlanIssued: true
            case .schoolEhcCeased: false
            default: known
            }
        }
        private(set) lazy var items =
            itemsOfEntry()
            + ItemFold.items(of: history, entry: entry?.value, context.calendar)

        /// The last day of the EHC plan: of one in force the end of days, of one that ceased that
        /// day.
        private var planUntil: LocalDate? {
            if hasEHCPlan ?? false { return LocalDate(year: 9999, month: 12, day: 31) }
            return history.last { $0.event == .schoolEhcCeased }.map {
                context.calendar.localDate(of: $0.occurredAt)
            }
        }

        private func itemsOfEntry() -> [Item] {
            guard let entry, entry.isMember, let joined = caseState.memberSince else { return [] }
            return Transitions(entry: entry.value, planUntil: planUntil)
                .items(since: context.calendar.localDate(of: joined), context.calendar)
        }

        /// Folded when a rule first asks: the decision about a message asks hardly anything of the
        /// case before it.
        var stays: [Stay] {
            if let knownStays { return knownStays }
            let stays = caseState.stays {
                context.hashes.id(["stay", context.area, caseState.subject.text, $0.text])
            }
            knownStays = stays
            return stays
        }

        init(_ caseState: Case, _ stays: [Stay]?, now: Instant, context: DecisionContext) {
            self.caseState = caseState
            knownStays = stays
            self.now = now
            self.context = context
        }
    }
}

extension CaseEvent {
    /// The event that a review of the entry stands for; nil where it does not say when it was held.
    fileprivate convenience init?(
        _ review: RegisterReview, readAt now: Instant, _ calendar: WorkingCalendar
    ) {
        guard let heldOn = review.heldOn else { return nil }
        let noon = LocalDateTime(date: heldOn, hour: 12, minute: 0)
        let at = noon.map { calendar.zone.resolve($0).instant } ?? now
        self.init(
            EventContent(
                key: EventContent.entryKey, contentHash: "", position: nil, event: .reviewHeld,
                occurredAt: at,
                recordedAt: at, sentAt: at, receivedAt: now, sender: Sender(), encounter: nil,
                marker: false, mentalHealthReason: nil,
                detail: .object([
                    .init("kind", .string(review.kind)),
                    .init("heldOn", .string(heldOn.formatted)),
                ]), by: nil))
    }
}

extension FactName {
    /// Whether the answer depends on more than the case, the stay and the instant: on the event,
    /// the obligation or the post in hand. Such an answer is never remembered.
    var isOfWhatIsInHand: Bool { bearing.contains(.hand) }

    /// The facts whose answer depends on what is owed or was.
    static let ofObligations = allCases.filter { bearings[$0.ordinal].contains(.obligations) }

    /// No answer yet to any.
    fileprivate static let unanswered = [Int32](repeating: 0, count: allCases.count)

    /// What an answer depends on besides the person's events and entry.
    struct Bearing: OptionSet {
        let rawValue: UInt8

        static let hand = Bearing(rawValue: 1)
        static let stay = Bearing(rawValue: 2)
        static let obligations = Bearing(rawValue: 4)
        /// It tells of the stay in hand, and without one of the attendance in hand.
        static let attendance = Bearing(rawValue: 8)
    }

    /// What the answer depends on.
    var bearing: Bearing { FactName.bearings[ordinal] }

    private static let bearings: [Bearing] = allCases.map { name in
        switch name {
        case .personStayInScope, .personSignalStands, .personAdmittedSince,
            .personAdmittedMeanwhile, .personAdmissionExpectedAt, .personCommunityReviewRecent,
            .personCrisis14d, .personKeyworkerRestored:
            .hand
        // Ages are judged by the first day in hospital.
        case .personUnder18, .personAgeKnown, .personEligible, .personReviewType: .stay
        case .personEmergencyCallOpen, .personUndecidedSince, .personAdmittedDuringCallAt,
            .personUrgentOpen, .personNoteOwedSince:
            .obligations
        default:
            switch name.family {
            case .inHand: .hand
            case .stay: [.stay, .attendance]
            case .person: []
            }
        }
    }
}
