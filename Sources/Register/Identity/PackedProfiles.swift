// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What is compared of the entries, laid end to end.
///
/// An object for each, with its lists and texts, takes three times the memory and as many looks
/// into memory that is in no cache. Each entry has a place, which it keeps while it is held: a head
/// of fixed size, and its texts, each after its length, in one long row of bytes.
struct PackedProfiles: Sendable {
    /// What of an entry has a fixed size.
    private struct Head: Sendable {
        var address = AddressSketch([])
        var birthDate = PackedDate(nil)
        var nhsNumber: UInt64 = 0
        /// Where its texts begin; `vacant` where there is no entry.
        var start = Head.vacant
        var sex: Sex?
        var numberUse = NumberUse.none
        /// Whether there are entries or identifiers with which it must not be linked.
        var hasNoLink = false

        static let vacant = UInt32.max
    }

    private var heads: [Head] = []
    private var texts: [UInt8] = []
    private var free: [UInt32] = []
    /// Bytes among the texts whose entries are gone.
    private var unusedBytes = 0

    /// How many places there are, vacant ones among them.
    var places: Int { heads.count }

    /// Bytes that are held for it.
    var bytes: Int {
        heads.capacity * MemoryLayout<Head>.stride + texts.capacity + free.capacity * 4
    }

    /// Whether there is an entry at that place.
    func isHeld(_ place: UInt32) -> Bool { heads[Int(place)].start != Head.vacant }

    /// Whether the entry there has a list of whom it must not be linked with.
    func hasNoLink(_ place: UInt32) -> Bool { heads[Int(place)].hasNoLink }

    // MARK: Entries come and go

    /// Lays an entry down, where another has gone if there is such a place.
    ///
    /// - Returns: Its place.
    mutating func add(
        _ profile: IdentityProfile, registerId: String, hasNoLink: Bool
    ) -> UInt32 {
        if unusedBytes > texts.count / 4 + 1_024 { closeUp() }
        let head = Head(
            address: profile.address, birthDate: profile.birthDate, nhsNumber: profile.nhsNumber,
            start: UInt32(texts.count), sex: profile.sex, numberUse: profile.numberUse,
            hasNoLink: hasNoLink)
        write(profile, registerId)
        if let place = free.popLast() {
            heads[Int(place)] = head
            return place
        }
        // As in the posting table: grow by a quarter, not by doubling.
        if heads.count == heads.capacity { heads.reserveCapacity(heads.count * 5 / 4 + 64) }
        heads.append(head)
        return UInt32(heads.count - 1)
    }

    /// Forgets the entry there.
    mutating func remove(_ place: UInt32) {
        unusedBytes += textRange(heads[Int(place)].start).count
        heads[Int(place)] = Head()
        free.append(place)
    }

    /// Gives back the room that growing, and entries that went, left behind.
    mutating func compact() {
        if unusedBytes > texts.count / 16 + 64 { closeUp() }
        if texts.capacity > texts.count + texts.count / 16 + 64 { texts = texts.map { $0 } }
        if heads.capacity > heads.count + heads.count / 16 + 64 { heads = heads.map { $0 } }
    }

    /// Lays the texts anew, without those that nobody has any more.
    private mutating func closeUp() {
        var kept: [UInt8] = []
        kept.reserveCapacity(texts.count - unusedBytes)
        for index in heads.indices where heads[index].start != Head.vacant {
            let range = textRange(heads[index].start)
            heads[index].start = UInt32(kept.count)
            kept.append(contentsOf: texts[range])
        }
        texts = kept
        unusedBytes = 0
    }

    // MARK: Writing

    private mutating func write(_ profile: IdentityProfile, _ registerId: String) {
        // The longest of registers' entries: none has to grow twice.
        if texts.capacity < texts.count + 256 {
            texts.reserveCapacity(texts.count * 5 / 4 + 4_096)
        }
        for text in [registerId, profile.postcode, profile.family, profile.upn] { write(text) }
        for list in [profile.familyParts, profile.given, profile.others, profile.localIds] {
            write(list.count)
            for text in list { write(text) }
        }
        write(profile.phones.count)
        for phone in profile.phones {
            for shift in stride(from: 0, to: 40, by: 8) {
                texts.append(UInt8(truncatingIfNeeded: phone >> UInt64(shift)))
            }
        }
    }

    private mutating func write(_ text: String) {
        write(text.utf8.count)
        texts.append(contentsOf: text.utf8)
    }

    /// Seven bits a byte, the lowest first; all but the last have their high bit set.
    private mutating func write(_ count: Int) {
        var rest = count
        while rest > 0x7F {
            texts.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        texts.append(UInt8(truncatingIfNeeded: rest))
    }

    // MARK: Reading

    /// Goes along the texts of one entry.
    private struct Reader {
        var position: Int

        @inline(__always)
        mutating func count(_ texts: borrowing Span<UInt8>) -> Int {
            var byte = texts[position]
            position &+= 1
            var count = Int(byte & 0x7F)
            var shift = 7
            while byte > 0x7F {
                byte = texts[position]
                position &+= 1
                count |= Int(byte & 0x7F) << shift
                shift += 7
            }
            return count
        }

        /// The range of the next text.
        @inline(__always)
        mutating func range(_ texts: borrowing Span<UInt8>) -> Range<Int> {
            let length = count(texts)
            let start = position
            position += length
            return start..<position
        }

        mutating func text(_ texts: borrowing Span<UInt8>) -> String {
            let range = range(texts)
            guard !range.isEmpty else { return "" }
            return PackedProfiles.text(texts.extracting(range))
        }

        mutating func list(_ texts: borrowing Span<UInt8>) -> [String] {
            let count = count(texts)
            guard count > 0 else { return [] }
            var list: [String] = []
            list.reserveCapacity(count)
            for _ in 0..<count { list.append(text(texts)) }
            return list
        }

        mutating func phones(_ texts: borrowing Span<UInt8>) -> [UInt64] {
            let count = count(texts)
            guard count > 0 else { return [] }
            return (0..<count).map { _ in
                position += 5
                return (1...5).reduce(0) { $0 << 8 | UInt64(texts[position - $1]) }
            }
        }
    }

    /// They were texts when they were written.
    private static func text(_ bytes: Span<UInt8>) -> String {
        guard let text = try? UTF8Span(validating: bytes) else { return "" }
        return String(copying: text)
    }

    /// From where an entry's texts begin to where they end.
    private func textRange(_ start: UInt32) -> Range<Int> {
        let texts = texts.span
        var reader = Reader(position: Int(start))
        for _ in 0..<4 { _ = reader.range(texts) }
        for _ in 0..<4 {
            for _ in 0..<reader.count(texts) { _ = reader.range(texts) }
        }
        let phones = reader.count(texts)
        return Int(start)..<reader.position + 5 * phones
    }

    /// The id of the entry there, which must be held.
    func registerId(_ place: UInt32) -> String {
        var reader = Reader(position: Int(heads[Int(place)].start))
        return reader.text(texts.span)
    }

    /// Whether the entry there has that id.
    func isHeld(_ place: UInt32, as registerId: String) -> Bool {
        guard isHeld(place) else { return false }
        var reader = Reader(position: Int(heads[Int(place)].start))
        return texts[reader.range(texts.span)].elementsEqual(registerId.utf8)
    }

    /// Birth date and postcode of the entry there, which must be held.
    func plausibility(_ place: UInt32) -> Plausibility {
        let head = heads[Int(place)]
        let texts = texts.span
        var reader = Reader(position: Int(head.start))
        _ = reader.range(texts)
        let postcode = reader.range(texts)
        return Plausibility(head.birthDate, postcode: self.texts[postcode])
    }

    /// What is compared of the entry there, which must be held.
    func profile(_ place: UInt32) -> IdentityProfile {
        let head = heads[Int(place)]
        let texts = texts.span
        var reader = Reader(position: Int(head.start))
        _ = reader.range(texts)
        var profile = IdentityProfile()
        profile.nhsNumber = head.nhsNumber
        profile.numberUse = head.numberUse
        profile.sex = head.sex
        profile.birthDate = head.birthDate
        profile.address = head.address
        profile.postcode = reader.text(texts)
        profile.family = reader.text(texts)
        profile.upn = reader.text(texts)
        profile.familyParts = reader.list(texts)
        profile.given = reader.list(texts)
        profile.others = reader.list(texts)
        profile.localIds = reader.list(texts)
        profile.phones = reader.phones(texts)
        return profile
    }

    /// Looks at each of the entries once, before they are compared one after the other: those of a
    /// large register are in no cache, and what waits for nothing is fetched at the same time.
    ///
    /// - Returns: Whether any has a list of whom it must not be linked with.
    @discardableResult
    func fetch(_ places: [UInt32]) -> Bool {
        var (hasNoLink, last) = (false, 0)
        for place in places {
            let head = heads[Int(place)]
            hasNoLink = hasNoLink || head.hasNoLink
            last &+= Int(head.start)
        }
        // Never below 0; but so the texts are looked at too.
        for place in places { last |= Int(texts[Int(heads[Int(place)].start)]) }
        return hasNoLink || last < 0
    }
}
