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
            return .bool(gap != nil || !reading.vacantPosts.isEmpty)
        case .countPeople: return tally.map { .number($0.people(at: now)) }
        case .opening: return Situation.instant(obligation?.openedAt)
        case .anchor: return Situation.instant(anchor ?? obligation?.anchor)
        default: break
        }
        guard let event else { return nil }
        let meaning = EventMeaning(event, reading)
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
        case .eventExpectedAt: Situation.instant(event.encounter?.expectedAt.value)
        case .eventBeforePanel: Situation.truth(isBeforePanel(event))
        case .eventEffectiveAt:
            .instant(
                event.event.family == "register" ? ratedAt ?? event.occurredAt : event.occurredAt)
        case .eventHeldAt: .instant(heldAt(event))
        case .eventAgency: .code(meaning.agency.rawValue)
        case .eventAgencyNamed: Situation.code(namedAgency(of: event))
        case .eventHandoverGradual: Situation.truth(isGradual(event))
        case .eventFormerAbsent: .bool(isFormerAbsent(event))
        case .eventKeyworkerReplaced: Situation.truth(replacesKeyworker(event))
        case .eventOccurredAt: .instant(event.occurredAt)
        case .eventReceivedAt, .receipt: .instant(event.receivedAt)
        default: nil
        }
    }

    private func namedAgency(of event: CaseEvent) -> String? {
        event.detail["agency"]?.string.flatMap { Agency(rawValue: $0)?.rawValue }
    }

    /// Whether an admission is expected before a panel can meet: before the review that is booked,
    /// else before the close of the second working day after receipt (DUTIES.tsv D-052a).
    private func isBeforePanel(_ event: CaseEvent) -> Bool? {
        guard let expected = event.encounter?.expectedAt.value else { return nil }
        let booked = reading.told(.reviewBooked).filter {
            $0.detail["kind"]?.string?.hasPrefix("community-") ?? true
        }.max(by: CaseEvent.happensBefore)
        if let booked, let text = booked.detail["bookedFor"]?.string {
            if let instant = Instant(iso8601: text) { return expected < instant }
            if let date = LocalDate(iso8601: text) {
                return expected < context.calendar.closingOf(date)
            }
        }
        let receipt = context.calendar.localDate(of: event.receivedAt)
        return expected
            < context.calendar.closingOf(context.calendar.workingDay(2, from: receipt))
    }

    /// How the person was found: a possible match stays one until a person has decided.
    private var matchOutcome: String {
        if isCandidate { return wasAddedToRegister ? "match" : "none" }
        if let obligation, obligation.kind == .review {
            let isUndecided = reading.pending.contains {
                $0.same == nil && $0.obligation == obligation.id
            }
            return isUndecided || reading.pending.isEmpty ? "review" : "match"
        }
        return match?.outcome ?? "match"
    }
}
