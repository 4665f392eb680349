// SPDX-License-Identifier: Apache-2.0

/// The first components of a repetition, all found in one pass.
struct HL7Components {
    /// The last that is read of any type: the telephone number in XTN.
    private static let countMax = 12

    /// Begin of every component, and one past the end of the last.
    private var starts = InlineArray<13, Int>(repeating: 0)
    private var count = 0
    private let end: Int

    init(_ bytes: borrowing Span<UInt8>, _ repetition: Range<Int>, separator: UInt8?) {
        end = repetition.upperBound
        starts[0] = repetition.lowerBound
        if let separator {
            var start = starts[0]
            while count < HL7Components.countMax {
                let position = ByteWords.first(separator, in: bytes, start..<end)
                guard position < end else { break }
                start = position + 1
                count += 1
                starts[count] = start
            }
            if count == HL7Components.countMax { return }
        }
        count += 1
        starts[count] = end + 1
    }

    /// The component by its number from 1; an empty range when the repetition ends before.
    subscript(_ number: Int) -> Range<Int> {
        number <= count ? starts[number - 1]..<starts[number] - 1 : end..<end
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

    mutating func next() -> Range<Int>? {
        guard start <= end else { return nil }
        let repetition = message.firstRepetition(of: start..<end)
        start = repetition.upperBound + 1
        return repetition
    }
}
