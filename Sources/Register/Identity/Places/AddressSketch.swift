// SPDX-License-Identifier: Apache-2.0

/// An address in 32 bytes, of its words sixteen: which pairs of neighbouring letters stand in it.
///
/// Clerks join words, part them, exchange letters and leave out the name of the house; the pairs
/// that remain tell one street from another all the same. The numbers are a field of their own:
/// they alone tell two households of one street apart.
struct AddressSketch: Hashable, Sendable {
    /// Bit n of 128 says that some pair of letters with that hash stands there.
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// The first two numbers of the address, 16 bits each, the lower first; 0 when there is none.
    private(set) var numbers: UInt32 = 0
    /// By which somebody of the house is found.
    let door: Door

    /// Nothing is known of the address's words.
    var isEmpty: Bool { low | high == 0 }

    /// The sketch of the parts of an address, in order.
    init(_ parts: [String]) {
        door = Door(parts)
        var previous: UInt8 = 0
        var found: [UInt16] = []
        for part in parts {
            let letters = part.utf8
            if let first = letters.first, isDigit(first) {
                if found.count < 2, let number = AddressSketch.number(letters) {
                    found.append(number)
                }
                continue
            }
            // Where a word begins does not matter: "pridhamstreet" is "pridham street".
            for letter in letters {
                if previous != 0 { note(previous, letter) }
                previous = letter
            }
        }
        found.sort()
        numbers = found.reduce(0) { $0 << 16 | UInt32($1) }
    }

    private mutating func note(_ first: UInt8, _ second: UInt8) {
        let pair = UInt64(first) &* 131 &+ UInt64(second)
        let bit = (pair &* 0x9E37_79B9_7F4A_7C15) &>> 57
        if bit < 64 { low |= 1 &<< bit } else { high |= 1 &<< (bit &- 64) }
    }

    /// The number with which a part begins: `12` of `12a`; nil for 0 and what is no house's number.
    private static func number(_ letters: String.UTF8View) -> UInt16? {
        var number: UInt16 = 0
        for letter in letters.prefix(5) {
            guard isDigit(letter) else { break }
            let (times, isTooMuch) = number.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = times.addingReportingOverflow(UInt16(letter - 0x30))
            guard !isTooMuch, !isOver else { return nil }
            number = sum
        }
        return number == 0 ? nil : number
    }

    /// How much of the words is the same, 0…1 (Dice's coefficient of the pairs of letters).
    func likeness(to other: AddressSketch) -> Double {
        let sum =
            low.nonzeroBitCount + high.nonzeroBitCount + other.low.nonzeroBitCount
            + other.high.nonzeroBitCount
        guard sum > 0 else { return 0 }
        let both = (low & other.low).nonzeroBitCount + (high & other.high).nonzeroBitCount
        return Double(2 * both) / Double(sum)
    }

    /// How far the numbers agree: the same, one among the other's two, or none.
    func numberLevel(_ other: AddressSketch) -> EvidenceLevel {
        guard numbers != 0, other.numbers != 0 else { return .absent }
        if numbers == other.numbers { return .exact }
        let left = [numbers & 0xFFFF, numbers >> 16]
        let right = [other.numbers & 0xFFFF, other.numbers >> 16]
        return left.contains { $0 != 0 && right.contains($0) } ? .part : .differs
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
