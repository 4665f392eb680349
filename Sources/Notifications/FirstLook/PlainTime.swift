// SPDX-License-Identifier: Apache-2.0

/// Times of the grammar: `YYYYMMDDHHMM[SS]` and perhaps an offset `±HHMM`.
enum PlainTime {
    static func isTime(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        var count = range.count
        if count == 17 || count == 19 {
            let sign = bytes[range.upperBound - 5]
            guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
                let offset = pairs(bytes, from: range.upperBound - 4, count: 4),
                offset.0 < 24, offset.1 < 60
            else { return false }
            count -= 5
        }
        guard count == 12 || count == 14, date(bytes, from: range.lowerBound) != nil,
            let clock = pairs(bytes, from: range.lowerBound + 8, count: count - 8)
        else { return false }
        return clock.0 < 24 && clock.1 < 60 && clock.2 < 60
    }

    /// The date of eight digits.
    static func date(_ bytes: borrowing Span<UInt8>, from start: Int) -> LocalDate? {
        guard let pairs = pairs(bytes, from: start, count: 8) else { return nil }
        return LocalDate(year: pairs.0 &* 100 &+ pairs.1, month: pairs.2, day: pairs.3)
    }

    /// Whether those bytes, eight at most, are digits.
    static func areDigits(_ bytes: borrowing Span<UInt8>, from start: Int, count: Int) -> Bool {
        let word = PlainWord.at(start, bytes)
        return start <= bytes.count - count
            && PlainWord.otherThanDigits(word) & PlainWord.first(count) == 0
    }

    /// The numbers of two digits each that those bytes make, eight at most and even in number; 0
    /// for those past them. Nil when a byte is no digit.
    @inline(__always)
    private static func pairs(
        _ bytes: borrowing Span<UInt8>, from start: Int, count: Int
    ) -> (Int, Int, Int, Int)? {
        guard areDigits(bytes, from: start, count: count) else { return nil }
        let digits = PlainWord.at(start, bytes) & 0x0F0F_0F0F_0F0F_0F0F & PlainWord.first(count)
        // In every second byte its digit ten times and the next one, which is less than 100.
        let pairs = (digits &* 10) &+ (digits &>> 8)
        func pair(_ shift: UInt64) -> Int { Int(truncatingIfNeeded: (pairs &>> shift) & 0xFF) }
        return (pair(0), pair(16), pair(32), pair(48))
    }
}
