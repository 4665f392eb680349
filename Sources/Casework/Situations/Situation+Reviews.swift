// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about reviews, emergency meetings and crises of the person.
    func reviewValue(of name: FactName) -> FactValue? {
        switch name {
        case .personReviewedAt: Situation.instant(reviewedAt)
        case .personCommunityReviewRecent: .bool(hasRecentCommunityReview)
        case .personThirdCrisisAt: Situation.instant(thirdCrisisAt)
        case .personCrisis14d: .bool(hasRecentCrisis)
        case .personProtocolHeldAt: Situation.instant(protocolHeldAt)
        case .personProtocolAdmitted:
            Situation.truth(protocolOutcome?.detail["admitted"]?.saysYes)
        case .personProtocolOutcomeComplete: .bool(isProtocolOutcomeComplete)
        default: nil
        }
    }

    // MARK: Reviews

    /// The day on which a review was held, as its local midnight where only the day is known.
    func heldAt(_ event: CaseEvent) -> Instant {
        for member in ["heldAt", "heldOn"] {
            guard let text = event.detail[member]?.string else { continue }
            if let instant = Instant(iso8601: text) { return instant }
            if let date = LocalDate(iso8601: text) { return context.calendar.startOfDay(date) }
        }
        return event.occurredAt
    }

    /// Every review that was held, never an emergency meeting: kind and time.
    var reviews: [(kind: String, at: Instant)] {
        let recorded = reading.told(.reviewHeld).map {
            (kind: $0.detail["kind"]?.string ?? "", at: heldAt($0))
        }
        let listed = (entry?.countedReviews ?? []).compactMap { review in
            review.heldOn.map { (kind: review.kind, at: context.calendar.startOfDay($0)) }
        }
        return (recorded + listed).filter { $0.kind != ReviewKind.laep.rawValue }
    }

    /// The later of the last register review, the last review held and the rating.
    private var reviewedAt: Instant? {
        let reviewed = reading.told(.registerReviewed)
        return (reviews.map(\.at) + reviewed.map { heldAt($0) } + [ratedAt].compactMap(\.self))
            .max()
    }

    private var hasRecentCommunityReview: Bool {
        let trigger = context.calendar.localDate(of: event?.occurredAt ?? now)
        let since = context.calendar.startOfDay(trigger.adding(days: -28))
        return reviews.contains { $0.kind.hasPrefix("community-") && $0.at >= since }
    }

    // MARK: Crises

    /// The crises in their order, each once, without those of a visit that never was.
    private var crises: [Instant] {
        var counted: [CaseEvent] = []
        for event in reading.history(EventMeaning.namesOfCrises)
        where EventMeaning(event, reading).isCrisis && !isCancelled(event) {
            let isTold = counted.contains { other in
                other.event == event.event
                    && (other.occurredAt == event.occurredAt
                        || (event.visit?.isNumbered ?? false) && other.visit == event.visit)
            }
            if !isTold { counted.append(event) }
        }
        return counted.map { $0.occurredAt }
    }

    private func isCancelled(_ event: CaseEvent) -> Bool {
        guard let visit = event.visit, visit.isNumbered else { return false }
        return reading.told(.admissionStartCancelled).contains { $0.visit == visit }
    }

    private var thirdCrisisAt: Instant? {
        let crises = crises
        var third: Instant?
        var first = 0
        while first + 2 < crises.count {
            let last = context.calendar.localDate(of: crises[first]).adding(days: 90)
            if crises[first + 2] <= context.calendar.endOfDay(last) {
                third = crises[first + 2]
                first += 3
            } else {
                first += 1
            }
        }
        return third
    }

    private var hasRecentCrisis: Bool {
        let today = context.calendar.localDate(of: event?.occurredAt ?? now)
        let since = context.calendar.startOfDay(today.adding(days: -14))
        return crises.contains { $0 >= since }
    }

    // MARK: Emergency meetings

    private func last(_ name: EventName) -> CaseEvent? {
        reading.told(name).max(by: CaseEvent.happensBefore)
    }

    var protocolHeldAt: Instant? {
        let held = last(.emergencyProtocolHeld).map { heldAt($0) }
        guard let outcome = protocolOutcome else { return held }
        if outcome.detail["heldAt"] != nil { return heldAt(outcome) }
        return held ?? outcome.occurredAt
    }

    /// The outcome of the last meeting; nil while a later one has none.
    private var protocolOutcome: CaseEvent? {
        guard let outcome = last(.emergencyProtocolOutcome) else { return nil }
        if let held = last(.emergencyProtocolHeld), held.occurredAt > outcome.occurredAt {
            return nil
        }
        return outcome
    }

    private var isProtocolOutcomeComplete: Bool {
        guard let detail = protocolOutcome?.detail else { return false }
        return ["attended", "involvement", "actions"].allSatisfy { member in
            switch detail[member] {
            case .string(let text): !text.isEmpty
            case .array(let elements): !elements.isEmpty
            case .object(let members): !members.isEmpty
            case .bool(let truth): truth
            case .number: true
            case .null, nil: false
            }
        }
    }
}
