// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Finds the entry of the register whom a message is about.
///
/// A value: a copy is a snapshot. Its answers depend on the entries alone, not on the order in
/// which they came. It holds what is compared and nothing else of an entry, some 400 bytes each.
package struct IdentityIndex: Sendable {
    /// What each agreement is worth. Which entries are compared does not depend on it.
    package var weights: Weights
    /// What is compared of each entry, at its slot.
    private(set) var entries = PackedProfiles()
    /// The slots by the hashes of the entries' ids.
    private(set) var placesById = PostingTable<Void>(blank: ())
    /// With whom the entry of a slot must not be linked; of most there is nothing to say.
    private var noLinks: [UInt32: [NoLink]] = [:]
    /// The slots by keys with an identifier or a postcode in them.
    private(set) var postings = PostingTable<Void>(blank: ())
    /// The slots by a birth date and the first letter of a name, and by a house.
    private(set) var outlined = PostingTable<Outline>(blank: Outline())
    /// The slots by keys of names alone, each with what is looked at first: a large register has
    /// hundreds of one common name.
    private(set) var namesakes = PostingTable<Glance>(blank: Glance())

    /// Runners-up listed at most: more is no help to the person who decides.
    package static let runnersUpMax = 5

    /// An empty index.
    package init(weights: Weights = .standard) {
        self.weights = weights
    }

    /// How many entries it holds.
    package var count: Int { placesById.count }

    /// Whether an entry of this id is held.
    package func contains(_ registerId: String) -> Bool { slot(of: registerId) != nil }

    private static func hash(ofId registerId: String) -> UInt64 {
        var hash = FactHash()
        for byte in registerId.utf8 { hash.add(byte) }
        return hash.value
    }

    private func slot(of registerId: String) -> UInt32? {
        var found: [UInt32] = []
        placesById.collect(IdentityIndex.hash(ofId: registerId), into: &found) { _ in true }
        return found.first { entries.isHeld($0, as: registerId) }
    }

    /// Adds an entry, or replaces the one of the same id. Entries of every status and consent
    /// belong here: former and sealed people must be known to be treated as such.
    package mutating func insert(_ entry: RegisterEntry) {
        remove(entry.registerId)
        let profile = IdentityProfile(entry)
        let slot = entries.add(
            profile, registerId: entry.registerId, hasNoLink: !entry.noLink.isEmpty)
        if !entry.noLink.isEmpty { noLinks[slot] = entry.noLink }
        placesById.insert(IdentityIndex.hash(ofId: entry.registerId), slot: slot, note: ())
        let keys = keys(of: profile)
        let glance = Glance(Plausibility(profile))
        for key in keys.facts { postings.insert(key, slot: slot, note: ()) }
        for key in keys.births + keys.doors {
            outlined.insert(key.hash, slot: slot, note: key.outline)
        }
        for key in keys.names { namesakes.insert(key, slot: slot, note: glance) }
    }

    /// Forgets the entry of an id; nothing happens when there is none.
    package mutating func remove(_ registerId: String) {
        guard let slot = slot(of: registerId) else { return }
        let keys = keys(of: entries.profile(slot))
        for key in keys.facts { postings.remove(key, slot: slot) }
        for key in keys.births + keys.doors { outlined.remove(key.hash, slot: slot) }
        for key in keys.names { namesakes.remove(key, slot: slot) }
        placesById.remove(IdentityIndex.hash(ofId: registerId), slot: slot)
        noLinks[slot] = nil
        entries.remove(slot)
    }

    /// Gives back the room that growing left behind. Answers stay the same.
    ///
    /// - Complexity: O(number of entries) where there is anything to give back.
    package mutating func compact() {
        placesById.compact()
        postings.compact()
        outlined.compact()
        namesakes.compact()
        entries.compact()
    }

    private func keys(of profile: IdentityProfile) -> KeyHashes {
        KeyHashes(profile, NameForms(profile).forms)
    }

    /// Whether any entry may share one of the keys: false means that nobody of the register can be
    /// matched or reviewed; true may be a chance.
    package func mayConcern(_ keys: [BlockingKey]) -> Bool {
        keys.contains { key in
            if let key = key.outlined {
                return outlined.mayContain(key.hash) { outline, _ in
                    outline.meets(key.outline)
                }
            }
            return key.isOfNames
                ? namesakes.mayContain(key.hash) { _, _ in true }
                : postings.mayContain(key.hash) { _, _ in true }
        }
    }

    /// Says who of the register a person of a message is.
    ///
    /// - Parameters:
    ///   - person: What the message says of the person.
    ///   - sender: Whose facility stands in for the authority of a local identifier without one.
    ///   - kind: The sender's family: social care writes the 15th for an unknown day of birth.
    package func match(
        _ person: Person, from sender: Sender = Sender(), kind: NotificationKind? = nil
    ) -> MatchResult {
        let profile = IdentityProfile(person, from: sender, kind: kind)
        let forms = NameForms(profile)
        return decide(profile, forms, among: candidates(for: profile, forms))
    }

    /// The slots that share a key with a person, or seem to, each once.
    private func candidates(for profile: IdentityProfile, _ forms: NameForms) -> [UInt32] {
        let keys = KeyHashes(profile, forms.forms)
        var found: [UInt32] = []
        found.reserveCapacity(
            keys.facts.reduce(0) { $0 &+ postings.posted($1) }
                &+ keys.births.reduce(0) { $0 &+ outlined.posted($1.hash) }
                &+ keys.doors.reduce(0) { $0 &+ outlined.posted($1.hash) }
                &+ keys.names.reduce(0) { $0 &+ namesakes.posted($1) })
        for key in keys.facts { postings.collect(key, into: &found) { _ in true } }
        for key in keys.births {
            outlined.collect(key.hash, into: &found) { $0.meets(key.outline) }
        }
        let own = Plausibility(profile)
        let glance = Glance(own)
        var namesake: [UInt32] = []
        for key in keys.names { namesakes.collect(key, into: &namesake) { $0.isOpen(glance) } }
        for key in keys.doors {
            outlined.collect(key.hash, into: &namesake) { $0.meets(key.outline) }
        }
        namesake = once(namesake)
        entries.fetch(namesake)
        for slot in namesake where entries.plausibility(slot).isOpen(own) {
            found.append(slot)
        }
        return once(found)
    }

    /// In order, each once.
    private func once(_ found: [UInt32]) -> [UInt32] {
        var unique: [UInt32] = []
        unique.reserveCapacity(found.count)
        for slot in found.sorted() where unique.last != slot { unique.append(slot) }
        return unique
    }

    /// Whether a person and an entry share what a candidate must: a key, and a birth date or a
    /// postcode that leaves it open, or an identifier.
    private func isCandidate(
        _ profile: IdentityProfile, _ forms: NameForms, _ entry: IdentityProfile,
        _ comparison: Comparison
    ) -> Bool {
        guard
            comparison.hasIdentifier || Plausibility(entry).isOpen(Plausibility(profile))
        else { return false }
        return Anchor.isShared(profile, entry, forms: forms, comparison: comparison)
    }

    /// A person beside every entry with which the index would compare it.
    func comparisons(with person: Person) -> [Comparison] {
        let profile = IdentityProfile(person, from: Sender(), kind: nil)
        let forms = NameForms(profile)
        return candidates(for: profile, forms).compactMap { place in
            let entry = entries.profile(place)
            let comparison = Comparison(profile, entry)
            return isCandidate(profile, forms, entry, comparison) ? comparison : nil
        }
    }

    /// The entry of that place beside every one of a higher id that may be the same person.
    func duplicates(atPlace place: Int) -> [DuplicatePair] {
        let slot = UInt32(place)
        guard entries.isHeld(slot) else { return [] }
        let id = entries.registerId(slot)
        let own = entries.profile(slot)
        let profile = own.asIfSent
        let forms = NameForms(profile)
        return candidates(for: profile, forms).compactMap { other in
            let otherId = entries.registerId(other)
            guard id < otherId, !areParted(slot, other) else { return nil }
            let entry = entries.profile(other)
            guard let pair = DuplicatePair((id, own), (otherId, entry), weights: weights),
                isCandidate(profile, forms, entry, Comparison(profile, entry))
            else { return nil }
            return pair
        }
    }

    /// Whether the list of either forbids to link the two.
    private func areParted(_ one: UInt32, _ other: UInt32) -> Bool {
        isForbidden(other, by: noLinks[one] ?? []) || isForbidden(one, by: noLinks[other] ?? [])
    }

    private func isForbidden(_ slot: UInt32, by noLink: [NoLink]) -> Bool {
        guard !noLink.isEmpty else { return false }
        return noLink.contains(.registerId(entries.registerId(slot)))
            || isForbidden(entries.profile(slot), for: noLink)
    }

    /// How many places there are, those of removed entries among them.
    var places: Int { entries.places }

    /// A person beside the entry of that place, whatever they share; nil where there is none.
    func comparison(with person: Person, atPlace place: Int) -> Comparison? {
        guard (0..<entries.places).contains(place), entries.isHeld(UInt32(place)) else {
            return nil
        }
        return Comparison(
            IdentityProfile(person, from: Sender(), kind: nil), entries.profile(UInt32(place)))
    }

    /// The same answer by comparing every entry: what the index is measured against.
    func matchByFullScan(
        _ person: Person, from sender: Sender = Sender(), kind: NotificationKind? = nil
    ) -> MatchResult {
        let profile = IdentityProfile(person, from: sender, kind: kind)
        let all = (0..<entries.places).map { UInt32($0) }.filter { entries.isHeld($0) }
        return decide(profile, NameForms(profile), among: all)
    }

    private func decide(
        _ profile: IdentityProfile, _ forms: NameForms, among found: [UInt32]
    ) -> MatchResult {
        var candidates: [Candidate] = []
        var bestWeak: Judgement?
        var hasForbidden = false
        let hasLists = entries.fetch(found)
        for place in found {
            let entry = entries.profile(place)
            let judgement = Judgement(
                registerId: entries.registerId(place), comparison: Comparison(profile, entry),
                weights: weights)
            let hasNoLink = hasLists && entries.hasNoLink(place)
            let isPossible = judgement.standing > .none
            let isWeakest =
                !isPossible && (bestWeak.map { Judgement.isBefore($0, judgement) } ?? false)
            // Of one that is weaker than another nothing is said, whatever else it shares.
            if isWeakest, !hasNoLink { continue }
            guard isCandidate(profile, forms, entry, judgement.comparison) else { continue }
            let noLink = hasNoLink ? noLinks[place] ?? [] : []
            if isForbidden(profile, for: noLink) {
                hasForbidden = true
            } else if isPossible {
                candidates.append(Candidate(judgement: judgement, noLink: noLink))
            } else if !isWeakest {
                bestWeak = judgement
            }
        }
        return MatchDecision(candidates, bestWeak: bestWeak, weights: weights)
            .result(hasForbidden: hasForbidden)
    }

    /// Whether the message carries something with which the entry must never be linked: an
    /// identifier of its list, or one of an entry that its list names.
    private func isForbidden(_ profile: IdentityProfile, for noLink: [NoLink]) -> Bool {
        noLink.contains { item in
            switch item {
            case .nhsNumber(let number):
                profile.nhsNumber != 0 && UInt64(number) == profile.nhsNumber
            case .upn(let upn):
                profile.upn == upn
            case .localId(let id):
                IdentityProfile.key(of: id, facility: nil).map { profile.localIds.contains($0) }
                    ?? false
            case .registerId(let id):
                slot(of: id).map { other in
                    let comparison = Comparison(profile, entries.profile(other))
                    return comparison.hasIdentifier || comparison.number == .conflicting
                } ?? false
            }
        }
    }
}
