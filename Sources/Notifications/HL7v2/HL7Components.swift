// SPDX-License-Identifier: Apache-2.0

/// The first components of a field's first repetition, all found in one pass.
struct HL7Components {
    /// The last that is read of any type: the telephone number in XTN.
    private static let countMax = 12

    /// The repetition.
    var range: Range<Int> { Int(starts[0])..<end }

    /// Begin of every component, and one past the end of the last.
    private var starts = InlineArray<13, Int32>(repeating: 0)
    private var count = 0
    private var end: Int

    init(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>, component: UInt8, repetition: UInt8
    ) {
        end = field.upperBound
        starts[0] = Int32(truncatingIfNeeded: field.lowerBound)
        let sought = (ByteWords.repeated(component), ByteWords.repeated(repetition))
        var at = field.lowerBound
        while at < end {
            let word = ByteWords.wordOrRest(bytes, at)
            let ends = ByteWords.zeros(in: word ^ sought.1)
            if ends != 0 { end = min(end, at &+ ByteWords.index(of: ends)) }
            var places = ByteWords.zeros(in: word ^ sought.0)
            while places != 0, count < HL7Components.countMax {
                let position = at &+ ByteWords.index(of: places)
                guard position < end else { break }
                count &+= 1
                starts[count] = Int32(truncatingIfNeeded: position &+ 1)
                places &= places &- 1
            }
            at &+= 8
        }
        guard count < HL7Components.countMax else { return }
        count &+= 1
        starts[count] = Int32(truncatingIfNeeded: end &+ 1)
    }

    /// The component by its number from 1; an empty range when the repetition ends before.
    @inline(__always)
    subscript(_ number: Int) -> Range<Int> {
        number <= count ? Int(starts[number - 1])..<Int(starts[number]) - 1 : end..<end
    }
}

/// The repetitions of a field one after another.
struct HL7Repetitions: Sequence, IteratorProtocol {
    private let message: HL7Message
    private let end: Int
    /// Begin of the next; past the end when there is none.
    private var start: Int

    init(_ message: HL7Message, _ field: Range<Int>) {
        self.message = message
        end = field.upperBound
        start = field.isEmpty ? end + 1 : field.lowerBound
    }

    mutating func next() -> HL7Components? {
        guard start <= end else { return nil }
        let repetition = message.components(of: start..<end)
        start = repetition.range.upperBound + 1
        return repetition
    }
}
