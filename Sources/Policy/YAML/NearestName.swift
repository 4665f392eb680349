// SPDX-License-Identifier: Apache-2.0

/// Finds the name that somebody probably meant.
enum NearestName {
    /// The candidate with the smallest edit distance, the first of equals, if it is near enough
    /// to be a slip of the hand: at most two edits, or a third of the longer name.
    static func of(_ name: String, among candidates: [String]) -> String? {
        var best: (name: String, distance: Int)?
        for candidate in candidates {
            let distance = editDistance(Array(name.utf8), Array(candidate.utf8))
            let limit = max(2, max(name.utf8.count, candidate.utf8.count) / 3)
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// `; did you mean 'x'?`, or the list itself where it is short, or nothing.
    static func hint(for name: String, among candidates: [String]) -> String {
        if let nearest = of(name, among: candidates) { return "; did you mean '\(nearest)'?" }
        guard (1...12).contains(candidates.count) else { return "" }
        return "; one of: " + candidates.joined(separator: ", ")
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in 1...left.count {
            var row = [i]
            row.reserveCapacity(right.count + 1)
            for j in 1...right.count {
                let isSame = left[i - 1] == right[j - 1]
                var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    cost = min(cost, beforeLast[j - 2] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
