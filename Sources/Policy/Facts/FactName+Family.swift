// SPDX-License-Identifier: Apache-2.0

extension FactName {
    /// What a fact is about.
    package enum Family: Sendable {
        /// The person of the case.
        case person
        /// The stay in hand, or the attendance.
        case stay
        /// The event, its match, the post or the duty in hand.
        case inHand
    }

    /// What the fact is about, by the first word of its name.
    package var family: Family { FactName.families[ordinal] }

    /// The place among `allCases`.
    package var ordinal: Int {
        // A case without a payload of fewer than 256 is one byte that counts them; a test proves
        // it of every case.
        Int(unsafe unsafeBitCast(self, to: UInt8.self))
    }

    private static let families = allCases.map { name -> Family in
        switch name.rawValue.prefix(while: { $0 != "." }) {
        case "person": .person
        case "stay": .stay
        default: .inHand
        }
    }
}
