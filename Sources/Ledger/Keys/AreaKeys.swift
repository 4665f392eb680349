// SPDX-License-Identifier: Apache-2.0

/// The keys derived from the area key, one per use, so that no use can weaken another.
///
/// Each is `HKDF-SHA256(area key, salt "keywatch ledger 1", info = its use)`.
package struct AreaKeys: Sendable {
    /// Wraps the subjects' data keys (AES-256-SIV, 64 bytes).
    let wrapping: Bytes
    /// Seals projections (AES-256-SIV, 64 bytes).
    let projection: Bytes
    /// Signs the head and the checkpoint of the chain (HMAC, 32 bytes).
    let signing: Bytes
    private let subjectTokens: Bytes
    private let otherTokens: Bytes

    /// Derives every key; fails only when libcrypto lacks HMAC-SHA256.
    package init(_ key: AreaKey) throws(LedgerError) {
        func derive(_ use: String, _ count: Int) throws(LedgerError) -> Bytes {
            try KeyedHash.hkdf(
                secret: key.secret, salt: Bytes("keywatch ledger 1".utf8),
                info: Bytes(use.utf8), count: count)
        }
        wrapping = try derive("wrap data keys", 64)
        projection = try derive("seal projections", 64)
        signing = try derive("sign chain", 32)
        subjectTokens = try derive("token subject", 32)
        otherTokens = try derive("token other", 32)
    }

    /// The subject's token: what stands for it in clear, in frame headers and primary keys.
    package func token(of subject: Subject) -> Token {
        Self.token(key: subjectTokens, subject.bytes)
    }

    /// A token for another use: blocking keys of stubs, candidate ids, dashboard pseudonyms.
    /// Tokens of different domains never match each other, whatever the bytes.
    package func token(domain: String, _ bytes: Bytes) -> Token {
        var message = Bytes()
        message.append(bigEndian: UInt32(truncatingIfNeeded: domain.utf8.count))
        message += domain.utf8
        return Self.token(key: otherTokens, message + bytes)
    }

    /// Proves, in the ledger's `meta`, that a key is the key of that ledger.
    func check(ledgerID: Bytes) throws(LedgerError) -> Bytes {
        try KeyedHash.hmac(key: signing, Bytes("check".utf8) + ledgerID)
    }

    private static func token(key: Bytes, _ message: Bytes) -> Token {
        guard let code = try? KeyedHash.hmac(key: key, message), let token = Token(prefix: code)
        else {
            // `init` used the same function with the same algorithm; only exhausted memory fails.
            preconditionFailure("libcrypto has no memory for HMAC-SHA256")
        }
        return token
    }
}

extension AreaKeys: CustomStringConvertible, CustomReflectable {
    /// Says that there are keys, never which.
    package var description: String { "AreaKeys(secret)" }
    /// Shows no child, so that a dump prints no secret.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
