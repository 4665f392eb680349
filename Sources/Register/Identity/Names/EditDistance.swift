// SPDX-License-Identifier: Apache-2.0

/// Slips of the pen between two keys of names.
enum EditDistance {
    /// Whether the two are one slip apart (a letter more, less, other, or two exchanged), or two
    /// slips for names of eight letters and more. Names below four letters have no slips: too
    /// many other names are one letter away.
    static func isClose(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.utf8.span, right.utf8.span)
        let shorter = min(a.count, b.count)
        guard shorter >= 4 else { return false }
        return isWithin(shorter >= 8 ? 2 : 1, a, b)
    }

    /// Whether two names, of which one has but three letters, are one slip apart and begin alike:
    /// Sara and Saa, but Ali and Ari too. That is worth asking about, and no more; without it,
    /// communities whose names are short would be missed more often than others.
    static func isShortAndAlike(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.utf8.span, right.utf8.span)
        guard min(a.count, b.count) == 3, a[0] == b[0] else { return false }
        return isWithin(1, a, b)
    }

    /// Whether two names that begin alike are two slips apart, or one letter of three is missing:
    /// Arthur and Avrthr, Amy and Ay, but Jack and Jade too.
    static func isTwoSlips(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.utf8.span, right.utf8.span)
        let shorter = min(a.count, b.count)
        guard shorter >= 2, a[0] == b[0] else { return false }
        return isWithin(shorter >= 4 ? 2 : 1, a, b)
    }

    private static func isWithin(
        _ slipsMax: Int, _ a: borrowing Span<UInt8>, _ b: borrowing Span<UInt8>
    ) -> Bool {
        guard max(a.count, b.count) <= lettersMax, abs(a.count - b.count) <= slipsMax else {
            return false
        }
        // What both begin and end with needs no slip.
        let shorter = min(a.count, b.count)
        var start = 0
        while start < shorter, a[start] == b[start] { start += 1 }
        var end = 0
        while end < shorter - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let left = a.extracting(start..<a.count - end)
        let right = b.extracting(start..<b.count - end)
        if slipsMax == 1, max(left.count, right.count) > 2 { return false }
        return distance(left, right) <= slipsMax
    }

    /// Longer texts are not compared letter by letter.
    static let lettersMax = 64

    private typealias Row = InlineArray<65, UInt8>

    /// Optimal string alignment: insertions, deletions, substitutions, and exchanges of neighbours.
    /// Neither text is longer than `lettersMax`; it allocates nothing.
    static func distance(_ a: borrowing Span<UInt8>, _ b: borrowing Span<UInt8>) -> Int {
        var beforeLast = Row(repeating: 0)
        var last = Row { UInt8(truncatingIfNeeded: $0) }
        var row = last
        for i in a.indices {
            row[0] = UInt8(truncatingIfNeeded: i + 1)
            for j in b.indices {
                var least = last[j] + (a[i] == b[j] ? 0 : 1)
                least = min(least, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row[j + 1] = least
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return Int(last[b.count])
    }
}
