// SPDX-License-Identifier: Apache-2.0

import Notifications

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

    /// Of somebody of whom nothing is known.
    init() { raw = 0 }

    init(_ profile: IdentityProfile) {
        self.init(profile.birthDate, postcode: profile.postcode.utf8)
    }

    /// - Parameter postcode: Its bytes in upper case; none when it is not known or says nothing.
    init(_ birthDate: PackedDate, postcode: some Sequence<UInt8>) {
        let date = birthDate.isExact ? UInt64(birthDate.raw) : 0
        raw =
            (date & (1 &<< Plausibility.dateBits &- 1))
            | Plausibility.packed(postcode) &<< Plausibility.dateBits
    }

    /// The letters and digits of a postcode; 0 when it has more, or others.
    private static func packed(_ postcode: some Sequence<UInt8>) -> UInt64 {
        var packed: UInt64 = 0
        var count = 0
        for byte in postcode where byte != 0x20 {
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

    /// The birth date; absent unless it is known to the day.
    var date: PackedDate {
        PackedDate(raw: UInt32(truncatingIfNeeded: raw & (1 &<< Plausibility.dateBits &- 1)))
    }

    /// The postcode's letters; 0 when it is not known.
    var letters: UInt64 { raw &>> Plausibility.dateBits }

    /// Whether birth date or postcode leave it open that two are one person.
    func isOpen(_ other: Plausibility) -> Bool {
        let (left, right) = (date, other.date)
        if left.isAbsent || right.isAbsent || BirthDateComparison.isNear(left, right) {
            return true
        }
        let (here, there) = (letters, other.letters)
        guard here != 0, there != 0 else { return true }
        // One letter another, or two neighbours, as the unit's are within its sector.
        let difference = here ^ there
        guard difference != 0 else { return true }
        let first = UInt64(difference.trailingZeroBitCount / 6 * 6)
        return difference &>> first < 1 &<< 12
    }
}

extension Plausibility {
    /// Of a plain message, whose postcode is in its usual form.
    init(_ birthDate: PackedDate, plain place: borrowing PlainPostcode) {
        self.init(
            birthDate, postcode: PlainPostcodeBytes(rest: place.isPseudo ? 0 : place.packed))
    }

    /// The bytes of eight of which those after the last are zero.
    private struct PlainPostcodeBytes: Sequence, IteratorProtocol {
        var rest: UInt64

        mutating func next() -> UInt8? {
            guard rest != 0 else { return nil }
            defer { rest &<<= 8 }
            return UInt8(truncatingIfNeeded: rest &>> 56)
        }
    }
}
