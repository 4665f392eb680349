// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Engine {
    /// Decides news of a hospital itself; nil for news of anything else.
    mutating func receiveOfProvider(
        _ notification: Notification, at position: InputPosition?
    ) throws -> EngineFrame? {
        switch notification.event {
        case .unitRatingChanged: try receiveRating(notification, at: position)
        case .censusReceived where notification.detail["listed"] == nil:
            try receiveList(notification, at: position)
        default: nil
        }
    }

    /// The rating of a unit is about nobody, and changes what is owed about everybody who is there
    /// (DUTIES.tsv D-CQC-IQ).
    private mutating func receiveRating(
        _ notification: Notification, at position: InputPosition?
    ) throws -> EngineFrame {
        let detail = notification.detail
        let code =
            detail["unit"]?.string ?? notification.encounter?.location.facility
            ?? notification.sender.facility
        guard let unit = code, let rating = detail["rating"]?.string,
            UnitRating(stated: rating) != nil
        else {
            return try finish(.notification, position, .outOfScope, "no-unit-or-rating", [])
        }
        var news = notification
        news.detail = .object([
            .init("unit", .string(unit)), .init("rating", .string(rating)),
        ])
        return try take(news, of: unit, reason: "unit-rating", at: position)
    }

    /// A list is whole when everybody on it has been told of: who is not on it is missing
    /// (DUTIES.tsv X-03b), and who was on the one before is not on it any more (X-03a).
    private mutating func receiveList(
        _ notification: Notification, at position: InputPosition?
    ) throws -> EngineFrame {
        guard let provider = notification.detail["provider"]?.string ?? notification.sender.facility
        else {
            return try finish(.notification, position, .outOfScope, "no-provider", [])
        }
        return try take(notification, of: provider, reason: "census", at: position)
    }

    /// Remembers news of a provider in the area's case, and brings in line whoever was told to be
    /// there.
    private mutating func take(
        _ news: Notification, of provider: String, reason: String, at position: InputPosition?
    ) throws -> EngineFrame {
        let event = CaseEvent(news, position: position, receivedAt: now, hashes: context.hashes)
        var reception = Decision.Reception.taken
        var parts = [
            try decide(.area(context.area), inputID: event.key) {
                reception = $0.take(event, match: nil)
            }
        ]
        guard reception == .taken else {
            return try finish(.notification, position, .duplicate, reception.rawValue, parts)
        }
        for subject in try subjects(where: { $0.tells(ofProvider: provider) }) {
            parts.append(
                try decide(subject, inputID: event.key) { $0.reconcile(because: event, match: nil) }
            )
        }
        return try finish(.notification, position, .acted, reason, parts)
    }
}

extension Case {
    /// Whether anything was told of a bed with a provider, or of being on its list.
    fileprivate func tells(ofProvider provider: String) -> Bool {
        events.contains {
            $0.encounter?.location.facility == provider || $0.visit?.authority == provider
                || $0.provider == provider
        }
    }
}
