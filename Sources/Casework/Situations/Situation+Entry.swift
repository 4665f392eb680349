// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about what the register does not know, and what is owed about the person; nil for
    /// a fact about something else.
    func entryValue(of name: FactName) -> FactValue? {
        switch name {
        case .personGapsSince:
            // An entry of an earlier ledger has had its gaps since it came, as far as is known.
            Situation.instant(
                entry?.value.hasGaps ?? false
                    ? reading.gapsSince ?? reading.entryChangedAt : nil)
        case .personDossierGaps:
            .bool(entry?.value.hasDossierGaps(isLookedAfter: isLookedAfter) ?? false)
        case .personUrgentOpen:
            .bool(reading.obligations.contains { $0.isOpen && $0.priority >= .urgent })
        default: nil
        }
    }
}
