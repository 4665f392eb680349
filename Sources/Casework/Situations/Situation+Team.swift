// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// Since when an agency that the agreed plan names has had no named contact: health has the
    /// keyworker, social care the social worker; of any agency whoever a change of the team, or an
    /// item of the plan, names (DUTIES.tsv D-165).
    var contactMissingSince: Instant? {
        guard let agreed = reading.keyworking.planAgreedAt else { return nil }
        let items = reading.items.filter { $0.kind == .planItem && $0.isOpen }
        let missing = Agency.allCases.filter { agency in
            items.contains { $0.agency == agency } && !hasContact(agency)
        }
        return missing.compactMap { agency in
            items.filter { $0.agency == agency }.compactMap { $0.since ?? $0.toldAt }.min()
                .map { Swift.max($0, agreed) }
        }.min()
    }

    private func hasContact(_ agency: Agency) -> Bool {
        switch agency {
        case .health where reading.keyworkerID != nil: return true
        case .socialCare where entry?.socialCare?.worker != nil: return true
        default: break
        }
        let named = reading.items.contains {
            $0.kind == .planItem && $0.agency == agency && $0.isOpen && $0.isPersonNamed
        }
        let word = reading.history([.teamChanged]).last {
            $0.detail["agency"]?.string == agency.rawValue
        }
        return named || word?.detail["personId"]?.isStated ?? false
    }

    /// Since when the person has been rated green, with no signal or crisis, and at home
    /// (DUTIES.tsv D-078).
    var steadySince: Instant? {
        guard entry?.rating?.value == .green, let rated = ratedAt,
            !stays.contains(where: \.isOpen)
        else { return nil }
        let unrest = reading.told(EventMeaning.namesOfSignals).filter { event in
            let meaning = EventMeaning(event, reading)
            return (meaning.isSignal || meaning.isCrisis) && !standing([event.because]).isEmpty
        }
        let ends = stays.compactMap(\.endedAt)
        return (unrest.map { $0.occurredAt } + ends).reduce(rated, Swift.max)
    }
}
