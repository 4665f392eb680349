// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// What was heard of hospitals themselves, and not of anybody in them.
struct ProviderNews: Sendable, Hashable {
    private var ratings: [String: UnitRating] = [:]
    private var lists: [String: Instant] = [:]

    /// Nothing was heard.
    init() {}

    /// What the area's case tells; of each provider the latest word counts.
    init(of area: Case) {
        for event in area.events.sorted(by: CaseEvent.happensBefore) {
            switch event.event {
            case .unitRatingChanged:
                guard let unit = event.detail["unit"]?.string,
                    let rating = event.detail["rating"]?.string.flatMap(UnitRating.init(stated:))
                else { continue }
                ratings[unit] = rating
            case .censusReceived:
                guard let provider = event.provider else { continue }
                lists[provider] = event.occurredAt
            default: continue
            }
        }
    }

    /// The rating of a unit: as heard, else as the directory has it; nil: not known.
    func rating(of unit: String, _ directory: Directory) -> UnitRating? {
        ratings[unit] ?? directory.unit(unit)?.rating
    }

    /// As of when the last list of a provider is; nil: none has come.
    func listed(by provider: String) -> Instant? { lists[provider] }
}

extension CaseEvent {
    /// The provider whose list a census is; nil for anything else.
    var provider: String? {
        guard event == .censusReceived else { return nil }
        return content.detail["provider"]?.string ?? content.sender.facility
    }

    /// What it is: an event of that name.
    private var event: EventName { content.event }
}
