// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy
package import Register

/// What a decision may look at besides the case: the same for every input until a reload.
package struct DecisionContext: Sendable {
    /// The area whose daemon decides.
    package var area: String
    /// The rules and ladders.
    package var pack: PolicyPack { didSet { book = RuleBook(pack) } }
    /// The pack that holds from a later day on, where `pack` is the one before it.
    package private(set) var coming: PolicyPack?
    /// The rules as decisions look them up.
    private(set) var book: RuleBook
    /// Working time.
    package var calendar: WorkingCalendar
    /// Who holds which role.
    package var directory: Directory
    /// Hashes for ids that outsiders see.
    package var hashes: IdentityHashes
    /// What was heard of hospitals themselves.
    var providers = ProviderNews()
    /// How the messages of single senders differ: what is decided depends on how it was read.
    package let dialects: Dialects
    /// Who is taken for whom: what agreements are worth, and what mistakes cost.
    package let weights: Weights
    /// The senders of the dialects, which the first look leaves to the full decode.
    let ownDialects: PlainSenders
    /// Systems that may record events, and answer, without being a person of the directory.
    package var systemPrincipals: Set<String>

    /// The context of one area.
    package init(
        area: String, pack: PolicyPack, calendar: WorkingCalendar, directory: Directory,
        hashes: IdentityHashes, dialects: Dialects = .standard, weights: Weights = .standard,
        systemPrincipals: Set<String> = []
    ) {
        self.area = area
        self.pack = pack
        book = RuleBook(pack)
        self.calendar = calendar
        self.directory = directory
        self.hashes = hashes
        self.dialects = dialects
        self.weights = weights
        ownDialects = PlainSenders(dialects.all.map { ($0.application, $0.facility) })
        self.systemPrincipals = systemPrincipals
    }

    /// Puts the pack in force that holds on the day of an instant (DESIGN.md: "Packs have in-force
    /// dates").
    package mutating func turn(to instant: Instant) {
        let last = coming.flatMap { $0.follows(pack) ? $0 : nil } ?? pack
        let present = last.inForce(on: calendar.localDate(of: instant))
        coming = present.version == last.version ? nil : last
        if present.version != pack.version { pack = present }
    }

    /// The beginning of the day on which the pack in force began to hold; nil: it always did.
    package var begunAt: Instant? { pack.inForceFrom.map(calendar.startOfDay) }

    /// When the pack that comes is in force; nil where none comes.
    package var turnsAt: Instant? { coming?.inForceFrom.map(calendar.startOfDay) }

    /// A fingerprint of everything by which rules decide: the pack, and the directory's places.
    package var rulesVersion: String {
        let places = directory.placesVersion
        return places.isEmpty ? pack.version : "\(pack.version)+\(places)"
    }

    /// A fingerprint of everything by which people are matched, with the costs in words.
    package var matchingVersion: String {
        var version = ContentVersion()
        version.add(weights.bytes)
        return "\(version.text) (\(weights.thresholds))"
    }

    /// Reads messages as the area's senders write them.
    package var decoder: NotificationDecoder {
        NotificationDecoder(zone: calendar.zone, dialects: dialects)
    }

    /// The CloudEvents source of everything that this area publishes.
    package var source: String { "/keywatch/\(area)" }
}

/// The two hash functions behind every id that leaves the program. The core has no cryptography
/// of its own: who builds it lends it the library's.
package struct IdentityHashes: Sendable {
    /// SHA-256 of bytes.
    package let digest: @Sendable ([UInt8]) -> [UInt8]
    /// Keyed hash of bytes under the area's key, for a domain of use.
    package let keyed: @Sendable (_ domain: String, _ bytes: [UInt8]) -> [UInt8]

    /// Hashes by the given functions; each result has at least 16 bytes.
    package init(
        digest: @escaping @Sendable ([UInt8]) -> [UInt8],
        keyed: @escaping @Sendable (_ domain: String, _ bytes: [UInt8]) -> [UInt8]
    ) {
        self.digest = digest
        self.keyed = keyed
    }

    /// The first 16 bytes of the digest of `parts`, each preceded by its length, as lower-case
    /// hexadecimal digits.
    package func id(_ parts: [String]) -> String {
        var bytes: [UInt8] = []
        for part in parts {
            let utf8 = Array(part.utf8)
            bytes.append(contentsOf: "\(utf8.count):".utf8)
            bytes.append(contentsOf: utf8)
        }
        return IdentityHashes.hex(digest(bytes).prefix(16))
    }

    /// The keyed hash of `text` as 32 lower-case hexadecimal digits.
    package func keyedID(_ domain: String, _ text: String) -> String {
        IdentityHashes.hex(keyed(domain, Array(text.utf8)).prefix(16))
    }

    /// Lower-case hexadecimal digits of bytes.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
