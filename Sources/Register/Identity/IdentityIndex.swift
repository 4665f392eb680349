// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// Finds the entry of the register whom a message is about.
///
/// A value: a copy is a snapshot. Its answers depend on the entries alone, not on the order in
/// which they came. It holds what is compared and nothing else of an entry, some 500 bytes each.
package struct IdentityIndex: Sendable {
    /// What each agreement is worth.
    package let weights: Weights
    private var slots: [Slot] = []
    /// Beside each slot, what is looked at first.
    private var plausibilities: [Plausibility] = []
    private var freeSlots: [UInt32] = []
    private var slotOf: [String: UInt32] = [:]
    private(set) var postings = PostingTable()

    struct Slot {
        var registerId: String
        var profile: IdentityProfile
        var noLink: [NoLink]
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
            plausibilities[Int(free)] = Plausibility(slot.profile)
        } else {
            // As in the posting table: grow by a quarter, not by doubling.
            if slots.count == slots.capacity {
                slots.reserveCapacity(slots.count * 5 / 4 + 64)
                plausibilities.reserveCapacity(slots.count * 5 / 4 + 64)
            }
            place = UInt32(slots.count)
            slots.append(slot)
            plausibilities.append(Plausibility(slot.profile))
        }
        slotOf[entry.registerId] = place
        for key in keys(of: slot.profile) { postings.insert(key, slot: place) }
    }

    /// Forgets the entry of an id; nothing happens when there is none.
    package mutating func remove(_ registerId: String) {
        guard let place = slotOf.removeValue(forKey: registerId) else { return }
        for key in keys(of: slots[Int(place)].profile) { postings.remove(key, slot: place) }
        slots[Int(place)] = Slot(
            registerId: "", profile: IdentityProfile(RegisterEntry(registerId: "")), noLink: [])
        freeSlots.append(place)
    }

    /// Gives back the room that growing left behind. Answers stay the same.
    ///
    /// - Complexity: O(number of entries) where there is anything to give back.
    package mutating func compact() {
        postings.compact()
        guard slots.capacity > slots.count + slots.count / 16 + 64 else { return }
        slots = slots.map { $0 }
        plausibilities = plausibilities.map { $0 }
    }

    private func keys(of profile: IdentityProfile) -> [UInt64] {
        BlockingKeys.hashes(of: profile, forms: NameForms(profile).forms)
    }

    /// Whether any entry may share one of the keys: false means that nobody of the register can be
    /// matched or reviewed; true may be a chance.
    package func mayConcern(_ keys: [BlockingKey]) -> Bool {
        keys.contains { postings.mayContain($0.hash) }
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
        for key in BlockingKeys.hashes(of: profile, forms: forms.forms) {
            postings.collect(key, into: &found)
        }
        let own = Plausibility(profile)
        found.removeAll { !plausibilities[Int($0)].isOpen(own) }
        for key in BlockingKeys.identifierHashes(of: profile) {
            postings.collect(key, into: &found)
        }
        found.sort()
        var unique: [UInt32] = []
        unique.reserveCapacity(found.count)
        for slot in found where unique.last != slot { unique.append(slot) }
        return unique
    }

    /// Whether a person and an entry share what a candidate must: a key, and a birth date or a
    /// postcode that leaves it open, or an identifier.
    private func isCandidate(
        _ profile: IdentityProfile, _ forms: NameForms, at place: Int, _ comparison: Comparison
    ) -> Bool {
        guard comparison.hasIdentifier || plausibilities[place].isOpen(Plausibility(profile))
        else { return false }
        return Anchor.isShared(
            profile, slots[place].profile, forms: forms, comparison: comparison)
    }

    /// A person beside every entry with which the index would compare it.
    func comparisons(with person: Person) -> [Comparison] {
        let profile = IdentityProfile(person, from: Sender(), kind: nil)
        let forms = NameForms(profile)
        return candidates(for: profile, forms).compactMap { place in
            let comparison = Comparison(profile, slots[Int(place)].profile)
            return isCandidate(profile, forms, at: Int(place), comparison) ? comparison : nil
        }
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
        slots.capacity * MemoryLayout<Slot>.stride
            + plausibilities.capacity * MemoryLayout<Plausibility>.stride
            + slotOf.capacity * 4 / 3 * (MemoryLayout<String>.stride + 4)
            + postings.bytes
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
        var hasForbidden = false
        for place in found {
            let slot = slots[Int(place)]
            let comparison = Comparison(profile, slot.profile)
            guard isCandidate(profile, forms, at: Int(place), comparison) else { continue }
            guard !isForbidden(profile, for: slot) else {
                hasForbidden = true
                continue
            }
            let judgement = Judgement(
                registerId: slot.registerId, comparison: comparison, weights: weights)
            candidates.append(Candidate(judgement: judgement, noLink: slot.noLink))
        }
        return MatchDecision(candidates, weights: weights).result(hasForbidden: hasForbidden)
    }

    /// Whether the message carries something with which the entry must never be linked: an
    /// identifier of its list, or one of an entry that its list names.
    private func isForbidden(_ profile: IdentityProfile, for slot: Slot) -> Bool {
        slot.noLink.contains { item in
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
