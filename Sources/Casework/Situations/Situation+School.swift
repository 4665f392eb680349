// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Situation {
    /// The facts that schools' news make by lasting.
    func schoolValue(of name: FactName) -> FactValue? {
        switch name {
        case .personLeftRollAt: Situation.instant(leftRollAt)
        case .personEhcReviewedAt:
            Situation.instant(
                last(of: ["school.ehc-annual-review", "school.ehc-plan-issued"])?.occurredAt)
        default: nil
        }
    }

    private var leftRollAt: Instant? {
        let last = last(of: [
            "school.left-roll", "school.joined-roll", "school.alternative-provision",
        ])
        return last?.event.text == "school.left-roll" ? last?.occurredAt : nil
    }

    private func last(of names: [String]) -> CaseEvent? {
        reading.history.last { names.contains($0.event.text) }
    }
}
