// SPDX-License-Identifier: Apache-2.0

package import Notifications

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
        case nameAndDate = 0x64
        case twoNames = 0x6E
        case nameAndPostcode = 0x70
        case dateAndPostcode = 0x71
    }

    init(_ kind: Kind, _ first: String, _ second: String = "") {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + first.utf8.count + second.utf8.count)
        bytes.append(kind.rawValue)
        bytes.append(contentsOf: first.utf8)
        if !second.isEmpty {
            bytes.append(0x1F)
            bytes.append(contentsOf: second.utf8)
        }
        self.bytes = bytes
    }

    /// Order of the bytes.
    package static func < (left: BlockingKey, right: BlockingKey) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// What the index posts.
    var hash: UInt64 {
        let parts = bytes.dropFirst().split(
            separator: 0x1F, maxSplits: 1, omittingEmptySubsequences: false)
        return BlockingKey.hash(
            kind: bytes.first ?? 0, FactHash.of(parts.first ?? []),
            parts.count > 1 ? FactHash.of(parts[1]) : 0)
    }

    /// The hash of a key of which the parts are hashed already, as `FactHash` does: a part of
    /// several keys need be hashed only once. The order of the parts does not matter, nor so of two
    /// names.
    @inline(__always)
    static func hash(_ kind: Kind, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
        hash(kind: kind.rawValue, first, second)
    }

    @inline(__always)
    private static func hash(kind: UInt8, _ first: UInt64, _ second: UInt64) -> UInt64 {
        // The parts are well mixed: their sum is, but for the kind.
        ((first &+ second) ^ UInt64(kind) &<< 32) &* 0x9E37_79B9_7F4A_7C15
    }
}

/// The keys of persons and entries.
///
/// Whatever could become a match or a review shares a key: an identifier; or two of a part of the
/// name, the exact date of birth and the postcode; or two parts of the name of which one may be a
/// family name. `Comparison.hasAnchor` asks for just that.
package enum BlockingKeys {
    /// The keys of the person of a message, in the order of their bytes.
    package static func of(_ person: Person, from sender: Sender) -> [BlockingKey] {
        of(IdentityProfile(person, from: sender, kind: nil)).sorted()
    }

    /// The keys of an entry, in the order of their bytes.
    package static func of(_ entry: RegisterEntry) -> [BlockingKey] {
        of(IdentityProfile(entry)).sorted()
    }

    static func of(_ profile: IdentityProfile) -> [BlockingKey] {
        of(profile, forms: NameForms(profile).forms)
    }

    static func of(_ profile: IdentityProfile, forms: [NameForms.Form]) -> [BlockingKey] {
        var keys: [BlockingKey] = []
        if profile.numberUse.canLink {
            keys.append(BlockingKey(.nhsNumber, String(profile.nhsNumber)))
        }
        if !profile.upn.isEmpty { keys.append(BlockingKey(.pupilNumber, profile.upn)) }
        for localId in profile.localIds { keys.append(BlockingKey(.localId, localId)) }
        let date = profile.birthDate.isExact ? String(profile.birthDate.raw) : ""
        for (index, form) in forms.enumerated() {
            if !date.isEmpty { keys.append(BlockingKey(.nameAndDate, form.text, date)) }
            if !profile.postcode.isEmpty {
                keys.append(BlockingKey(.nameAndPostcode, form.text, profile.postcode))
            }
            for other in forms[(index + 1)...] where form.isFamily || other.isFamily {
                keys.append(BlockingKey(.twoNames, form.text, other.text))
            }
        }
        if !date.isEmpty, !profile.postcode.isEmpty {
            keys.append(BlockingKey(.dateAndPostcode, date, profile.postcode))
        }
        return keys
    }
}
