// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What a case tells of itself, or of one of its stays, at one moment. Some eighty rules ask for
/// the same facts; each is worked out once.
final class CaseReading {
    let caseState: Case
    let stays: [Stay]
    /// The stay in hand.
    let stay: Stay?
    let now: Instant
    let context: DecisionContext
    /// The events in the order in which they happened.
    private(set) lazy var history = caseState.events.sorted(by: CaseEvent.happensBefore)
    /// The register's entry with what people have recorded since.
    private(set) lazy var entry = caseState.currentEntry
    /// What is known of the person's death.
    private(set) lazy var death = caseState.death
    /// Who is keyworker now, named and accepted.
    private(set) lazy var keyworker = caseState.keyworkerPost
    /// The person who is keyworker now.
    var keyworkerID: String? { keyworker.personId }
    private var answers = [FactValue?](repeating: nil, count: FactName.allCases.count)

    init(
        _ caseState: Case, stays: [Stay], stay: Stay?, now: Instant, context: DecisionContext
    ) {
        self.caseState = caseState
        self.stays = stays
        self.stay = stay
        self.now = now
        self.context = context
    }

    /// The value of a fact, worked out at the first question.
    func value(of name: FactName, _ work: () -> FactValue) -> FactValue {
        let index = name.ordinal
        if let known = answers[index] { return known }
        let value = work()
        answers[index] = value
        return value
    }
}

/// The readings of one state of a case, by stay.
final class CaseReadings {
    private var ofPerson: CaseReading?
    private var ofStays: [(id: String, reading: CaseReading)] = []

    /// The reading of a stay, or of the person as such, made at the first question.
    func reading(of stay: Stay?, _ make: () -> CaseReading) -> CaseReading {
        guard let stay else {
            let reading = ofPerson ?? make()
            ofPerson = reading
            return reading
        }
        if let known = ofStays.first(where: { $0.id == stay.id }) { return known.reading }
        let reading = make()
        ofStays.append((stay.id, reading))
        return reading
    }
}

extension FactName {
    /// Whether the answer depends on more than the case, the stay and the instant: on the event,
    /// the obligation or the post in hand. Such an answer is never remembered.
    var isOfWhatIsInHand: Bool {
        switch self {
        case .personStayInScope, .personSignalStands, .personAdmittedSince,
            .personAdmittedMeanwhile, .personAdmissionExpectedAt, .personCommunityReviewRecent,
            .personCrisis14d:
            true
        default: family == .inHand
        }
    }
}
