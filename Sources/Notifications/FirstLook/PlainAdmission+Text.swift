// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    /// Parts a field or a repetition at its component separators. Bytes that need thought are
    /// refused: repetition, sub-component, escape, a quotation mark, of which two delete what is
    /// stored, and the brace that some senders put a trace status in.
    static func components(
        _ bytes: borrowing Span<UInt8>, _ field: Range<Int>
    ) -> PlainComponents? {
        var parts = PlainComponents(field)
        let text = bytes.extracting(field)
        for index in text.indices {
            let byte = text[index]
            // Digits, capitals, and the little that stands between them.
            if byte &- 0x27 < 0x35 { continue }
            switch byte {
            case UInt8(ascii: "^"): parts.separate(at: field.lowerBound &+ index)
            case UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
                UInt8(ascii: "{"):
                return nil
            default: continue
            }
        }
        return parts
    }

    /// Without spaces at either end; other space is not in the grammar.
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

    init(_ field: Range<Int>) {
        starts[0] = UInt16(truncatingIfNeeded: field.lowerBound)
        end = field.upperBound
    }

    @inline(__always)
    mutating func separate(at position: Int) {
        guard count < 6 else { return }
        starts[count] = UInt16(truncatingIfNeeded: position &+ 1)
        count &+= 1
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

/// Times of the grammar: `YYYYMMDDHHMM[SS]` and perhaps an offset `±HHMM`.
enum PlainTime {
    static func isTime(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var count = range.count
        if count == 17 || count == 19 {
            let sign = bytes[range.upperBound - 5]
            guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
                let hours = PlainAdmission.number(bytes, from: range.upperBound - 4, count: 2),
                let minutes = PlainAdmission.number(bytes, from: range.upperBound - 2, count: 2),
                hours < 24, minutes < 60
            else { return false }
            count -= 5
        }
        guard count == 12 || count == 14, date(bytes, from: range.lowerBound) != nil,
            let hour = PlainAdmission.number(bytes, from: range.lowerBound + 8, count: 2),
            let minute = PlainAdmission.number(bytes, from: range.lowerBound + 10, count: 2),
            hour < 24, minute < 60
        else { return false }
        guard count == 14 else { return true }
        let second = PlainAdmission.number(bytes, from: range.lowerBound + 12, count: 2)
        return second.map { $0 < 60 } ?? false
    }

    /// The date of eight digits.
    static func date(_ bytes: borrowing Span<UInt8>, from start: Int) -> LocalDate? {
        guard let year = PlainAdmission.number(bytes, from: start, count: 4),
            let month = PlainAdmission.number(bytes, from: start + 4, count: 2),
            let day = PlainAdmission.number(bytes, from: start + 6, count: 2)
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }
}
