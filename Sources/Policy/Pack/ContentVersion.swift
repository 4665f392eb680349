// SPDX-License-Identifier: Apache-2.0

/// A fingerprint of configuration texts: FNV-1a, 64 bits, in hexadecimal.
///
/// It tells versions apart and proves nothing against a forger; signatures of packs are made
/// outside.
package struct ContentVersion {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// The fingerprint of nothing yet.
    package init() {}

    /// Adds bytes, preceded by their number so that no two lists of texts are alike.
    package mutating func add(_ bytes: some Collection<UInt8>) {
        var count = UInt64(bytes.count)
        for _ in 0..<8 {
            mix(UInt8(truncatingIfNeeded: count))
            count >>= 8
        }
        for byte in bytes { mix(byte) }
    }

    /// The fingerprint of everything added, as sixteen hexadecimal digits.
    package var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private mutating func mix(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
