// SPDX-License-Identifier: Apache-2.0

/// Finds what tells of a person in a text: their number, names, birth date or postcode, in any
/// usual way of writing them.
struct PersonalData: Sendable {
    private let secrets: Set<UInt64>

    /// Looks for these, which are letters and digits only, in lower case.
    init(_ secrets: [String]) {
        self.secrets = Set(
            secrets.map { secret in secret.utf8.reduce(Self.start) { Self.add($1, to: $0) } })
    }

    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    /// Whether the text holds any: a word, or two or three words in a row, so that `2010-04-15`
    /// and `LS1 4AP` are found too.
    func isIn(_ text: some Sequence<UInt8>) -> Bool {
        // The hashes of the words that end here: this one, and with one and two before it.
        var one = Self.start
        var two: UInt64?
        var three: UInt64?
        var isInWord = false
        func matches() -> Bool {
            isInWord
                && (secrets.contains(one) || two.map(secrets.contains) ?? false
                    || three.map(secrets.contains) ?? false)
        }
        for byte in text {
            var letter = byte
            switch byte {
            case 0x30...0x39, 0x61...0x7A: break
            case 0x41...0x5A: letter |= 0x20
            default:
                if matches() { return true }
                if isInWord { (one, two, three) = (Self.start, one, two) }
                isInWord = false
                continue
            }
            isInWord = true
            one = Self.add(letter, to: one)
            two = two.map { Self.add(letter, to: $0) }
            three = three.map { Self.add(letter, to: $0) }
        }
        return matches()
    }
}
