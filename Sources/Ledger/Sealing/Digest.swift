// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// SHA-256 of bytes at hand, for ids and for telling records apart.
package enum Digest {
    /// The 32 bytes of the digest (FIPS 180-4).
    package static func sha256(_ bytes: Bytes) -> Bytes {
        var digest = Bytes(repeating: 0, count: 32)
        _ = unsafe SHA256(bytes, bytes.count, &digest)
        return digest
    }
}
