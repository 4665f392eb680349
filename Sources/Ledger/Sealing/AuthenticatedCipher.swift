// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// AES-256-GCM or AES-256-SIV, by libcrypto. Not thread-safe; one owner.
///
/// A sealed value is the ciphertext followed by the 16-byte tag. Every plaintext is preceded by
/// one form byte (1), so that it is never empty: libcrypto 3.0's SIV skips empty inputs without
/// authenticating them (CVE-2023-2975), and a later release can change what is inside.
@safe final class AuthenticatedCipher {
    enum Algorithm: String {
        /// Needs a 32-byte key and a 12-byte nonce that is never used twice with it.
        case gcm = "AES-256-GCM"
        /// Needs a 64-byte key and no nonce: the same input gives the same output (RFC 5297).
        case siv = "AES-256-SIV"
    }

    /// What sealing adds to a plaintext: the form byte and the tag.
    static let overhead = 1 + tagBytes
    private static let tagBytes = 16
    private static let form: UInt8 = 1

    private let algorithm: Algorithm
    private let cipher: OpaquePointer
    private let context: OpaquePointer
    private var scratch = Bytes()

    init(_ algorithm: Algorithm) throws(LedgerError) {
        guard let cipher = unsafe EVP_CIPHER_fetch(nil, algorithm.rawValue, nil) else {
            throw .crypto(operation: "\(algorithm.rawValue) is not available")
        }
        guard let context = unsafe EVP_CIPHER_CTX_new() else {
            unsafe EVP_CIPHER_free(cipher)
            throw .crypto(operation: "EVP_CIPHER_CTX_new")
        }
        self.algorithm = algorithm
        unsafe self.cipher = unsafe cipher
        unsafe self.context = unsafe context
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(context)
        unsafe EVP_CIPHER_free(cipher)
    }

    /// Seals a plaintext and appends the result to `output`.
    func seal(
        _ plaintext: Bytes, key: Bytes, nonce: Bytes?, associated: Bytes, to output: inout Bytes
    ) throws(LedgerError) {
        let start = output.count
        scratch.removeAll(keepingCapacity: true)
        scratch.append(Self.form)
        scratch.append(contentsOf: plaintext)
        output.append(contentsOf: repeatElement(0, count: scratch.count + Self.tagBytes))
        let isSealed = unsafe output.withUnsafeMutableBufferPointer { buffer in
            guard let target = unsafe buffer.baseAddress?.advanced(by: start) else { return false }
            return unsafe seal(scratch, key: key, nonce: nonce, associated: associated, target)
        }
        wipeScratch()
        guard isSealed else { throw .crypto(operation: "\(algorithm.rawValue) seal") }
    }

    /// Opens a sealed value; nil when it, its key, its nonce or the associated data is not what
    /// was sealed.
    func open(
        _ sealed: Bytes, key: Bytes, nonce: Bytes?, associated: Bytes
    ) throws(LedgerError) -> Bytes? {
        guard sealed.count >= Self.overhead else { return nil }
        let length = sealed.count - Self.tagBytes
        var plaintext = Bytes(repeating: 0, count: length)
        var tag = Bytes(sealed.suffix(Self.tagBytes))
        var written: Int32 = 0
        guard unsafe EVP_DecryptInit_ex2(context, cipher, key, nonce, nil) == 1 else {
            throw .crypto(operation: "\(algorithm.rawValue) open")
        }
        let isAuthentic =
            unsafe EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagBytes), &tag) == 1
            && EVP_DecryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
            && EVP_DecryptUpdate(context, &plaintext, &written, sealed, Int32(length)) == 1
            && finishOpening()
        guard isAuthentic, plaintext.first == Self.form else { return nil }
        plaintext.removeFirst()
        return plaintext
    }

    private func finishOpening() -> Bool {
        var rest = Bytes(repeating: 0, count: Self.tagBytes)
        var written: Int32 = 0
        return unsafe EVP_DecryptFinal_ex(context, &rest, &written) == 1
    }

    private func seal(
        _ plaintext: Bytes, key: Bytes, nonce: Bytes?, associated: Bytes,
        _ target: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var written: Int32 = 0
        return unsafe EVP_EncryptInit_ex2(context, cipher, key, nonce, nil) == 1
            && EVP_EncryptUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
            && EVP_EncryptUpdate(context, target, &written, plaintext, Int32(plaintext.count)) == 1
            && EVP_EncryptFinal_ex(context, target.advanced(by: plaintext.count), &written) == 1
            && EVP_CIPHER_CTX_ctrl(
                context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagBytes),
                target.advanced(by: plaintext.count)) == 1
    }

    /// Plaintext does not stay in memory longer than its sealing.
    private func wipeScratch() {
        let count = scratch.count
        unsafe scratch.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, count) }
    }
}
