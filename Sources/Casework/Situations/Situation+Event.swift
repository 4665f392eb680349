// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Situation {
    /// The facts about the event in hand and its match; nil for a fact about something else.
    func eventValue(of name: FactName) -> FactValue? {
        switch name {
        case .matchOutcome: return .code(matchOutcome)
        case .matchStatusAlone: return .bool(matchByStatusAlone)
        case .areaRoleGap:
            return .bool(gap != nil || !Gap.standing(in: caseState, context, now).isEmpty)
        default: break
        }
        guard let event else { return nil }
        let meaning = EventMeaning(event, caseState)
        return switch name {
        case .eventName: .code(event.event.text)
        case .eventCrisis: .bool(meaning.isCrisis)
        case .eventHealthCrisis: .bool(meaning.isHealthCrisis)
        case .eventRiskOfAdmission: .bool(meaning.isRiskOfAdmission)
        case .eventOtherEmergencyReason: .bool(meaning.hasOtherEmergencyReason)
        case .eventSignal: .bool(meaning.isSignal)
        case .eventOutOfHours: .bool(!context.calendar.isInWorkingHours(event.receivedAt))
        case .eventOlderThan24h:
            .bool(event.receivedAt.milliseconds(since: event.occurredAt) > 24 * 3_600_000)
        case .eventAgency: .code(meaning.agency.rawValue)
        case .eventOccurredAt: .instant(event.occurredAt)
        case .eventReceivedAt, .receipt: .instant(event.receivedAt)
        default: nil
        }
    }

    /// How the person was found: a possible match stays one until a person has decided.
    private var matchOutcome: String {
        if isCandidate { return wasAddedToRegister ? "match" : "none" }
        if let obligation, obligation.kind == .review {
            let isUndecided = caseState.pending.contains {
                $0.same == nil && $0.obligation == obligation.id
            }
            return isUndecided || caseState.pending.isEmpty ? "review" : "match"
        }
        return match?.outcome ?? "match"
    }
}
