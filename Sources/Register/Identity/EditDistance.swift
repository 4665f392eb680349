// SPDX-License-Identifier: Apache-2.0

/// Slips of the pen between two keys of names.
enum EditDistance {
    /// Whether the two are one slip apart (a letter more, less, other, or two exchanged), or two
    /// slips for names of eight letters and more. Names below four letters have no slips: too
    /// many other names are one letter away.
    static func isClose(_ left: String, _ right: String) -> Bool {
        let (leftCount, rightCount) = (left.utf8.count, right.utf8.count)
        let shorter = min(leftCount, rightCount)
        guard shorter >= 4, max(leftCount, rightCount) <= lettersMax else { return false }
        let slipsMax = shorter >= 8 ? 2 : 1
        guard abs(leftCount - rightCount) <= slipsMax else { return false }
        // What both begin and end with needs no slip.
        var a = Array(left.utf8)[...]
        var b = Array(right.utf8)[...]
        while let first = a.first, first == b.first {
            a.removeFirst()
            b.removeFirst()
        }
        while let last = a.last, last == b.last {
            a.removeLast()
            b.removeLast()
        }
        if slipsMax == 1, max(a.count, b.count) > 2 { return false }
        return distance(Array(a), Array(b)) <= slipsMax
    }

    /// Longer texts are not compared letter by letter.
    private static let lettersMax = 64

    /// Optimal string alignment: insertions, deletions, substitutions, and exchanges of neighbours.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        var row = last
        for i in a.indices {
            row[0] = i + 1
            for j in b.indices {
                var least = last[j] + (a[i] == b[j] ? 0 : 1)
                least = min(least, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row[j + 1] = least
            }
            swap(&beforeLast, &last)
            swap(&last, &row)
        }
        return last[b.count]
    }
}
