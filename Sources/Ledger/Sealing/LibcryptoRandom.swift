// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// The system's cryptographic random numbers, by libcrypto.
enum LibcryptoRandom {
    /// `count` random bytes; an error if the generator cannot be seeded.
    static func bytes(_ count: Int) throws(LedgerError) -> Bytes {
        var bytes = Bytes(repeating: 0, count: count)
        guard unsafe RAND_bytes(&bytes, Int32(count)) == 1 else {
            throw .crypto(operation: "RAND_bytes")
        }
        return bytes
    }
}
