// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Register

/// Who is keyworker of a person.
package struct KeyworkerPost: Equatable, Sendable {
    /// The person named and accepted; nil: nobody.
    package var personId: String?
    /// When the person was accepted, or the last one left; nil where nobody says.
    package var since: Instant?
}

extension Case {
    /// The person who is keyworker: named and accepted, by the register's entry or by a recorded
    /// event, whichever took effect later (CONTRACT.md §6). An entry that has lost its keyworker
    /// ends what was recorded before; so does an exit, and a handover without an overlap.
    package var keyworkerPost: KeyworkerPost { keyworkerPost(by: events) }

    /// What is told of who is keyworker besides the entry.
    static let namesOfKeyworker: EventNames = [
        .keyworkerAssigned, .keyworkerAccepted, .keyworkerHandedOver, .keyworkerExited,
    ]

    /// The same, as if no more than these events had been recorded.
    func keyworkerPost(by events: [CaseEvent]) -> KeyworkerPost {
        var post = KeyworkerPost()
        if let entry, entry.hasAcceptedKeyworker {
            post = KeyworkerPost(
                personId: entry.keyworker?.personId, since: entry.keyworker?.acceptedAt)
        }
        var assigned: String?
        let told = events.filter { Case.namesOfKeyworker.contains($0.event) }
        for event in told.sorted(by: CaseEvent.happensBefore) {
            let named = event.detail["personId"]?.string
            if event.event == .keyworkerAssigned { assigned = named ?? assigned }
            let isLater = post.since.map { $0 <= event.occurredAt } ?? true
            guard isLater, unnamedSince.map({ $0 <= event.occurredAt }) ?? true else { continue }
            switch event.event {
            case .keyworkerHandedOver:
                assigned = named ?? assigned
                guard post.personId != nil, named != post.personId,
                    event.detail["overlapUntil"]?.string == nil
                else { continue }
                post = KeyworkerPost(personId: nil, since: event.occurredAt)
            case .keyworkerExited where event.isCompleteExit:
                guard let id = post.personId, named.map({ $0 == id }) ?? true else { continue }
                post = KeyworkerPost(personId: nil, since: event.occurredAt)
            case .keyworkerAccepted:
                guard let person = named ?? assigned ?? event.by else { continue }
                post = KeyworkerPost(personId: person, since: event.occurredAt)
            default: break
            }
        }
        return post
    }

    /// The person who is keyworker; nil: nobody.
    package var keyworkerID: String? { keyworkerPost.personId }
}
