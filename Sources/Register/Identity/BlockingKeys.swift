// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The keys of persons and entries.
///
/// Whatever could become a match or a review shares a key: an identifier; or the birth date and the
/// postcode; or one of these and the beginning of a name; or the birth date and the frame of a
/// name; or a whole name and the beginning or the frame of another of which one may be a family
/// name; or the birth date, the district of the postcode and a first letter; or the house and the
/// birth date or the beginning of a name. `Anchor` asks for just that. Of Febrl 3, 4 pairs of 3,000
/// weigh enough to be asked about and share none.
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
        var keys = identifiers(of: profile)
        let date = profile.birthDate.isExact ? String(profile.birthDate.raw).utf8 : "".utf8
        let (postcode, district) = (profile.postcode.utf8, profile.district)
        let door = profile.address.door.bytes
        for form in forms {
            if !date.isEmpty {
                keys.append(BlockingKey(.beginningAndDate, form.beginning, date))
                keys.append(BlockingKey(.frameAndDate, form.frame, date))
            }
            if !postcode.isEmpty {
                keys.append(BlockingKey(.beginningAndPostcode, form.beginning, postcode))
            }
            if !date.isEmpty, !postcode.isEmpty {
                keys.append(
                    BlockingKey(.initialDateAndDistrict, form.initial, date, district))
            }
            if !door.isEmpty {
                keys.append(BlockingKey(.doorAndBeginning, door, form.beginning))
            }
        }
        for (place, form) in forms.enumerated() {
            for (otherPlace, other) in forms.enumerated()
            where place != otherPlace && (form.isFamily || other.isFamily) {
                keys.append(BlockingKey(.nameAndBeginning, form.text.utf8, other.beginning))
                keys.append(BlockingKey(.nameAndFrame, form.text.utf8, other.frame))
            }
        }
        if !date.isEmpty, !postcode.isEmpty {
            keys.append(BlockingKey(.dateAndPostcode, date, postcode))
        }
        if !door.isEmpty, !date.isEmpty { keys.append(BlockingKey(.doorAndDate, door, date)) }
        return unique(keys)
    }

    fileprivate static func identifiers(of profile: IdentityProfile) -> [BlockingKey] {
        var keys: [BlockingKey] = []
        if profile.numberUse.canLink {
            keys.append(BlockingKey(.nhsNumber, String(profile.nhsNumber).utf8))
        }
        if !profile.upn.isEmpty { keys.append(BlockingKey(.pupilNumber, profile.upn.utf8)) }
        for localId in profile.localIds { keys.append(localIdKey(localId)) }
        return keys
    }

    private static func localIdKey(_ id: String) -> BlockingKey {
        let parts = id.utf8.split(separator: 0x1F, maxSplits: 1)
        guard let authority = parts.first, parts.count > 1 else {
            return BlockingKey(.localId, id.utf8)
        }
        return BlockingKey(.localId, authority, parts[1])
    }

    /// Names that begin alike make the same key.
    private static func unique(_ keys: [BlockingKey]) -> [BlockingKey] {
        var kept: [BlockingKey] = []
        kept.reserveCapacity(keys.count)
        for key in keys.sorted() where kept.last != key { kept.append(key) }
        return kept
    }
}

/// The hashes of a person's keys: what the index posts and asks for.
struct KeyHashes: Hashable {
    /// Stands for several keys that have a fact in common.
    struct Outlined: Hashable {
        let hash: UInt64
        let outline: Outline

        /// For all keys of a birth date and one name, which have its first letter in common.
        @inline(__always)
        init(initial: UInt64, date: UInt64, _ outline: Outline) {
            hash = BlockingKey.hash(.beginningAndDate, initial, date)
            self.outline = outline
        }

        /// For the keys of a house.
        @inline(__always)
        init(door: UInt64, _ outline: Outline) {
            hash = BlockingKey.hash(.doorAndBeginning, door)
            self.outline = outline
        }
    }

    /// Of the keys of which each has an identifier or the postcode in it.
    private(set) var facts: [UInt64] = []
    /// Of those of the birth date and a name.
    private(set) var births: [Outlined] = []
    /// Of those of the house, one for every name.
    private(set) var doors: [Outlined] = []
    /// Of those of names alone, which thousands may share in a large register.
    private(set) var names: [UInt64] = []

    init(_ profile: IdentityProfile, _ forms: [NameForms.Form]) {
        facts = BlockingKeys.identifiers(of: profile).map(\.hash)
        let date =
            profile.birthDate.isExact ? FactHash.of(text: String(profile.birthDate.raw).utf8) : nil
        let postcode = profile.postcode.isEmpty ? nil : FactHash.of(text: profile.postcode.utf8)
        let district = postcode == nil ? nil : FactHash.of(text: profile.district)
        let door =
            profile.address.door.isUnknown ? nil : FactHash.of(word: profile.address.door.word)
        for (place, form) in forms.enumerated() {
            let own = form.hashes
            if let date {
                births.append(
                    Outlined(
                        initial: own.initial, date: date,
                        Outline(beginning: own.beginning, frame: own.frame, district: district)))
            }
            if let postcode {
                facts.append(BlockingKey.hash(.beginningAndPostcode, own.beginning, postcode))
            }
            if let door {
                doors.append(
                    Outlined(door: door, Outline(beginning: own.beginning, date: date)))
            }
            for (otherPlace, other) in forms.enumerated()
            where place != otherPlace && (form.isFamily || other.isFamily) {
                names.append(
                    BlockingKey.hash(.nameAndBeginning, own.whole, other.hashes.beginning))
                names.append(BlockingKey.hash(.nameAndFrame, own.whole, other.hashes.frame))
            }
        }
        if let date, let postcode {
            facts.append(BlockingKey.hash(.dateAndPostcode, date, postcode))
        }
        if let door, let date, forms.isEmpty {
            doors = [Outlined(door: door, Outline(beginning: nil, date: date))]
        }
        facts = KeyHashes.once(facts)
        names = KeyHashes.once(names)
    }

    /// In order, each once.
    private static func once(_ hashes: [UInt64]) -> [UInt64] {
        var kept: [UInt64] = []
        kept.reserveCapacity(hashes.count)
        for hash in hashes.sorted() where kept.last != hash { kept.append(hash) }
        return kept
    }
}

extension FactHash {
    fileprivate static func of(text: some Sequence<UInt8>) -> UInt64 {
        var hash = FactHash()
        for byte in text { hash.add(byte) }
        return hash.value
    }
}
