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
                last(of: [.schoolEhcAnnualReview, .schoolEhcPlanIssued])?.occurredAt)
        default: nil
        }
    }

    private var leftRollAt: Instant? {
        let last = last(of: [
            .schoolLeftRoll, .schoolJoinedRoll, .schoolAlternativeProvision,
        ])
        return last?.event == .schoolLeftRoll ? last?.occurredAt : nil
    }

    private func last(of names: EventNames) -> CaseEvent? {
        reading.history(names).last
    }
}
