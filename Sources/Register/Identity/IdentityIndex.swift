// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Finds the entry of the register whom a message is about.
///
/// A value: a copy is a snapshot. Its answers depend on the entries alone, not on the order in
/// which they came. It holds what is compared and nothing else of an entry, some 700 bytes each.
package struct IdentityIndex: Sendable {
    /// What each agreement is worth. Which entries are compared does not depend on it.
    package var weights: Weights
    private var slots: [Slot] = []
    private var freeSlots: [UInt32] = []
    private var slotOf: [String: UInt32] = [:]
    /// The slots by keys with a fact in them.
    private(set) var postings = PostingTable<Void>(blank: ())
    /// The slots by keys of names alone, each with what is looked at first: a large register has
    /// hundreds of one common name.
    private(set) var namesakes = PostingTable<Plausibility>(blank: Plausibility())

    /// What is kept of an entry: an object, for to copy a profile out of a large register takes as
    /// long as to compare it.
    private final class Slot: Sendable {
        let registerId: String
        let profile: IdentityProfile
        let noLink: [NoLink]

        init(registerId: String, profile: IdentityProfile, noLink: [NoLink]) {
            self.registerId = registerId
            self.profile = profile
            self.noLink = noLink
        }

        /// Of the object, an object's header and the allocator's word among them.
        static let bytes =
            24 + MemoryLayout<IdentityProfile>.stride + MemoryLayout<String>.stride
            + MemoryLayout<[NoLink]>.stride

        func judgement(of person: IdentityProfile, _ weights: Weights) -> Judgement {
            Judgement(
                registerId: registerId, comparison: Comparison(person, profile),
                weights: weights)
        }
    }

    /// Runners-up listed at most: more is no help to the person who decides.
    package static let runnersUpMax = 5

    /// An empty index.
    package init(weights: Weights = .standard) {
        self.weights = weights
    }

    /// How many entries it holds.
    package var count: Int { slotOf.count }

    /// Whether an entry of this id is held.
    package func contains(_ registerId: String) -> Bool { slotOf[registerId] != nil }

    /// Adds an entry, or replaces the one of the same id. Entries of every status and consent
    /// belong here: former and sealed people must be known to be treated as such.
    package mutating func insert(_ entry: RegisterEntry) {
        remove(entry.registerId)
        let slot = Slot(
            registerId: entry.registerId, profile: IdentityProfile(entry), noLink: entry.noLink)
        let place: UInt32
        if let free = freeSlots.popLast() {
            place = free
            slots[Int(free)] = slot
        } else {
            // As in the posting table: grow by a quarter, not by doubling.
            if slots.count == slots.capacity { slots.reserveCapacity(slots.count * 5 / 4 + 64) }
            place = UInt32(slots.count)
            slots.append(slot)
        }
        slotOf[entry.registerId] = place
        let keys = keys(of: slot.profile)
        let plausibility = Plausibility(slot.profile)
        for key in keys.facts { postings.insert(key, slot: place, note: ()) }
        for key in keys.names { namesakes.insert(key, slot: place, note: plausibility) }
    }

    /// Forgets the entry of an id; nothing happens when there is none.
    package mutating func remove(_ registerId: String) {
        guard let place = slotOf.removeValue(forKey: registerId) else { return }
        let keys = keys(of: slots[Int(place)].profile)
        for key in keys.facts { postings.remove(key, slot: place) }
        for key in keys.names { namesakes.remove(key, slot: place) }
        slots[Int(place)] = Slot(
            registerId: "", profile: IdentityProfile(RegisterEntry(registerId: "")), noLink: [])
        freeSlots.append(place)
    }

    /// Gives back the room that growing left behind. Answers stay the same.
    ///
    /// - Complexity: O(number of entries) where there is anything to give back.
    package mutating func compact() {
        postings.compact()
        namesakes.compact()
        guard slots.capacity > slots.count + slots.count / 16 + 64 else { return }
        slots = slots.map { $0 }
    }

    private func keys(of profile: IdentityProfile) -> KeyHashes {
        KeyHashes(profile, NameForms(profile).forms)
    }

    /// Whether any entry may share one of the keys: false means that nobody of the register can be
    /// matched or reviewed; true may be a chance.
    package func mayConcern(_ keys: [BlockingKey]) -> Bool {
        keys.contains { key in
            key.isOfNames
                ? namesakes.mayContain(key.hash) { _ in true }
                : postings.mayContain(key.hash) { _ in true }
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
        var found: [UInt32] = []
        let keys = KeyHashes(profile, forms.forms)
        found.reserveCapacity(
            keys.facts.reduce(0) { $0 &+ postings.posted($1) }
                &+ keys.names.reduce(0) { $0 &+ namesakes.posted($1) })
        for key in keys.facts { postings.collect(key, into: &found) { _ in true } }
        let own = Plausibility(profile)
        for key in keys.names { namesakes.collect(key, into: &found) { $0.isOpen(own) } }
        found.sort()
        var unique: [UInt32] = []
        unique.reserveCapacity(found.count)
        for slot in found where unique.last != slot { unique.append(slot) }
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
            let entry = slots[Int(place)].profile
            let comparison = Comparison(profile, entry)
            return isCandidate(profile, forms, entry, comparison) ? comparison : nil
        }
    }

    /// The entry of that place beside every one of a higher id that may be the same person.
    func duplicates(atPlace place: Int) -> [DuplicatePair] {
        let slot = slots[place]
        guard !slot.registerId.isEmpty else { return [] }
        let profile = slot.profile.asIfSent
        let forms = NameForms(profile)
        return candidates(for: profile, forms).compactMap { other in
            let entry = slots[Int(other)]
            guard slot.registerId < entry.registerId, !areParted(slot, entry),
                let pair = DuplicatePair(
                    (slot.registerId, slot.profile), (entry.registerId, entry.profile),
                    weights: weights),
                isCandidate(
                    profile, forms, entry.profile, Comparison(profile, entry.profile))
            else { return nil }
            return pair
        }
    }

    /// Whether the list of either forbids to link the two.
    private func areParted(_ one: Slot, _ other: Slot) -> Bool {
        one.noLink.contains(.registerId(other.registerId))
            || other.noLink.contains(.registerId(one.registerId))
            || isForbidden(other.profile, for: one.noLink)
            || isForbidden(one.profile, for: other.noLink)
    }

    /// How many places there are, those of removed entries among them.
    var places: Int { slots.count }

    /// A person beside the entry of that place, whatever they share; nil where there is none.
    func comparison(with person: Person, atPlace place: Int) -> Comparison? {
        guard slots.indices.contains(place), !slots[place].registerId.isEmpty else { return nil }
        return Comparison(
            IdentityProfile(person, from: Sender(), kind: nil), slots[place].profile)
    }

    /// The same answer by comparing every entry: what the index is measured against.
    func matchByFullScan(
        _ person: Person, from sender: Sender = Sender(), kind: NotificationKind? = nil
    ) -> MatchResult {
        let profile = IdentityProfile(person, from: sender, kind: kind)
        let all = slots.indices.filter { !slots[$0].registerId.isEmpty }.map { UInt32($0) }
        return decide(profile, NameForms(profile), among: all)
    }

    var tableBytes: Int {
        slots.capacity * MemoryLayout<Slot>.stride + slots.count * Slot.bytes
            + slotOf.capacity * 4 / 3 * (MemoryLayout<String>.stride + 4)
            + postings.bytes + namesakes.bytes
    }

    var profileBytes: Int {
        slots.reduce(0) { sum, slot in
            sum + slot.profile.heapBytes + IdentityProfile.heapBytes(of: slot.registerId)
        }
    }

    private func decide(
        _ profile: IdentityProfile, _ forms: NameForms, among found: [UInt32]
    ) -> MatchResult {
        var candidates: [Candidate] = []
        var bestWeak: Judgement?
        var hasForbidden = false
        let hasLists = fetch(found)
        for place in found {
            let slot = slots[Int(place)]
            let judgement = slot.judgement(of: profile, weights)
            let isPossible = judgement.standing > .none
            let isWeakest =
                !isPossible && (bestWeak.map { Judgement.isBefore($0, judgement) } ?? false)
            // Of one that is weaker than another nothing is said, whatever else it shares.
            if isWeakest, slot.noLink.isEmpty { continue }
            guard isCandidate(profile, forms, slot.profile, judgement.comparison) else { continue }
            if hasLists, isForbidden(profile, for: slot.noLink) {
                hasForbidden = true
            } else if isPossible {
                candidates.append(Candidate(judgement: judgement, noLink: slot.noLink))
            } else if !isWeakest {
                bestWeak = judgement
            }
        }
        return MatchDecision(candidates, bestWeak: bestWeak, weights: weights)
            .result(hasForbidden: hasForbidden)
    }

    /// Looks at each of the entries once, before they are compared one after the other: those of a
    /// large register are in no cache, and what waits for nothing is fetched at the same time.
    ///
    /// - Returns: Whether any has a list of whom it must not be linked with.
    private func fetch(_ found: [UInt32]) -> Bool {
        var (lists, texts) = (0, 0)
        for place in found {
            let slot = slots[Int(place)]
            lists &+= slot.noLink.count
            // Never below 0; but so the texts are looked at too.
            texts |= slot.profile.given.first?.utf8.count ?? 0
            texts |= slot.profile.localIds.count
        }
        return lists > 0 || texts < 0
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
                slotOf[id].map { other in
                    let comparison = Comparison(profile, slots[Int(other)].profile)
                    return comparison.hasIdentifier || comparison.number == .conflicting
                } ?? false
            }
        }
    }
}
