// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy

/// Obligations as a table.
struct ObligationListing {
    /// Which obligations are wanted.
    struct Filter {
        var group: ObligationGroup
        var includesEnded = false
        var about: String?
        var person: String?

        func takes(_ obligation: Obligation) -> Bool {
            guard ObligationGroup(obligation.kind) == group, obligation.kind != .notice,
                obligation.isOpen || includesEnded
            else { return false }
            if let about, obligation.about.id != about, obligation.about.text != about {
                return false
            }
            if let person {
                let told = obligation.to + (obligation.answer?.told ?? [])
                return told.contains { $0.personId == person }
            }
            return true
        }
    }

    /// The rows, the most pressing first; ids in full in JSON and in short for people.
    static func table(
        _ obligations: [Obligation], _ filter: Filter, time: LocalTime, isJSON: Bool
    ) -> TextTable {
        var table = TextTable(
            [
                "id", "about", "kind", "priority", "title", "owner", "to", "state", "rung", "next",
                "due", "rule",
            ], numbers: ["rung"])
        let chosen = obligations.filter(filter.takes).sorted {
            ($0.nextDue ?? .distant, $0.id) < ($1.nextDue ?? .distant, $1.id)
        }
        let show = { (instant: Instant?) in
            instant.map { isJSON ? $0.formatted : time.text($0) } ?? ""
        }
        for obligation in chosen {
            table.add([
                isJSON ? obligation.id : String(obligation.id.prefix(8)), obligation.about.id,
                obligation.kind.rawValue, obligation.priority.rawValue, obligation.title,
                obligation.owner.rawValue,
                obligation.to.map(\.personId).joined(separator: ","), obligation.stateWord,
                String(obligation.rung), show(obligation.nextDue), show(obligation.due),
                obligation.rule.text,
            ])
        }
        return table
    }
}

extension Instant {
    /// After every instant that a clock can show: sorts what has no clock last.
    static let distant = Instant(milliseconds: .max)
}
