// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about the stay in hand.
    func stayValue(of name: FactName) -> FactValue {
        guard let stay else { return attendanceValue(of: name) }
        return value(of: name, stay)
    }

    private func value(of name: FactName, _ stay: Stay) -> FactValue {
        let last = stay.lastVisit
        return switch name {
        case .stayOpen: .bool(stay.isOpen)
        case .stayInScope: .bool(stay.isInScope)
        case .stayEverInScope: .bool(stay.wasEverInScope)
        case .stayEnded: .bool(stay.isEnded)
        case .stayCancelled: .bool(stay.isCancelled)
        case .stayClass: .code(EncounterClass.inpatient.rawValue)
        case .stayBedKind: .code(stay.bedKind.rawValue)
        case .stayEmergencyMethod:
            Situation.truth(method(stay).map(Situation.emergencyMethods.contains))
        case .stayMethodStated: .bool(method(stay) != nil)
        case .stayMentalHealthReason: Situation.truth(mentalHealthReason(stay))
        case .stayLegalStatus: Situation.code(legalStatuses(stay).current)
        case .stayOnwardTransfer:
            .bool(last?.isOnward ?? false)
        case .stayDied:
            .bool(stay.visits.contains(where: reading.hasEndedByDeath) || reading.death.isCertain)
        case .stayEndMethodContradictory: .bool(last?.isEndContradictory ?? false)
        case .stayEndedLongAgoOnReceipt: Situation.truth(endedLongAgo(stay))
        case .stayWasInScopeAtEnd: .bool(stay.wasInScopeAtEnd)
        case .stayReadmitted: .bool(readmitted(after: stay))
        case .stayEndedBeforeMembership: .bool(endedBeforeMembership(stay))
        case .stayCommunityReviewCounts: .bool(communityReviewCounts(stay))
        case .stayReportedOnlySince: Situation.instant(reportedOnlySince(stay))
        case .stayAdmittedAt: .instant(stay.admittedAt)
        case .stayInScopeSince: Situation.instant(stay.inScopeSince)
        case .stayEndedAt: Situation.instant(stay.endedAt)
        default: careValue(of: name, stay) ?? .unknown
        }
    }

    /// Emergency admission methods (DOMAIN.md §5.1).
    static let emergencyMethods: Set<String> = [
        "21", "22", "23", "24", "25", "2A", "2B", "2D", "28",
    ]

    private func method(_ stay: Stay) -> String? {
        stay.visits.first?.admissionMethod
    }

    private func mentalHealthReason(_ stay: Stay) -> Bool? {
        var known: Bool?
        let visits = VisitKeys(reading.events)
        for event in reading.events where event.mentalHealthReason != nil {
            guard let key = visits.key(of: event), stay.visits.contains(where: { $0.key == key }),
                let reason = event.mentalHealthReason
            else { continue }
            known = (known ?? false) || reason
        }
        return known
    }

    /// When people first told of a stay of which no hospital has told.
    private func reportedOnlySince(_ stay: Stay) -> Instant? {
        guard stay.visits.allSatisfy(\.key.isToldByPeople) else { return nil }
        return reading.told(.admissionReported).filter { event in
            event.visit.map { key in stay.visits.contains { $0.isKnown(as: key) } } ?? false
        }.map { $0.occurredAt }.min()
    }

    /// Whether a review in the community stands for the one after this admission: where the area
    /// lets it, and it was held so long before at most (DUTIES.tsv D-047a).
    private func communityReviewCounts(_ stay: Stay) -> Bool {
        let name = "community-cetr-counts-for"
        guard let length = context.pack.parameters.named(name)?.value,
            let since = stay.inScopeSince
        else { return false }
        return (reading.told(.reviewHeld) + reading.entryReviews).contains { review in
            guard
                review.detail["kind"]?.string?.hasPrefix("community-") ?? false
            else { return false }
            let held = heldAt(review)
            return held <= since && since <= context.calendar.add(length, to: held)
        }
    }

    private func endedLongAgo(_ stay: Stay) -> Bool? {
        guard let visit = stay.lastVisit, let ended = visit.endedAt,
            let received = visit.endReceivedAt
        else { return nil }
        let last = context.calendar.localDate(of: ended).adding(days: 14)
        return received > context.calendar.endOfDay(last)
    }

    private func readmitted(after stay: Stay) -> Bool {
        guard let ended = stay.endedAt else { return false }
        return stays.contains {
            $0.id != stay.id && $0.wasEverInScope && ($0.inScopeSince ?? $0.admittedAt) >= ended
        }
    }

    /// Whether the stay was over before the person was first known to be a member.
    private func endedBeforeMembership(_ stay: Stay) -> Bool {
        guard let ended = stay.endedAt, let joined = reading.memberSince else { return false }
        return ended < joined
    }

    /// Facts of an emergency attendance, which is never a stay: only the event in hand tells.
    private func attendanceValue(of name: FactName) -> FactValue {
        guard let encounter = event?.encounter else { return .unknown }
        return switch name {
        case .stayOpen, .stayInScope, .stayEverInScope, .stayEnded, .stayCancelled: .bool(false)
        case .stayClass: Situation.code(encounter.encounterClass?.rawValue)
        case .stayBedKind: .code(encounter.bedKind.rawValue)
        case .stayLegalStatus: Situation.code(encounter.legalStatus.value)
        case .stayEmergencyMethod:
            Situation.truth(
                encounter.admissionMethod.value.map(Situation.emergencyMethods.contains))
        case .stayMethodStated: .bool(encounter.admissionMethod.value != nil)
        case .stayMentalHealthReason: Situation.truth(event?.mentalHealthReason)
        case .stayAdmittedAt: Situation.instant(encounter.admittedAt.value ?? event?.occurredAt)
        default: .unknown
        }
    }
}
