// SPDX-License-Identifier: Apache-2.0

/// Where the fields of one line of a plain message begin. It is filled once for each line that is
/// read, without allocation.
struct PlainLine {
    /// A slot for each separator; its content is where the field after it begins.
    private var starts = InlineArray<64, UInt16>(repeating: 0)
    /// How many separators the line has.
    private var separators = 0
    /// Where the line ends; its line end is not part of it.
    private(set) var end = 0

    /// Reads the line at `start`, eight bytes at a time.
    mutating func read(_ bytes: borrowing Span<UInt8>, from start: Int) throws(LookCloser) {
        var position = start
        var count = 0
        while position <= bytes.count - 8, count < 56 {
            let word = ByteWords.word(bytes, position)
            guard ByteWords.isText(word) else { break }
            var places = ByteWords.places(of: UInt8(ascii: "|"), in: word)
            while places != 0 {
                // The lowest bit that is set is the seventh of its byte.
                starts[count] = UInt16(
                    truncatingIfNeeded: position &+ (places.trailingZeroBitCount >> 3) &+ 1)
                count &+= 1
                places &= places &- 1
            }
            position &+= 8
        }
        while position < bytes.count, count < 63 {
            let byte = bytes[position]
            if byte < 0x20 || byte > 0x7E { break }
            position &+= 1
            if byte == UInt8(ascii: "|") {
                starts[count] = UInt16(truncatingIfNeeded: position)
                count &+= 1
            }
        }
        guard count < 63, position &- start <= PlainLine.bytesMax else { throw .size }
        guard PlainLine.isEnd(bytes, position) else { throw .bytes }
        // Past the end, as a separator there would have it.
        starts[count] = UInt16(truncatingIfNeeded: position &+ 1)
        separators = count
        end = position
    }

    /// The field after the separator of that number, from 1; empty when the line ends before.
    @inline(__always)
    func field(_ number: Int) -> Range<Int> {
        guard number <= separators else { return end..<end }
        let start = Int(starts[(number - 1) & 63])
        return start..<max(start, Int(starts[number & 63]) - 1)
    }

    /// Refuses a line of which a field may have too many repetitions.
    func limitRepetitions(
        _ bytes: borrowing Span<UInt8>, from start: Int
    ) throws(LookCloser) {
        guard end &- start > PlainLine.repetitionsMax else { return }
        var count = 0
        let text = bytes.extracting(start..<end)
        for index in text.indices { count &+= text[index] == UInt8(ascii: "~") ? 1 : 0 }
        guard count < PlainLine.repetitionsMax else { throw .size }
    }

    /// The end of the line at `start`, whose fields nobody asks for.
    static func end(_ bytes: borrowing Span<UInt8>, from start: Int) throws(LookCloser) -> Int {
        var position = start
        while position <= bytes.count - 8, ByteWords.isText(ByteWords.word(bytes, position)) {
            position &+= 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte > 0x7E { break }
            position &+= 1
        }
        guard PlainLine.isEnd(bytes, position) else { throw .bytes }
        guard position - start <= bytesMax else { throw .size }
        return position
    }

    private static func isEnd(_ bytes: borrowing Span<UInt8>, _ position: Int) -> Bool {
        position == bytes.count || bytes[position] == 0x0D || bytes[position] == 0x0A
    }

    /// So long a line cannot have more fields than `Limits.fieldsMax`.
    private static let bytesMax = 900
    /// Below `Limits.repetitionsMax`, of which a field may have so many.
    private static let repetitionsMax = 200
}
