// SPDX-License-Identifier: Apache-2.0

import Notifications

extension [DecodedItem] {
    /// The messages that a number of an earlier reading means. A decoder that has learnt since may
    /// part the record otherwise: what stands under the number must still concern whom it is asked
    /// for, else everything of the record that does is meant. Where nothing does, what stands there
    /// is decided as it would have been: it is never passed over in silence.
    func meant(
        by number: UInt32, concerning: (Notification) -> Bool
    ) -> [(number: UInt32, message: Notification)] {
        let messages = enumerated().compactMap { index, item -> (UInt32, Notification)? in
            guard case .notification(let message) = item else { return nil }
            return (UInt32(clamping: index), message)
        }
        let found = messages.filter { concerning($0.1) }
        let there = found.filter { $0.0 == number }
        if !there.isEmpty { return there }
        return found.isEmpty ? messages.filter { $0.0 == number } : found
    }
}
