// SPDX-License-Identifier: Apache-2.0

import Notifications

/// A part of a name as the index knows it: the hashes of the whole, of what it begins with, and of
/// its first letter.
struct FormHashes: Hashable {
    private(set) var whole: UInt64 = 0
    private(set) var beginning: UInt64 = 0
    private(set) var initial: UInt64 = 0

    /// Bytes of which a beginning is made: of most slips of the pen it is free.
    static let beginningLength = 3

    /// Of no name.
    init() {}

    /// - Parameter start: The bytes of the beginning, or as many as there are, the first lowest.
    @inline(__always)
    init(whole: UInt64, start: UInt64) {
        self.whole = whole
        beginning = FactHash.of(word: start)
        initial = FactHash.of(word: start & 0xFF)
    }

    init(_ text: String) {
        var hash = FactHash()
        var start: UInt64 = 0
        let bytes = text.utf8.span
        for index in bytes.indices {
            hash.add(bytes[index])
            guard index < FormHashes.beginningLength else { continue }
            start |= UInt64(bytes[index]) &<< UInt64(index &* 8)
        }
        self.init(whole: hash.value, start: start)
    }
}
