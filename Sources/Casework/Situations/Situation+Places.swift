// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The last word on the rating of the unit of now.
    func unitRating(_ stay: Stay) -> UnitRating? {
        unit(of: stay).flatMap { context.providers.rating(of: $0, context.directory) }
    }

    /// Whether the unit of now stands in another area that is known here; nil: nobody says where it
    /// stands.
    func isInAnotherArea(_ stay: Stay) -> Bool? {
        guard let area = unit(of: stay).flatMap(context.directory.unit)?.area,
            context.directory.jurisdiction.knows(area)
        else { return nil }
        return area != context.directory.area
    }

    /// As of when the list is on which the person is missing: the provider's last one, where it is
    /// of after the admission and no word of the person was on it or a later one (DUTIES.tsv
    /// X-03b).
    func missingFromListSince(_ stay: Stay) -> Instant? {
        guard stay.isInScope else { return nil }
        return providers(of: stay).compactMap { provider -> Instant? in
            guard let asOf = context.providers.listed(by: provider), asOf > stay.admittedAt else {
                return nil
            }
            let isListed = reading.told(.censusReceived).contains {
                $0.provider == provider && $0.occurredAt >= asOf
            }
            return isListed ? nil : asOf
        }.max()
    }

    /// As of when a provider's last list has the person on it, who is in no hospital as far as is
    /// known; a list that was older than 7 days when it came tells nothing (DUTIES.tsv X-03a).
    var listedWithoutStaySince: Instant? {
        guard
            let word = reading.told(.censusReceived).filter({ $0.provider != nil }).max(
                by: CaseEvent.happensBefore),
            let provider = word.provider,
            // A stay that ended after it is the one of which the list tells.
            !stays.contains(where: { stay in
                stay.isOpen || stay.endedAt.map { $0 >= word.occurredAt } ?? false
            })
        else { return nil }
        let until = context.calendar.due(
            DueClock(amount: 7, unit: .calendarDays), anchor: word.occurredAt)
        guard word.receivedAt <= until,
            context.providers.listed(by: provider).map({ $0 <= word.occurredAt }) ?? true
        else { return nil }
        return word.occurredAt
    }

    private func providers(of stay: Stay) -> [String] {
        [stay.units.current, stay.lastVisit?.key.authority].compactMap(\.self)
    }

    /// The unit of now: the facility of the last location, else of the sender.
    private func unit(of stay: Stay) -> String? {
        stay.units.current ?? stay.lastVisit?.key.authority
    }

    /// How many areas are responsible for the person (DUTIES.tsv X-07).
    var responsibility: String {
        if entry?.commissioner?.isEmpty == false { return "one" }
        return switch reading.jurisdiction {
        case .one: "one"
        case .none: "none"
        case .several: "several"
        }
    }
}

extension Case {
    /// Whose responsibility the person is, by where the person lives and in whose care they are.
    func jurisdiction(_ context: DecisionContext) -> Jurisdiction.Answer {
        context.directory.jurisdiction.answer(
            authority: entry?.socialCare?.authority ?? candidate?.authority,
            postcode: entry?.postcode ?? candidate?.postcode)
    }
}
