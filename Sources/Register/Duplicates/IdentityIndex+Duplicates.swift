// SPDX-License-Identifier: Apache-2.0

extension IdentityIndex {
    /// The pairs of entries that are, or may be, one person: surest and heaviest first, whatever
    /// the order in which the entries came. Two that one's list parts are never among them.
    ///
    /// Of whom three entries speak, three pairs are found. Status and consent play no part: who
    /// comes back under a new id is found beside the closed entry.
    ///
    /// - Parameter progress: is told after each entry how many of how many were compared.
    /// - Complexity: O(entries × entries that share a key with one).
    package func duplicates(progress: (Int, Int) -> Void = { _, _ in }) -> [DuplicatePair] {
        var pairs: [DuplicatePair] = []
        for place in 0..<places {
            pairs += duplicates(atPlace: place)
            progress(place + 1, places)
        }
        return pairs.sorted(by: DuplicatePair.isBefore)
    }
}
