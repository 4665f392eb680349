// SPDX-License-Identifier: Apache-2.0

/// Messages that a case held and that turned out to be about somebody else (DUTIES.tsv X-06). Sent
/// again they are known, and decide nothing.
package struct DisownedMessages: Hashable, Sendable, Codable {
    /// The visits that they told of, which are never this person's again.
    package var visits: [VisitKey]
    /// The messages, by the keys of their events.
    package var keys: [String]
}

extension Case {
    /// Whether a message was found to be about somebody else.
    func hasDisowned(_ event: CaseEvent) -> Bool {
        disowned?.contains { $0.keys.contains(event.key) } ?? false
    }

    /// Whether a visit was found to be somebody else's.
    func hasDisowned(visit: VisitKey?) -> Bool {
        guard let visit else { return false }
        return disowned?.contains { $0.visits.contains(visit) } ?? false
    }
}
