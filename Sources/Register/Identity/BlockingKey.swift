// SPDX-License-Identifier: Apache-2.0

import Notifications

/// A fact of a person by which entries are found: two that share no key are never compared.
///
/// The bytes are canonical and stable for ever, for the keyed tokens of stubs are made of them.
/// Personal data: they never leave the process unkeyed.
package struct BlockingKey: Hashable, Comparable, Sendable {
    /// One byte for the kind, then its parts, separated by 0x1F.
    package let bytes: [UInt8]

    /// The kinds; the raw value is the key's first byte.
    enum Kind: UInt8 {
        case nhsNumber = 0x4E
        case pupilNumber = 0x55
        case localId = 0x4C
        /// The beginning of a name, and the birth date.
        case beginningAndDate = 0x62
        /// The beginning of a name, and the postcode.
        case beginningAndPostcode = 0x63
        /// The house, and the birth date.
        case doorAndDate = 0x64
        /// The house, and the beginning of a name.
        case doorAndBeginning = 0x65
        /// A whole name, and the beginning of another.
        case nameAndBeginning = 0x66
        /// The first letter of a name with the birth date, and the district of the postcode.
        case initialDateAndDistrict = 0x69
        case dateAndPostcode = 0x71
        /// The frame of a name, which is its first letter and its last two, and the birth date.
        case frameAndDate = 0x72
        /// A whole name, and the frame of another.
        case nameAndFrame = 0x74
    }

    /// Order of the bytes.
    package static func < (left: BlockingKey, right: BlockingKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension BlockingKey {
    /// Whether nothing but names is in it.
    var isOfNames: Bool {
        switch bytes.first.flatMap(Kind.init(rawValue:)) {
        case .nameAndBeginning, .nameAndFrame: true
        default: false
        }
    }

    init(_ kind: Kind, _ part: some Sequence<UInt8>) {
        self.init(kind, part, [])
    }

    init(
        _ kind: Kind, _ first: some Sequence<UInt8>, _ second: some Sequence<UInt8>,
        _ third: some Sequence<UInt8> = []
    ) {
        var bytes = [kind.rawValue]
        bytes.reserveCapacity(24)
        bytes.append(contentsOf: first)
        for part in [Array(second), Array(third)] where !part.isEmpty {
            bytes.append(0x1F)
            bytes.append(contentsOf: part)
        }
        self.bytes = bytes
    }

    /// What the index posts, but for the keys that `outlined` stands for.
    var hash: UInt64 {
        var sum: UInt64 = 0
        for (place, part) in parts.enumerated() {
            sum &+= BlockingKey.turned(FactHash.of(part), place: place)
        }
        return BlockingKey.hash(kind: bytes.first ?? 0, sum)
    }

    private var parts: [ArraySlice<UInt8>] {
        bytes.dropFirst().split(separator: 0x1F, maxSplits: 2, omittingEmptySubsequences: false)
    }

    /// What the index posts for a key of the birth date and a name, or of the house; nil for any
    /// other.
    var outlined: KeyHashes.Outlined? {
        let parts = parts
        guard let kind = bytes.first.flatMap(Kind.init(rawValue:)), parts.count > 1 else {
            return nil
        }
        let name = FactHash.of(parts[0])
        let other = FactHash.of(parts[1])
        let outline: Outline
        switch kind {
        case .beginningAndDate: outline = Outline(beginning: name, frame: nil, district: nil)
        case .frameAndDate: outline = Outline(beginning: nil, frame: name, district: nil)
        case .initialDateAndDistrict:
            let district = parts.count > 2 ? parts[2] : []
            outline = Outline(beginning: nil, frame: nil, district: FactHash.of(district))
        case .doorAndBeginning:
            return KeyHashes.Outlined(door: name, Outline(beginning: other, date: nil))
        case .doorAndDate:
            return KeyHashes.Outlined(door: name, Outline(beginning: nil, date: other))
        default: return nil
        }
        return KeyHashes.Outlined(
            initial: FactHash.of(parts[0].prefix(1)), date: other, outline)
    }

    /// The hash of a key of which the parts are hashed already, as `FactHash` does: a part of
    /// several keys need be hashed only once.
    @inline(__always)
    static func hash(
        _ kind: Kind, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0
    ) -> UInt64 {
        hash(
            kind: kind.rawValue,
            first &+ turned(second, place: 1) &+ turned(third, place: 2))
    }

    /// The places are told apart: a whole name and the beginning of another are no key of the other
    /// way round.
    @inline(__always)
    private static func turned(_ hash: UInt64, place: Int) -> UInt64 {
        let by = UInt64(place) &* 21
        return by == 0 ? hash : hash &<< by | hash &>> (64 &- by)
    }

    @inline(__always)
    private static func hash(kind: UInt8, _ sum: UInt64) -> UInt64 {
        // The parts are well mixed: their sum is, but for the kind.
        (sum ^ UInt64(kind) &<< 32) &* 0x9E37_79B9_7F4A_7C15
    }
}
