// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// An event that a case remembers: what its stays, signals and answers are folded from. It never
/// changes, and is kept once, with what is asked of it most worked out.
@dynamicMemberLookup
package final class CaseEvent: Hashable, Sendable, Codable {
    /// What it says.
    package let content: EventContent
    /// The visit that it belongs to, if it is about one.
    package let visit: VisitKey?
    /// What an obligation remembers of it.
    package let because: Because

    /// The event that says this.
    package init(_ content: EventContent) {
        self.content = content
        let visit = content.encounter.map { VisitKey(of: $0, sender: content.sender) }
        self.visit = visit
        because = Because(
            event: content.event, occurredAt: content.occurredAt,
            sender: content.sender.organisation ?? content.sender.facility
                ?? content.sender.application,
            visit: visit.flatMap { $0.isNumbered ? $0 : nil })
    }

    /// Reads what it says.
    package convenience init(from decoder: any Decoder) throws {
        self.init(try EventContent(from: decoder))
    }

    /// Writes what it says.
    package func encode(to encoder: any Encoder) throws {
        try content.encode(to: encoder)
    }

    /// A member of what it says.
    package subscript<Member>(dynamicMember path: KeyPath<EventContent, Member>) -> Member {
        content[keyPath: path]
    }

    /// The order in which events are folded, whatever order they came in (DESIGN.md, "Identity
    /// and late truth"): occurred, recorded, sent, key.
    package static func happensBefore(_ left: CaseEvent, _ right: CaseEvent) -> Bool {
        if left.occurredAt != right.occurredAt { return left.occurredAt < right.occurredAt }
        if left.recordedAt != right.recordedAt { return left.recordedAt < right.recordedAt }
        if left.sentAt != right.sentAt { return left.sentAt < right.sentAt }
        return left.key < right.key
    }

    /// Whether it is the same message: the same content, or read again at the same place, where
    /// one without a time of its own has got another.
    package func isSame(as other: CaseEvent) -> Bool {
        content.key == other.key
            || (content.position != nil && content.position == other.position)
    }

    /// Whether two say the same.
    package static func == (left: CaseEvent, right: CaseEvent) -> Bool {
        left === right || left.content == right.content
    }

    /// Hashes what it says.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(content)
    }
}

/// What a case remembers of an event.
///
/// It holds no name, number or address; those stay in the register entry or, for a candidate,
/// in the candidate's identity.
package struct EventContent: Hashable, Sendable, Codable {
    /// A hash of the sender, the message's id, and what it says: the same message sent again has
    /// the same key. An id that a sender uses again for another message does not hide that one.
    package var key: String
    /// A hash of what the message says.
    package var contentHash: String
    /// Where the message stood.
    package var position: InputPosition?
    /// The event.
    package var event: EventName
    /// When the thing happened.
    package var occurredAt: Instant
    /// When the sender recorded it.
    package var recordedAt: Instant
    /// When it was sent.
    package var sentAt: Instant
    /// When it was decided here.
    package var receivedAt: Instant
    /// Who sent it.
    package var sender: Sender
    /// The hospital contact, if it is about one.
    package var encounter: Encounter?
    /// Whether a coded diagnosis or an education need marks the person (DUTIES.tsv §8, "marker").
    package var marker: Bool
    /// Whether the stated reason is mental health or self-harm; nil when no reason is stated.
    package var mentalHealthReason: Bool?
    /// What it says of a death; nil when it says nothing.
    package var death: DeathWord?
    /// Event-specific members (DUTIES.tsv §12).
    package var detail: JSONValue
    /// The register id, task or alert that a response names, and who gave it.
    package var by: String?
}

/// What a message says of the person's death (DUTIES.tsv X-01a, X-01b).
package enum DeathWord: String, Hashable, Sendable, Codable {
    /// That the person has died, and when.
    case dated
    /// That the person has died, and no more.
    case said
    /// Both that the person has died and that not.
    case contradictory
}
