// SPDX-License-Identifier: Apache-2.0

/// Which house of which street, as far as it helps to find who lives there: the house's number and
/// the beginning of the word after it, `12hig` of `Flat 3, 12 High Street`.
///
/// Both may be slips, and many towns have the street; so it finds nobody alone (`BlockingKeys`).
struct Door: Hashable, Sendable {
    /// Its bytes, the first lowest, with zeros after them; 0 when no word follows a number.
    let word: UInt64

    /// Nothing is known of the house.
    var isUnknown: Bool { word == 0 }

    /// Its bytes.
    var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word &>> ($0 &* 8)) }.filter { $0 != 0 }
    }
}

/// Reads a door from the parts of an address, byte by byte: letters and digits as `NameKey` folds
/// them.
struct DoorReader {
    /// The digits of the last part if it was a number, the first lowest.
    private var number: UInt64 = 0
    private var part: UInt64 = 0
    private var partCount = 0
    private var isNumber = false
    /// Whether what comes in this part counts no more.
    private var isPartOver = false

    /// The longest number of a house.
    static let digitsMax = 5
    /// Letters of the street; with the digits no more than a word holds.
    static let lettersMax = 3

    /// Of no part.
    init() {}

    /// One byte more of a part.
    @inline(__always)
    mutating func add(_ byte: UInt8) {
        let isDigit = byte &- 0x30 < 10
        if partCount == 0 { isNumber = isDigit }
        // Of "12a" the number counts, and of a name its beginning.
        if isPartOver || (isNumber && !isDigit) || (!isNumber && partCount == DoorReader.lettersMax)
        {
            isPartOver = true
            return
        }
        if partCount < 8 { part |= UInt64(byte) &<< UInt64(truncatingIfNeeded: partCount &* 8) }
        partCount &+= 1
    }

    /// The part is at its end.
    ///
    /// - Returns: The door, if this was the word after a number.
    @inline(__always)
    mutating func endPart() -> Door? {
        guard partCount > 0 else { return nil }
        let (read, count) = (part, partCount)
        (part, partCount, isPartOver) = (0, 0, false)
        if isNumber {
            number = count <= DoorReader.digitsMax ? read : 0
            return nil
        }
        guard number != 0 else { return nil }
        let digits = UInt64(truncatingIfNeeded: 64 &- number.leadingZeroBitCount &+ 7) & ~7
        return Door(word: number | read &<< digits)
    }
}

extension Door {
    /// The first door in the parts of an address, in order.
    init(_ parts: [String]) {
        var reader = DoorReader()
        for part in parts {
            for byte in part.utf8 { reader.add(byte) }
            if let door = reader.endPart() {
                self = door
                return
            }
        }
        word = 0
    }
}
