// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

extension Engine {
    /// The frame of a message that cannot concern anybody here, from its bytes alone (DESIGN.md,
    /// "The flow", 1): the same frame as `receive` makes of it decoded, which a property holds.
    /// Nil leaves the message to the full decode, and says nothing about it.
    ///
    /// - Parameters:
    ///   - value: the record's value, from a topic of notifications, without headers that change
    ///     its meaning.
    ///   - position: where it stood.
    ///   - instant: when it is decided.
    package mutating func passOver(
        _ value: [UInt8], at position: InputPosition, now instant: Instant
    ) throws -> EngineFrame? {
        guard
            case .cannotConcernUs(let message) = identity.firstLook(
                at: value, dialects: context.ownDialects),
            let stub = FirstLookStub(message, of: value, zone: context.calendar.zone),
            !mayBeKnown(stub)
        else { return nil }
        _ = advance(to: instant)
        var frame = try finish(.notification, position, .noMatch, "no-match", [])
        frame.stubTokens = tokens(stub.keys)
        frame.occurredAt = stub.occurredAt
        return frame
    }

    /// Whether the message may belong to a visit or a candidate whom the engine knows.
    private func mayBeKnown(_ stub: FirstLookStub) -> Bool {
        let visits = stub.visit.map { visitKeys($0.number, $0.authority, stub.sender) } ?? []
        if visits.contains(where: { subject(ofVisit: $0) != nil }) { return true }
        if visits.contains(where: { subject(ofPendingVisit: $0) != nil }) { return true }
        guard knowsAliases else { return false }
        return decidedAliases(stub.person, visits, stub.sender).contains {
            candidate(ofAlias: $0) != nil || !subjects(decidedOf: $0).isEmpty
        }
    }

    /// The visit under its authority as sent and, since the decoder keeps apart what senders share,
    /// as its facility's own.
    private func visitKeys(
        _ number: String, _ authority: String?, _ sender: Sender
    ) -> [VisitKey] {
        let facility = sender.facility ?? sender.application ?? ""
        let shared = authority.map { "\(facility)/\($0)" }
        return [authority, shared].map { authority in
            var encounter = Encounter()
            encounter.id = number
            encounter.authority = authority
            return VisitKey(of: encounter, sender: sender)
        }
    }
}
