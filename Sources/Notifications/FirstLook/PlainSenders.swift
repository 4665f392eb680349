// SPDX-License-Identifier: Apache-2.0

/// The senders whose messages are not read as the standard says, which the first look leaves to the
/// full decode. A sender that is not among them may be taken for one by chance, never the reverse.
package struct PlainSenders: Sendable {
    /// None.
    package static let none = PlainSenders([])

    private let hashes: Set<UInt64>

    /// Senders by application and facility, of which either may be nil for any. Case and spaces at
    /// the ends do not matter.
    package init(_ names: [(application: String?, facility: String?)]) {
        hashes = Set(
            names.map { name in
                PlainSenders.hash(
                    PlainSenders.part(name.application), PlainSenders.part(name.facility))
            })
    }

    /// Whether there is none.
    var isEmpty: Bool { hashes.isEmpty }

    /// Whether the sender of a message is, or by chance may be, among them.
    func contains(
        _ message: PlainAdmission, _ bytes: borrowing Span<UInt8>
    ) -> Bool {
        let application = PlainSenders.part(bytes, message.application.range)
        let facility = PlainSenders.part(bytes, message.facility.range)
        return hashes.contains(PlainSenders.hash(application, facility))
            || hashes.contains(PlainSenders.hash(PlainSenders.any, facility))
            || hashes.contains(PlainSenders.hash(application, PlainSenders.any))
            || hashes.contains(PlainSenders.hash(PlainSenders.any, PlainSenders.any))
    }

    /// Stands for a name that is not asked for, and for one that is not sent.
    private static let any: UInt64 = 0

    private static func part(_ name: String?) -> UInt64 {
        guard let name = name?.trimmed, !name.isEmpty else { return any }
        let bytes = Array(name.utf8)
        return part(bytes.span, bytes.indices)
    }

    /// FNV-1a of the bytes in upper case.
    private static func part(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        guard !range.isEmpty else { return any }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for position in range {
            hash = (hash ^ UInt64(bytes[position].uppercased)) &* 0x100_0000_01B3
        }
        return hash
    }

    private static func hash(_ application: UInt64, _ facility: UInt64) -> UInt64 {
        application &* 0x9E37_79B9_7F4A_7C15 ^ facility
    }
}
