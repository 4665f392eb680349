// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

extension Case {
    /// What is told of who answers as keyworker besides the entry.
    static let namesOfAccountability = namesOfKeyworker.union([.registerChanged])

    /// How many people answer as keyworker; nil where nobody was ever accepted, or the last one
    /// handed over or left by a complete exit (DUTIES.tsv §8, "known keyworking case").
    ///
    /// Who accepts beside a keyworker of whom neither the register nor an event says that they
    /// have gone is a second one.
    ///
    /// - Parameter history: the events of these names in the order in which they happened.
    func accountableKeyworkers(_ history: [CaseEvent]) -> Int? {
        let ofEntry = entry.flatMap { $0.hasAcceptedKeyworker ? $0.keyworker : nil }
        var accountability = Accountability()
        for event in history { accountability.take(event, ofEntry) }
        if let ofEntry { accountability.take(ofEntry) }
        return accountability.count
    }
}

/// Who answers as keyworker, followed through what was recorded.
private struct Accountability {
    /// Those who do, in the order in which they began.
    private var holders: [String] = []
    /// Whether there is a case of which somebody must answer.
    private var isKnown = false
    private var assigned: String?
    private var isEntryTaken = false
    /// Whether the last keyworker left as is proper, and nobody began since.
    private var isOver = false

    var count: Int? { isKnown ? holders.count : nil }

    mutating func take(_ event: CaseEvent, _ ofEntry: KeyworkerAssignment?) {
        if let ofEntry, let accepted = ofEntry.acceptedAt, accepted <= event.occurredAt {
            take(ofEntry)
        }
        let named = event.detail["personId"]?.string
        switch event.event {
        case .keyworkerAssigned: assigned = named ?? assigned
        case .keyworkerAccepted:
            if let person = named ?? assigned ?? event.by { begin(person) }
        case .keyworkerHandedOver:
            assigned = named ?? assigned
            end { $0 != named }
        case .keyworkerExited where event.isCompleteExit:
            end { named == nil || $0 == named }
        case .registerChanged:
            guard let former = event.detail["formerKeyworker"]?.string else { return }
            // The register has found out who it is, or lost who it was.
            if !isOver { isKnown = true }
            let present = ofEntry?.personId
            holders = holders.filter { $0 != former && (present == nil || $0 == present) }
        default: break
        }
    }

    /// The register's own word, once in its place among the events.
    mutating func take(_ ofEntry: KeyworkerAssignment) {
        guard !isEntryTaken else { return }
        isEntryTaken = true
        begin(ofEntry.personId)
    }

    private mutating func begin(_ person: String) {
        isKnown = true
        isOver = false
        if !holders.contains(person) { holders.append(person) }
    }

    /// Properly over for these: where nobody is left, there is no case any more.
    private mutating func end(_ leaves: (String) -> Bool) {
        holders = holders.filter { !leaves($0) }
        isKnown = !holders.isEmpty
        isOver = holders.isEmpty
    }
}
