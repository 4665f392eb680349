// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about how a person is cared for during a stay; nil for a fact about anything else.
    func careValue(of name: FactName, _ stay: Stay) -> FactValue? {
        switch name {
        case .stayReadySince: Situation.instant(stay.isOpen ? readySince(stay) : nil)
        case .stayLegalStatusSince: Situation.instant(legalStatusSince(stay))
        case .stayDetained: .bool(detainedSince(stay) != nil)
        case .stayDetainedSince: Situation.instant(detainedSince(stay))
        case .stayAdultWardSince: Situation.instant(adultWardSince(stay))
        case .staySecurityRaisedAt: Situation.instant(securityRaisedAt(stay))
        case .staySecurity: security(stay).map { .number($0) } ?? .unknown
        case .stayVisitedAt: Situation.instant(visitedAt(stay))
        case .stayReviewedAt: Situation.instant(reviewedAt(stay))
        case .stayReadmission: .bool(isReadmission(stay))
        case .stayUnitChangedAt:
            Situation.instant(stay.units.steps.count > 1 ? stay.units.since : nil)
        case .stayMissingFromListSince: Situation.instant(missingFromListSince(stay))
        case .stayUnitRating: Situation.code(unitRating(stay)?.rawValue)
        case .stayInAnotherArea: Situation.truth(isInAnotherArea(stay))
        case .stayViewFormedAt: Situation.instant(viewFormedAt(stay))
        default: nil
        }
    }

    // MARK: Legal status

    /// Legal statuses of persons liable to be detained (DUTIES.tsv §9).
    static func isDetention(_ code: String) -> Bool {
        guard let number = Int(code) else { return false }
        return [2, 3, 31, 37, 38].contains(number) || (7...18).contains(number)
    }

    /// Every legal status of the stay, by its visits' messages and by `stay.legal-status`.
    func legalStatuses(_ stay: Stay) -> History<String> {
        var told = stay.visits.filter(\.happened).flatMap(\.legalStatuses.steps)
        for event in reading.told(.stayLegalStatus) {
            guard
                let code = event.detail["legalStatus"]?.string
                    ?? event.encounter?.legalStatus.value,
                event.occurredAt >= stay.admittedAt,
                stay.endedAt.map({ event.occurredAt <= $0 }) ?? true
            else { continue }
            told.append(.init(since: event.occurredAt, value: code))
        }
        var history = History<String>()
        for step in told.sorted(by: { ($0.since, $0.value) < ($1.since, $1.value) }) {
            history.note(step.value, at: step.since)
        }
        return history
    }

    func isUnderStatutoryReview(_ stay: Stay) -> Bool {
        stay.isInScope && detainedSince(stay) != nil && viewFormedAt(stay) != nil
    }

    /// This situation once for each legal status that the stay has had since it came into scope.
    var ofEachStatus: [Situation] {
        guard let stay, let inScope = stay.inScopeSince else { return [self] }
        var changes: [Instant] = []
        for step in legalStatuses(stay).steps {
            let since = Swift.max(step.since, inScope)
            // Of what was before the stay came into scope only the last counts.
            if !changes.contains(since) { changes.append(since) }
        }
        guard changes.count > 1 else { return [self] }
        return changes.map { since in
            var situation = self
            situation.statusSince = since
            return situation
        }
    }

    private func legalStatusSince(_ stay: Stay) -> Instant? {
        guard let inScope = stay.inScopeSince else { return nil }
        return legalStatuses(stay).since.map { Swift.max($0, inScope) } ?? inScope
    }

    private func detainedSince(_ stay: Stay) -> Instant? {
        var since: Instant?
        for step in legalStatuses(stay).steps {
            since = Situation.isDetention(step.value) ? since ?? step.since : nil
        }
        return since
    }

    /// When the commissioner's view was formed: as recorded, else since the entry says confirmed;
    /// what the entry said before the stay counts from the admission.
    private func viewFormedAt(_ stay: Stay) -> Instant? {
        let formed = reading.told(.commissionerViewFormed).map {
            $0.detail["on"]?.string.flatMap { LocalDate(iso8601: $0) }
                .map(context.calendar.startOfDay) ?? $0.occurredAt
        }
        let ofEntry = entry?.diagnoses.viewFormedOn.map(context.calendar.startOfDay)
        if let first = (formed + [ofEntry].compactMap(\.self)).min() { return first }
        guard entry?.hasConfirmedMarker ?? false else { return nil }
        return reading.confirmedSince.map { Swift.max($0, stay.admittedAt) } ?? stay.admittedAt
    }

    // MARK: Ward and unit

    private func adultWardSince(_ stay: Stay) -> Instant? {
        guard let visit = stay.lastVisit, visit.isInScope, visit.wards.current?.isAdult == true
        else { return nil }
        return visit.wards.since.map { Swift.max($0, stay.inScopeSince ?? $0) }
    }

    private func security(_ stay: Stay) -> Int? { stay.lastVisit?.securities.current }

    private func securityRaisedAt(_ stay: Stay) -> Instant? {
        let steps = stay.securities.steps
        guard steps.count > 1, steps[steps.count - 2].value < steps[steps.count - 1].value else {
            return nil
        }
        return stay.securities.since
    }

    // MARK: Way home, visits and reviews

    private func readySince(_ stay: Stay) -> Instant? {
        if let date = stay.lastVisit?.readyForDischargeAt { return date }
        return reading.told(.stayReady).filter { $0.occurredAt >= stay.admittedAt }
            .map { heldAt($0) }.max()
    }

    private func visitedAt(_ stay: Stay) -> Instant? {
        reading.told(.visitHeld).map { heldAt($0) }
            .filter { $0 >= context.calendar.startOfDay(of: stay.admittedAt) }.max()
    }

    private func reviewedAt(_ stay: Stay) -> Instant? {
        guard let inScope = stay.inScopeSince else { return nil }
        let first = context.calendar.startOfDay(of: inScope)
        return reviews.filter { review in
            let stage = ReviewKind(rawValue: review.kind)?.stage
            return (stage == .postAdmission || stage == .inpatient) && review.at >= first
        }.map(\.at).max()
    }

    private func isReadmission(_ stay: Stay) -> Bool {
        guard let since = stay.inScopeSince else { return false }
        return stays.contains { former in
            guard former.id != stay.id, former.wasEverInScope, let ended = former.endedAt,
                ended <= since
            else { return false }
            let last = context.calendar.localDate(of: ended).adding(days: 30)
            return since <= context.calendar.endOfDay(last)
        }
    }
}

extension Stay {
    /// The units in which the person lay.
    var units: History<String> { told(\.units) }

    /// The levels of security under which the person lay.
    var securities: History<Int> { told(\.securities) }

    private func told<Value: Comparable>(_ path: KeyPath<Visit, History<Value>>) -> History<Value> {
        var history = History<Value>()
        let steps = visits.filter(\.happened).flatMap { $0[keyPath: path].steps }
        for step in steps.sorted(by: { ($0.since, $0.value) < ($1.since, $1.value) }) {
            history.note(step.value, at: step.since)
        }
        return history
    }
}
