// SPDX-License-Identifier: Apache-2.0

/// Where the fields of one line of a plain message begin. It goes through a message once, from line
/// to line, and allocates nothing. It is large: nobody copies it, and who reads it gets it as
/// `inout`, for the compiler would copy what it only lends.
struct PlainLine: ~Copyable {
    /// A slot for each separator; its content is where the field after it begins.
    private var starts = InlineArray<68, UInt16>(repeating: 0)
    /// How many separators the line has.
    private var separators = 0
    /// Where the line ends; its line end is not part of it.
    private(set) var end = 0

    /// Where the 64 bytes begin that are being looked at.
    private var block = 0
    /// Which of them are separators.
    private var places: UInt64 = 0
    /// Which of them are not printable ASCII, as line ends are, or lie past the end of the value.
    private var odd: UInt64 = 0

    /// At the beginning of a message.
    init(_ bytes: borrowing Span<UInt8>) { look(bytes) }

    /// Reads the line at `start`, which lies at the end of the last one or after it.
    mutating func read(_ bytes: borrowing Span<UInt8>, from start: Int) throws(LookCloser) {
        separators = 0
        let before = advance(bytes, to: start)
        var places = places & ~before
        var odd = odd & ~before
        while odd == 0 {
            try note(places)
            block &+= PlainBlock.size
            look(bytes)
            (places, odd) = (self.places, self.odd)
        }
        // Of these only the ones before the end.
        try note(places & (odd &- 1) & ~odd)
        end = block &+ odd.trailingZeroBitCount
        guard end &- start <= PlainLine.bytesMax else { throw .size }
        guard PlainLine.isEnd(bytes, end) else { throw .bytes }
        // Past the end, as a separator there would have it.
        starts[separators & 63] = UInt16(truncatingIfNeeded: end &+ 1)
    }

    /// Passes the line at `start`, likewise, whose fields nobody asks for.
    mutating func pass(_ bytes: borrowing Span<UInt8>, from start: Int) throws(LookCloser) {
        var odd = ~advance(bytes, to: start) & odd
        while odd == 0 {
            block &+= PlainBlock.size
            look(bytes)
            odd = self.odd
        }
        end = block &+ odd.trailingZeroBitCount
        guard PlainLine.isEnd(bytes, end) else { throw .bytes }
        guard end &- start <= PlainLine.bytesMax else { throw .size }
    }

    /// The field after the separator of that number, from 1; empty when the line ends before.
    @inline(__always)
    func field(_ number: Int) -> Range<Int> {
        guard number <= separators else { return end..<end }
        let start = Int(starts[(number &- 1) & 63])
        return start..<max(start, Int(starts[number & 63]) &- 1)
    }

    /// Refuses a line of which a field may have too many repetitions.
    mutating func limitRepetitions(
        _ bytes: borrowing Span<UInt8>, from start: Int
    ) throws(LookCloser) {
        guard end &- start &- separators > PlainLine.repetitionsMax else { return }
        var count = 0
        var position = start
        while position < end {
            // So few that a byte holds their number, and many bytes are compared at once.
            let text = bytes.extracting(position..<min(end, position &+ 192))
            var some: UInt8 = 0
            for index in text.indices { some &+= text[index] == UInt8(ascii: "~") ? 1 : 0 }
            count &+= Int(some)
            position &+= 192
        }
        guard count < PlainLine.repetitionsMax else { throw .size }
    }

    // MARK: 64 bytes at a time

    private mutating func look(_ bytes: borrowing Span<UInt8>) {
        guard block <= bytes.count &- PlainBlock.size else { return lookAtEnd(bytes) }
        let all = bytes.extracting(block..<block &+ PlainBlock.size)
        places = PlainBlock.places(in: all, where: PlainLine.isSeparator)
        odd = PlainBlock.places(in: all, where: PlainLine.isOdd)
    }

    /// The same where the value ends.
    @inline(never)
    private mutating func lookAtEnd(_ bytes: borrowing Span<UInt8>) {
        places = PlainBlock.places(bytes, at: block, where: PlainLine.isSeparator)
        odd =
            PlainBlock.places(bytes, at: block, where: PlainLine.isOdd)
            | ~PlainBlock.first(bytes.count &- block)
    }

    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "|") }

    @inline(__always)
    private static func isOdd(_ byte: UInt8) -> Bool { byte &- 0x20 >= 0x5F }

    /// Goes on to the bytes among which one lies; gives the places of those before it.
    @inline(__always)
    private mutating func advance(_ bytes: borrowing Span<UInt8>, to position: Int) -> UInt64 {
        while position >= block &+ PlainBlock.size {
            block &+= PlainBlock.size
            look(bytes)
        }
        return PlainBlock.first(position &- block)
    }

    /// Keeps separators.
    @inline(__always)
    private mutating func note(_ places: UInt64) throws(LookCloser) {
        var rest = places
        var slot = separators & 63
        let after = block &+ 1
        separators &+= places.nonzeroBitCount
        guard separators <= PlainLine.separatorsMax else { throw .size }
        while rest != 0 {
            // By fours, for the processor cannot foresee how many there are. Slots past the last
            // are written again.
            starts[slot] = PlainLine.next(&rest, after)
            starts[slot &+ 1] = PlainLine.next(&rest, after)
            starts[slot &+ 2] = PlainLine.next(&rest, after)
            starts[slot &+ 3] = PlainLine.next(&rest, after)
            slot = (slot &+ 4) & 63
        }
    }

    /// The next of those places, which is taken from them, counted from a position.
    @inline(__always)
    private static func next(_ places: inout UInt64, _ position: Int) -> UInt16 {
        let place = places.trailingZeroBitCount
        places &= places &- 1
        return UInt16(truncatingIfNeeded: position &+ place)
    }

    private static func isEnd(_ bytes: borrowing Span<UInt8>, _ position: Int) -> Bool {
        position == bytes.count || bytes[position] == 0x0D || bytes[position] == 0x0A
    }

    /// A line of more fields is looked at in full.
    private static let separatorsMax = 62
    /// So long a line cannot have more fields than `Limits.fieldsMax`.
    private static let bytesMax = 900
    /// Below `Limits.repetitionsMax`, of which a field may have so many.
    private static let repetitionsMax = 200
}
