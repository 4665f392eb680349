// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Situation {
    /// The facts about admissions: planned, and come to pass while something was owed.
    func admissionValue(of name: FactName) -> FactValue? {
        switch name {
        case .personAdmissionPlanStands: .bool(admissionPlanStands)
        case .personAdmissionExpectedAt: Situation.instant(admissionExpectedAt)
        case .personAdmittedSince: .bool(wasAdmittedSince)
        case .personAdmittedMeanwhile: .bool(wasAdmittedMeanwhile)
        case .personAdmittedSinceProtocol: .bool(wasAdmittedSinceProtocol)
        case .personAdmittedDuringCallAt: Situation.instant(admittedDuringCallAt)
        case .personHomeSince: Situation.instant(homeSince)
        default: nil
        }
    }

    // MARK: Planned

    private var admissionPlanStands: Bool {
        reading.told(CaseEvent.plansOfAdmission).contains { plan in
            EventMeaning(plan, reading).isRiskOfAdmission
                && !isCalledOff(plan)
                && !hasBegun(plan)
        }
    }

    private func isCalledOff(_ plan: CaseEvent) -> Bool {
        reading.history([.admissionPlanCancelled]).contains {
            CaseEvent.happensBefore(plan, $0) && $0.callsOff(plan)
        }
    }

    /// Whether a plan has come to pass: in its own visit, or in any stay in scope.
    private func hasBegun(_ plan: CaseEvent) -> Bool {
        stays.contains { stay in
            stay.inScopeSince.map { $0 >= plan.occurredAt } ?? false
                || stay.visits.contains { visit in
                    visit.happened && visit.key.isNumbered && visit.key == plan.visit
                }
        }
    }

    /// When the admissions behind the duty in hand are expected, by the last word on each.
    private var admissionExpectedAt: Instant? {
        let reasons = obligation?.because ?? event.map { [$0.because] } ?? []
        let plans = reading.events.filter { reasons.contains($0.because) }
        let expected = plans.map { plan in
            reading.history.last { other in
                other.key == plan.key
                    || other.visit == plan.visit && plan.visit?.isNumbered ?? false
                        && other.encounter?.expectedAt.value != nil
            }?.encounter?.expectedAt.value
        }
        return expected.contains(nil) ? nil : expected.compactMap(\.self).max()
    }

    // MARK: Come to pass

    /// The first of the events behind the duty in hand, or the event in hand.
    private var firstReasonAt: Instant {
        let reasons = obligation?.because ?? because
        return reasons.map(\.occurredAt).min() ?? event?.occurredAt ?? now
    }

    private var wasAdmittedSince: Bool {
        let since = firstReasonAt
        return stays.contains { $0.inScopeUntil.map { $0 > since } ?? false }
    }

    private var homeSince: Instant? {
        guard !stays.contains(where: \.isInScope), !reading.death.isCertain,
            let stay = stays.filter(\.wasInScopeAtEnd).max(by: { left, right in
                (left.endedAt ?? left.admittedAt) < (right.endedAt ?? right.admittedAt)
            }),
            let visit = stay.lastVisit, !reading.hasEndedByDeath(visit), !visit.isOnward
        else { return nil }
        return visit.endedAt
    }

    private var wasAdmittedMeanwhile: Bool {
        stays.contains { isMeanwhile($0, since: firstReasonAt, openedAt: obligation?.openedAt) }
    }

    /// Whether a stay came into scope after something, or was told of only after the duty about it
    /// was opened: whoever lay there already when the duty was opened is not admitted meanwhile.
    private func isMeanwhile(_ stay: Stay, since: Instant, openedAt: Instant?) -> Bool {
        guard let begun = stay.inScopeSince, let until = stay.inScopeUntil else { return false }
        if begun >= since { return true }
        guard let openedAt else { return false }
        return until > since && stay.visits.allSatisfy { $0.firstReceivedAt > openedAt }
    }

    private var wasAdmittedSinceProtocol: Bool {
        guard let held = protocolHeldAt else { return false }
        return stays.contains { $0.inScopeSince.map { $0 >= held } ?? false }
    }

    /// The admission that came while a call was open, before any outcome.
    private var admittedDuringCallAt: Instant? {
        let outcomes = reading.told(.emergencyProtocolOutcome).map { $0.occurredAt }
        return stays.compactMap { stay -> Instant? in
            guard let begun = stay.inScopeSince else { return nil }
            let isDuringCall = reading.obligations.contains { call in
                guard call.kind == .emergency, call.wasNotDecided else { return false }
                let called = call.because.map(\.occurredAt).min() ?? call.openedAt
                return isMeanwhile(stay, since: called, openedAt: call.openedAt)
                    && !outcomes.contains { $0 >= called && $0 <= begun }
            }
            return isDuringCall ? begun : nil
        }.max()
    }
}

extension CaseEvent {
    /// What tells that an admission is considered or planned.
    static let plansOfAdmission: EventNames = [.admissionConsidered, .admissionPlanned]

    /// Whether it tells that an admission is considered or planned.
    var isPlanOfAdmission: Bool { CaseEvent.plansOfAdmission.contains(content.event) }

    /// Whether it calls a plan off. Where one of the two does not say which visit it is about, they
    /// are about the same, unless the cancel is about a general ward.
    func callsOff(_ plan: CaseEvent) -> Bool {
        guard content.event == .admissionPlanCancelled, plan.isPlanOfAdmission else { return false }
        if let other = plan.visit, let visit, other.isNumbered, visit.isNumbered {
            return other == visit
        }
        return content.encounter?.bedKind != .general
    }
}

extension ObligationContent {
    /// Whether a call is open, or was closed by the admission that it was to prevent.
    fileprivate var wasNotDecided: Bool {
        switch state {
        case .open: true
        case .closed(let ending): ending.reason == Ending.conditionEnded
        case .withdrawn: false
        }
    }
}
