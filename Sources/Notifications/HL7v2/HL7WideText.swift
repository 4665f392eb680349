// SPDX-License-Identifier: Apache-2.0

/// A value in UTF-16, turned into UTF-8, which everything else here reads.
struct HL7WideText {
    /// The value in UTF-8.
    private(set) var utf8: [UInt8] = []
    /// Where two bytes stand that are no character, if any do: each is read as U+FFFD.
    private(set) var firstInvalid: Int?

    private let value: [UInt8]
    private let isBigEndian: Bool
    /// For every `step` bytes of `utf8` the byte of the value at which the first
    /// character from there on begins.
    private var checkpoints: [(utf8: Int, value: Int)] = []
    private static let step = 1024

    /// Whether the value's first bytes are those of a message in UTF-16, with a byte order mark or
    /// without.
    static func isWide(_ value: [UInt8]) -> Bool { isBigEndian(value) != nil }

    private static func isBigEndian(_ value: [UInt8]) -> Bool? {
        // Its first character is a byte order mark or ASCII: one byte is zero, or the two the mark.
        guard value.count > 1, value[0] == 0 || value[1] == 0 || value[0] >= 0xFE else {
            return nil
        }
        return [true, false].first { isMessage(value, isBigEndian: $0) }
    }

    private static func isMessage(_ value: [UInt8], isBigEndian isBig: Bool) -> Bool {
        let units = units(value.prefix(64), isBigEndian: isBig)
        // A byte order mark, white space, and the frame bytes of MLLP may stand in front.
        let text = units.drop { $0 == 0xFEFF || $0 == 0x1C || ($0 < 0x80 && UInt8($0).isSpace) }
        let name = text.prefix(3).map { $0 < 0x80 ? UInt8($0).uppercased : 0 }
        return ["MSH", "FHS", "BHS"].contains { name.elementsEqual($0.utf8) }
    }

    private static func units(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt16] {
        var units: [UInt16] = []
        var high: UInt8?
        for byte in bytes {
            if let first = high {
                let (upper, lower) = isBigEndian ? (first, byte) : (byte, first)
                units.append(UInt16(upper) << 8 | UInt16(lower))
                high = nil
            } else {
                high = byte
            }
        }
        return units
    }

    /// The value's text, or nil when it does not begin as a message in UTF-16.
    init?(_ value: [UInt8]) {
        guard let isBig = HL7WideText.isBigEndian(value) else { return nil }
        self.value = value
        isBigEndian = isBig
        utf8.reserveCapacity(value.count / 2 + 16)
        checkpoints.append((0, 0))
        var position = 0
        while let next = character(at: position) {
            if utf8.count >= checkpoints[checkpoints.count - 1].utf8 + HL7WideText.step {
                checkpoints.append((utf8.count, position))
            }
            if next.scalar == nil, firstInvalid == nil { firstInvalid = utf8.count }
            if let bytes = UTF8.encode(next.scalar ?? "\u{FFFD}") { utf8.append(contentsOf: bytes) }
            position += next.length
        }
    }

    /// The character that begins there and its bytes; nil at the end. A half of a pair without the
    /// other, and a last byte alone, are no character.
    private func character(at position: Int) -> (scalar: Unicode.Scalar?, length: Int)? {
        guard position < value.count else { return nil }
        guard let unit = unit(at: position) else { return (nil, value.count - position) }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 2) }
        guard unit < 0xDC00, let low = self.unit(at: position + 2), (0xDC00...0xDFFF).contains(low)
        else { return (nil, 2) }
        let code = 0x10000 + (UInt32(unit - 0xD800) << 10 | UInt32(low - 0xDC00))
        return (Unicode.Scalar(code), 4)
    }

    private func unit(at position: Int) -> UInt16? {
        guard position + 1 < value.count else { return nil }
        let (first, second) = (UInt16(value[position]), UInt16(value[position + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    /// The byte of the value from which a byte of `utf8` comes.
    func position(of byte: Int) -> Int {
        var low = 0
        var high = checkpoints.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if checkpoints[middle].utf8 <= byte { low = middle } else { high = middle }
        }
        var (reached, position) = checkpoints[low]
        while let next = character(at: position) {
            reached += UTF8.width(next.scalar ?? "\u{FFFD}")
            if reached > byte { return position }
            position += next.length
        }
        return value.count
    }

    /// The item with its byte positions counted in the value.
    func placed(_ item: DecodedItem) -> DecodedItem {
        switch item {
        case .notification(var read):
            for index in read.warnings.indices {
                read.warnings[index].position = read.warnings[index].position.map(position)
            }
            return .notification(read)
        case .rejected(var rejected):
            rejected.position = position(of: rejected.position)
            return .rejected(rejected)
        }
    }
}
