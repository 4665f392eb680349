// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// When a change of an entry took effect, as far as the entry says.
package enum EffectTime: Hashable, Sendable {
    /// At this instant.
    case at(Instant)
    /// On this day: a bare date is anchored at that date (DUTIES.tsv §2).
    case on(LocalDate)
    /// The entry does not say: when it was received.
    case receipt
}

/// One of the `register.*` events that a changed entry amounts to.
package struct EntryEvent: Hashable, Sendable {
    /// The event.
    package var event: EventName
    /// When it took effect.
    package var effect: EffectTime
    /// What changed: `{value, from}` of a rating, `{flag, status, from, by, basis…}` of a
    /// consent, `{kind, heldOn, nextDueOn}` of a review, `{members}` of anything else, with
    /// `formerKeyworker`, who was accepted, and `keyworker`, where another person, or nobody, is
    /// keyworker now.
    package var detail: JSONValue

    /// An event with its time and detail.
    package init(event: EventName, effect: EffectTime, detail: JSONValue = .object([])) {
        self.event = event
        self.effect = effect
        self.detail = detail
    }
}

/// Compares two states of an entry.
package enum EntryDifference {
    /// What changed, as events in a fixed order: added or removed, consent by flag, rating,
    /// reviews as listed, then everything else as one `register.changed`.
    ///
    /// An added entry yields `register.added` alone: its rating and consent are state, and level
    /// rules see them there. Nothing for two equal entries, and nothing for a version alone.
    package static func events(
        from old: RegisterEntry?, to new: RegisterEntry?
    ) -> [EntryEvent] {
        switch (old, new) {
        case (nil, nil): []
        case (nil, _?): [event("register.added")].compactMap { $0 }
        case (_?, nil): [event("register.removed")].compactMap { $0 }
        case (let old?, let new?):
            consents(old, new) + ratings(old, new) + reviews(old, new) + others(old, new)
        }
    }

    private static func event(
        _ name: String, _ effect: EffectTime = .receipt, _ detail: JSONValue = .object([])
    ) -> EntryEvent? {
        EventName(name).map { EntryEvent(event: $0, effect: effect, detail: detail) }
    }

    private static func consents(_ old: RegisterEntry, _ new: RegisterEntry) -> [EntryEvent] {
        ConsentFlag.allCases.compactMap { flag in
            let (before, after) = (old.consent[flag], new.consent[flag])
            guard before != after else { return nil }
            var writer = MemberWriter()
            writer.put("flag", flag.rawValue)
            writer.put("status", new.consent.status(flag).rawValue)
            writer.put("from", old.consent.status(flag).rawValue)
            writer.put("by", after?.by)
            writer.put("reviewOn", after?.reviewOn)
            return event(
                "register.consent-changed", after?.at.map { .at($0) } ?? .receipt,
                writer.object(with: []))
        }
    }

    private static func ratings(_ old: RegisterEntry, _ new: RegisterEntry) -> [EntryEvent] {
        guard old.rating != new.rating else { return [] }
        var writer = MemberWriter()
        writer.put("value", new.rating?.value.rawValue)
        writer.put("from", old.rating?.value.rawValue)
        let effect = new.rating?.at.map { EffectTime.at($0) } ?? .receipt
        return [event("register.rated", effect, writer.object(with: []))].compactMap { $0 }
    }

    /// A review is news when its kind and day were not listed before. One that is only planned
    /// (no day held), and an emergency protocol, are changes of the entry like any other.
    private static func reviews(_ old: RegisterEntry, _ new: RegisterEntry) -> [EntryEvent] {
        new.countedReviews.compactMap { review in
            guard let heldOn = review.heldOn,
                !old.reviews.contains(where: { $0.kind == review.kind && $0.heldOn == heldOn })
            else { return nil }
            var writer = MemberWriter()
            writer.put("kind", review.kind)
            writer.put("heldOn", heldOn)
            writer.put("nextDueOn", review.nextDueOn)
            return event("register.reviewed", .on(heldOn), writer.object(with: []))
        }
    }

    private static func others(_ old: RegisterEntry, _ new: RegisterEntry) -> [EntryEvent] {
        let told: Set = ["rating", "consent", "version"]
        let (before, after) = (old.jsonValue().members, new.jsonValue().members)
        var names: [String] = []
        for member in after where !told.contains(member.name) {
            if before.first(where: { $0.name == member.name })?.value != member.value {
                names.append(member.name)
            }
        }
        for member in before where !told.contains(member.name) {
            if !after.contains(where: { $0.name == member.name }) { names.append(member.name) }
        }
        if names == ["reviews"], !reviews(old, new).isEmpty { return [] }
        guard !names.isEmpty else { return [] }
        let members = JSONValue.array(names.map { .string($0) })
        var detail = [JSONValue.Member("members", members)]
        if old.hasAcceptedKeyworker, let former = old.keyworker?.personId,
            former != new.keyworker?.personId
        {
            detail.append(.init("formerKeyworker", .string(former)))
            if let next = new.keyworker?.personId {
                detail.append(.init("keyworker", .string(next)))
            }
        }
        return [event("register.changed", .receipt, .object(detail))].compactMap { $0 }
    }
}
