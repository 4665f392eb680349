// SPDX-License-Identifier: Apache-2.0

/// An obligation's id as the number that its 32 hexadecimal digits are: a quarter of the memory of
/// the text, and in the same order.
struct ObligationKey: Hashable, Comparable {
    private let number: UInt128

    /// The key of an id; nil for a text that is no id of an obligation.
    init?(_ id: String) {
        var number: UInt128 = 0
        var digits = 0
        for byte in id.utf8 {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            number = number << 4 | UInt128(digit)
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.number = number
    }

    static func < (left: ObligationKey, right: ObligationKey) -> Bool {
        left.number < right.number
    }
}
