// SPDX-License-Identifier: Apache-2.0

/// What of a person can be looked at before anything is compared: birth date and postcode in eight
/// bytes.
///
/// A large register has hundreds of people of one common name. Of those whose names alone are found
/// and whose birth date and postcode both contradict, none is worth a comparison: without an
/// identifier no weight of a name makes up for that.
struct Plausibility: Hashable, Sendable {
    /// The date in the lower 22 bits, above it the postcode's letters, six bits each, the first
    /// lowest; 0 where a part is not known.
    private let raw: UInt64

    private static let dateBits: UInt64 = 22
    private static let lettersMax = 7

    init(_ profile: IdentityProfile) {
        let date = profile.birthDate.isExact ? UInt64(profile.birthDate.raw) : 0
        raw =
            (date & (1 &<< Plausibility.dateBits &- 1))
            | Plausibility.packed(profile.postcode) &<< Plausibility.dateBits
    }

    /// The letters and digits of a postcode; 0 when it has more, or others.
    private static func packed(_ postcode: String) -> UInt64 {
        var packed: UInt64 = 0
        var count = 0
        for byte in postcode.utf8 where byte != 0x20 {
            let code: UInt8
            switch byte {
            case 0x30...0x39: code = byte - 0x2F
            case 0x41...0x5A: code = byte - 0x36
            default: return 0
            }
            guard count < lettersMax else { return 0 }
            packed |= UInt64(code) &<< UInt64(6 * count)
            count += 1
        }
        return packed
    }

    private var date: PackedDate {
        PackedDate(raw: UInt32(truncatingIfNeeded: raw & (1 &<< Plausibility.dateBits &- 1)))
    }

    /// Whether birth date or postcode leave it open that two are one person.
    func isOpen(_ other: Plausibility) -> Bool {
        let (left, right) = (date, other.date)
        if left.isAbsent || right.isAbsent || BirthDateComparison.isNear(left, right) {
            return true
        }
        let (here, there) = (raw &>> Plausibility.dateBits, other.raw &>> Plausibility.dateBits)
        guard here != 0, there != 0 else { return true }
        // Two letters another, or the unit within its sector.
        var difference = here ^ there
        var others = 0
        while difference != 0 {
            if difference & 63 != 0 { others += 1 }
            difference &>>= 6
        }
        return others <= 2
    }
}
