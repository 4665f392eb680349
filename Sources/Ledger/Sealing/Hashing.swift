// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// SHA-256 over a stream of pieces, by libcrypto. Not thread-safe; one owner.
@safe final class SHA256Stream {
    private let context: OpaquePointer

    init() throws(LedgerError) {
        guard let context = unsafe EVP_MD_CTX_new() else {
            throw .crypto(operation: "EVP_MD_CTX_new")
        }
        unsafe self.context = unsafe context
        try restart()
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    func update(_ bytes: Bytes) throws(LedgerError) {
        guard unsafe EVP_DigestUpdate(context, bytes, bytes.count) == 1 else {
            throw .crypto(operation: "EVP_DigestUpdate")
        }
    }

    /// The digest of the pieces since the start; the stream then starts again.
    func finish() throws(LedgerError) -> Bytes {
        var digest = Bytes(repeating: 0, count: 32)
        var length: UInt32 = 0
        guard unsafe EVP_DigestFinal_ex(context, &digest, &length) == 1, length == 32 else {
            throw .crypto(operation: "EVP_DigestFinal_ex")
        }
        try restart()
        return digest
    }

    private func restart() throws(LedgerError) {
        guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            throw .crypto(operation: "EVP_DigestInit_ex")
        }
    }
}

/// Keyed hashes and key derivation.
enum KeyedHash {
    /// HMAC-SHA256 (RFC 2104): 32 bytes.
    static func hmac(key: Bytes, _ message: Bytes) throws(LedgerError) -> Bytes {
        var result = Bytes(repeating: 0, count: 32)
        var length: UInt32 = 0
        let done = unsafe HMAC(
            EVP_sha256(), key, Int32(key.count), message, message.count, &result, &length)
        guard unsafe done != nil, length == 32 else { throw .crypto(operation: "HMAC") }
        return result
    }

    /// HKDF-SHA256 (RFC 5869): extract with the salt, then expand with the info.
    static func hkdf(
        secret: Bytes, salt: Bytes, info: Bytes, count: Int
    ) throws(LedgerError) -> Bytes {
        let pseudorandomKey = try hmac(key: salt, secret)
        var output = Bytes()
        var block = Bytes()
        var counter: UInt8 = 0
        while output.count < count {
            counter += 1
            block = try hmac(key: pseudorandomKey, block + info + [counter])
            output += block
        }
        return Bytes(output.prefix(count))
    }

    /// Compares two authentication codes in constant time.
    static func isEqual(_ one: Bytes, _ other: Bytes) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe CRYPTO_memcmp(one, other, one.count) == 0
    }
}
