// SPDX-License-Identifier: Apache-2.0

/// What stands beside a posting by a birth date and the first letter of a name: as much of the
/// beginning and the frame of that name, and of the district of the postcode, as tells most apart.
/// Beside a posting by a house stand the beginning of a name and the birth date.
struct Outline: Hashable, Sendable {
    /// Eleven bits for the beginning, eleven for the frame or the birth date, and above them ten
    /// for the district; a part that is not known is 0, and no other is.
    private let raw: UInt32

    private static let beginningBits: UInt32 = 0x7FF
    private static let frameBits: UInt32 = 0x7FF &<< 11
    private static let districtBits: UInt32 = 0x3FF &<< 22

    /// Of no name.
    init() { raw = 0 }

    /// - Parameters: The hashes; nil for what is not to be asked for.
    init(beginning: UInt64?, frame: UInt64?, district: UInt64?) {
        raw =
            Outline.part(beginning, 0x7FF) | Outline.part(frame, 0x7FF) &<< 11
            | Outline.part(district, 0x3FF) &<< 22
    }

    /// Of somebody of a house.
    init(beginning: UInt64?, date: UInt64?) {
        self.init(beginning: beginning, frame: date, district: nil)
    }

    private static func part(_ hash: UInt64?, _ mask: UInt32) -> UInt32 {
        hash.map { Swift.max(1, UInt32(truncatingIfNeeded: $0 &>> 20) & mask) } ?? 0
    }

    /// Whether one of its parts may be the same in both; no false "no".
    @inline(__always)
    func meets(_ other: Outline) -> Bool {
        let difference = raw ^ other.raw
        return isSame(Outline.beginningBits, difference) || isSame(Outline.frameBits, difference)
            || isSame(Outline.districtBits, difference)
    }

    @inline(__always)
    private func isSame(_ bits: UInt32, _ difference: UInt32) -> Bool {
        difference & bits == 0 && raw & bits != 0
    }
}
