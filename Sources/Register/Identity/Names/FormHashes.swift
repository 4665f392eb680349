// SPDX-License-Identifier: Apache-2.0

import Notifications

/// A part of a name as the index knows it: the hashes of the whole, of what it begins with, of its
/// first letter, and of its frame.
struct FormHashes: Hashable {
    private(set) var whole: UInt64 = 0
    private(set) var beginning: UInt64 = 0
    private(set) var initial: UInt64 = 0
    /// The first letter and the last two: a slip within the beginning leaves them alone, unless the
    /// name is short.
    private(set) var frame: UInt64 = 0

    /// Bytes of which a beginning is made: of most slips of the pen it is free.
    static let beginningLength = 3

    /// Of no name.
    init() {}

    /// - Parameters:
    ///   - start: The bytes of the beginning, or as many as there are, the first lowest.
    ///   - end: The last two bytes, or as many as there are, the last lowest.
    @inline(__always)
    init(whole: UInt64, start: UInt64, end: UInt64) {
        self.whole = whole
        (beginning, initial, frame) = FactHash.of(
            words: start, start & 0xFF,
            start & 0xFF | (end & 0xFF00) | (end & 0xFF) &<< 16)
    }

    init(_ text: String) {
        var hash = FactHash()
        var (start, end): (UInt64, UInt64) = (0, 0)
        let bytes = text.utf8.span
        for index in bytes.indices {
            hash.add(bytes[index])
            end = end &<< 8 | UInt64(bytes[index])
            guard index < FormHashes.beginningLength else { continue }
            start |= UInt64(bytes[index]) &<< UInt64(index &* 8)
        }
        self.init(whole: hash.value, start: start, end: end & 0xFFFF)
    }

    /// Whether two names begin alike or have the same frame: what the keys ask for beside a fact.
    func hasOutline(of other: FormHashes) -> Bool {
        beginning == other.beginning || frame == other.frame
    }
}
