// SPDX-License-Identifier: Apache-2.0

/// A name for a message that has none, made from its bytes: 64 bits of FNV-1a. It tells messages
/// of one sender apart and is no proof of anything.
enum ContentName {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return "unnamed-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
