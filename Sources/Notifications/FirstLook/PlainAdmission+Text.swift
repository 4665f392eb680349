// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    /// Parts a field or a repetition at its component separators. Bytes that need thought are
    /// refused: repetition, sub-component, escape, a quotation mark, of which two delete what is
    /// stored, and the brace that some senders put a trace status in.
    static func components(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) -> PlainComponents? {
        PlainComponents(bytes, field)
    }

    /// Without spaces at either end; other space is not in the grammar.
    @inline(__always)
    static func trimmed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 { start &+= 1 }
        while start < end, bytes[end &- 1] == 0x20 { end &-= 1 }
        return start..<end
    }

    /// The value of a digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        let value = byte &- 0x30
        return value < 10 ? value : nil
    }

    /// The number that those digits make; nil when another byte stands among them.
    static func number(
        _ bytes: borrowing Span<UInt8>, from start: Int, count: Int
    ) -> Int? {
        guard start >= 0, count >= 0, start <= bytes.count - count else { return nil }
        var number = 0
        for position in start..<start + count {
            guard let digit = digit(bytes[position]) else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }
}

/// The first five components of a field.
struct PlainComponents {
    private var starts = InlineArray<6, UInt16>(repeating: 0)
    private var count = 1
    private let end: Int

    /// Parts a field; nil when it has a byte that is refused.
    init?(_ bytes: borrowing Span<UInt8>, _ field: Range<Int>) {
        end = field.upperBound
        starts[0] = UInt16(truncatingIfNeeded: field.lowerBound)
        var block = field.lowerBound
        while block < end {
            // Both kinds at once, for few bytes are of either, and brackets with them: `^`, `\`,
            // `~`, `{` and these are neighbours but for one bit, and so are `"` and `&`.
            var places = PlainBlock.places(bytes, at: block) { byte in
                (byte & 0xDF) &- 0x5B < 4 || byte & 0xFB == 0x22
            }
            places &= PlainBlock.first(end &- block)
            while places != 0 {
                let place = block &+ places.trailingZeroBitCount
                guard bytes[place] == UInt8(ascii: "^") else { return nil }
                if count < 6 {
                    starts[count] = UInt16(truncatingIfNeeded: place &+ 1)
                    count &+= 1
                }
                places &= places &- 1
            }
            block &+= PlainBlock.size
        }
    }

    /// The component of that number, 1 to 5; empty when the field ends before.
    @inline(__always)
    subscript(number: Int) -> Range<Int> {
        guard number >= 1, number <= 5, number <= count else { return end..<end }
        let start = Int(starts[number &- 1])
        let next = number < count ? Int(starts[number]) &- 1 : end
        return start..<max(start, next)
    }
}
