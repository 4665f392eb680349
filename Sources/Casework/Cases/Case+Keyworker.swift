// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

extension Case {
    /// The person who is keyworker: named and accepted, by the register's entry or by a recorded
    /// event, whichever took effect later (CONTRACT.md §6). An entry that has lost its keyworker
    /// ends what was recorded before. Nil: nobody.
    package var keyworkerID: String? {
        var id: String?
        var since: Instant?
        if let entry, entry.hasAcceptedKeyworker {
            id = entry.keyworker?.personId
            since = entry.keyworker?.acceptedAt
        }
        var assigned: String?
        for event in events.sorted(by: CaseEvent.happensBefore) {
            switch event.event.text {
            case "keyworker.assigned", "keyworker.handed-over":
                assigned = event.detail["personId"]?.string ?? assigned
            case "keyworker.accepted":
                guard let person = event.detail["personId"]?.string ?? assigned ?? event.by,
                    since.map({ $0 <= event.occurredAt }) ?? true,
                    unnamedSince.map({ $0 <= event.occurredAt }) ?? true
                else { continue }
                id = person
                since = event.occurredAt
            default: break
            }
        }
        return id
    }
}
