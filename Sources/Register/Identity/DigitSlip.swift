// SPDX-License-Identifier: Apache-2.0

/// Slips in numbers of ten digits.
enum DigitSlip {
    /// Whether one digit is another, or two neighbours are exchanged. The check digit shows either:
    /// of two numbers one slip apart at most one can have been issued.
    static func isOne(_ left: UInt64, _ right: UInt64) -> Bool {
        guard left != 0, right != 0, left != right else { return false }
        var (a, b) = (left, right)
        // Equal digits at the end say nothing.
        while a % 10 == b % 10 {
            a /= 10
            b /= 10
        }
        if a / 10 == b / 10 { return true }
        return a / 100 == b / 100 && a % 10 == b / 10 % 10 && a / 10 % 10 == b % 10
    }
}
