// SPDX-License-Identifier: Apache-2.0

extension IdentityIndex {
    /// About how many bytes of memory the index holds, for metrics: its tables by capacity, and
    /// every list and long text of its entries with the allocator's header.
    ///
    /// - Complexity: O(number of entries).
    package var bytesApproximate: Int { tableBytes + profileBytes }
}

extension IdentityProfile {
    /// What the profile holds beside its own fields.
    var heapBytes: Int {
        let lists = [familyParts, given, others, localIds]
        let single = [upn, postcode, family]
        return lists.reduce(0) { $0 + IdentityProfile.heapBytes(ofList: $1) }
            + single.reduce(0) { $0 + IdentityProfile.heapBytes(of: $1) }
            + (phones.isEmpty ? 0 : IdentityProfile.header + phones.capacity * 8)
    }

    /// An object's header of two words, an array's two more, and about a word of the allocator's.
    private static let header = 40

    static func heapBytes(ofList texts: [String]) -> Int {
        guard !texts.isEmpty else { return 0 }
        return texts.reduce(header + texts.capacity * 16) { $0 + heapBytes(of: $1) }
    }

    /// Texts of up to 15 bytes are kept in place.
    static func heapBytes(of text: String) -> Int {
        let count = text.utf8.count
        return count <= 15 ? 0 : header + count
    }
}
