// SPDX-License-Identifier: Apache-2.0

/// A birth date and a postcode as they stand beside a posting, in four bytes: enough to pass over
/// most of those whom `Plausibility` closes, and never one whom it leaves open.
struct Glance: Hashable, Sendable {
    /// Of the postcode four groups of letters, four bits each, the first lowest: 0 for a group
    /// without a letter, so 0 in the first where there is no postcode. Above them the birth date:
    /// day, month, and the year's last seven bits; all 0 when it is not known to the day.
    private let raw: UInt32

    /// Of somebody of whom nothing is known.
    init() { raw = 0 }

    init(_ plausibility: Plausibility) {
        let date = plausibility.date
        let days =
            date.isAbsent ? 0 : UInt32(date.year & 127) << 9 | UInt32(date.month << 5 | date.day)
        raw = days &<< 16 | Glance.groups(plausibility.letters)
    }

    /// Two letters each, but the third group one: letters that are neighbours stand in one group
    /// or in two that are neighbours.
    private static func groups(_ letters: UInt64) -> UInt32 {
        let (first, second) = (letters & 0xFFF, letters &>> 12 & 0xFFF)
        let (third, fourth) = (letters &>> 24 & 0x3F, letters &>> 30 & 0xFFF)
        return group(first) | group(second) &<< 4 | group(third) &<< 8 | group(fourth) &<< 12
    }

    private static func group(_ letters: UInt64) -> UInt32 {
        letters == 0 ? 0 : 1 &+ UInt32(truncatingIfNeeded: letters % 15)
    }

    /// Whether birth date or postcode may leave it open that two are one person.
    func isOpen(_ other: Glance) -> Bool {
        let difference = (raw ^ other.raw) & 0xFFFF
        // As a rule it is the date that says no, but of the postcode it is seen sooner.
        return !isFar(difference) || raw & 0xF == 0 || other.raw & 0xF == 0 || isDateOpen(other)
    }

    /// Whether more differs than two neighbours.
    private func isFar(_ difference: UInt32) -> Bool {
        guard difference != 0 else { return false }
        return difference &>> UInt32(difference.trailingZeroBitCount & ~3) > 0xFF
    }

    private func isDateOpen(_ other: Glance) -> Bool {
        let (left, right) = (raw &>> 16, other.raw &>> 16)
        guard left != 0, right != 0 else { return true }
        // Nobody is 128 years older than another: the nearest such year is meant, or is as far.
        let years = Int(Int8(truncatingIfNeeded: (Int(left &>> 9) - Int(right &>> 9)) << 1)) >> 1
        let base = 1_000
        return BirthDateComparison.isNear(
            PackedDate(raw: UInt32(base + years) << 9 | left & 0x1FF),
            PackedDate(raw: UInt32(base) << 9 | right & 0x1FF))
    }
}
