// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a case tells at one moment, of the person and of each stay. Some eighty rules ask for the
/// same facts; each is worked out once.
final class CaseReading {
    let caseState: Case
    let stays: [Stay]
    let now: Instant
    let context: DecisionContext
    private let story: Story
    /// The answers about the person as such, then about each stay that was asked about.
    private var answers: [[FactValue?]]
    private var stayIDs: [String]

    init(_ caseState: Case, stays: [Stay], now: Instant, context: DecisionContext) {
        self.caseState = caseState
        self.stays = stays
        self.now = now
        self.context = context
        story = Story(caseState, stays, now: now, context: context)
        answers = [FactName.unanswered]
        stayIDs = []
    }

    private init(_ former: CaseReading, _ caseState: Case) {
        self.caseState = caseState
        stays = former.stays
        now = former.now
        context = former.context
        story = former.story
        stayIDs = former.stayIDs
        answers = former.answers
        for slot in answers.indices {
            for name in FactName.ofObligations { answers[slot][name.ordinal] = nil }
        }
    }

    /// The reading of the same case after nothing but its obligations have changed: what does not
    /// depend on them is not worked out again.
    func after(obligationsOf changed: Case) -> CaseReading { CaseReading(self, changed) }

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

    /// Where answers about a stay are kept; 0 is for the person as such.
    func slot(of stay: Stay?) -> Int {
        guard let stay else { return 0 }
        if let index = stayIDs.firstIndex(of: stay.id) { return index + 1 }
        stayIDs.append(stay.id)
        answers.append(FactName.unanswered)
        return stayIDs.count
    }

    /// The value of a fact, worked out at the first question.
    func value(of name: FactName, slot: Int, _ work: () -> FactValue) -> FactValue {
        let slot = name.isOfTheStay ? slot : 0
        let index = name.ordinal
        if let known = answers[slot][index] { return known }
        let value = work()
        answers[slot][index] = value
        return value
    }

    /// What follows from the events and the entry alone, each when it is first asked.
    private final class Story {
        private let caseState: Case
        private let stays: [Stay]
        private let now: Instant
        private let context: DecisionContext
        private(set) lazy var history = caseState.events.sorted(by: CaseEvent.happensBefore)
        private(set) lazy var entry = caseState.currentEntry
        private(set) lazy var death = caseState.death(stays)
        private(set) lazy var keyworker = caseState.keyworkerPost
        private(set) lazy var entryReviews = (caseState.entry?.value.reviews ?? []).compactMap {
            CaseEvent($0, readAt: now, context.calendar)
        }

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

        init(_ caseState: Case, _ stays: [Stay], now: Instant, context: DecisionContext) {
            self.caseState = caseState
            self.stays = stays
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
    var isOfWhatIsInHand: Bool { FactName.bearings[ordinal].contains(.hand) }

    /// Whether the answer is another for another stay.
    var isOfTheStay: Bool { FactName.bearings[ordinal].contains(.stay) }

    /// The facts whose answer depends on what is owed or was.
    static let ofObligations = allCases.filter { bearings[$0.ordinal].contains(.obligations) }

    /// No answer yet to any.
    fileprivate static let unanswered = [FactValue?](repeating: nil, count: allCases.count)

    /// What an answer depends on besides the person's events and entry.
    private struct Bearing: OptionSet {
        let rawValue: UInt8

        static let hand = Bearing(rawValue: 1)
        static let stay = Bearing(rawValue: 2)
        static let obligations = Bearing(rawValue: 4)
    }

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
            case .stay: .stay
            case .person: []
            }
        }
    }
}
