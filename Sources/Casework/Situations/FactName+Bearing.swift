// SPDX-License-Identifier: Apache-2.0

import Policy

extension FactName {
    /// Whether the answer depends on more than the case, the stay and the instant: on the event,
    /// the obligation or the post in hand. Such an answer is never remembered.
    var isOfWhatIsInHand: Bool { bearing.contains(.hand) }

    /// What an answer depends on besides what the case tells of the person.
    struct Bearing: OptionSet {
        let rawValue: UInt8

        static let hand = Bearing(rawValue: 1)
        static let stay = Bearing(rawValue: 2)
        /// It tells of the stay in hand, and without one of the attendance in hand.
        static let attendance = Bearing(rawValue: 4)
    }

    /// What the answer depends on.
    var bearing: Bearing { FactName.bearings[ordinal] }

    private static let bearings: [Bearing] = allCases.map { name in
        switch name {
        case .personStayInScope, .personSignalStands, .personAdmittedSince,
            .personAdmittedMeanwhile, .personAdmissionExpectedAt, .personCommunityReviewRecent,
            .personCrisis14d, .personKeyworkerRestored:
            .hand
        // Ages are judged by the first day in hospital.
        case .personUnder18, .personAgeKnown, .personEligible, .personReviewType: .stay
        default:
            switch name.family {
            case .inHand: .hand
            case .stay: [.stay, .attendance]
            case .person: []
            }
        }
    }
}
