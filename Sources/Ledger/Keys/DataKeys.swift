// SPDX-License-Identifier: Apache-2.0
import GRDB

/// The subjects' data keys: 32 random bytes each, wrapped by the area key in `subject_keys`.
/// Destroying one makes everything sealed under it unreadable for ever.
///
/// Holds unwrapped keys in memory; not thread-safe, one owner.
final class DataKeys {
    enum Found: Equatable {
        case key(Bytes)
        case erased
        case unknown
        /// The row is there, but the area key does not open it.
        case unreadable
    }

    private let keys: AreaKeys
    private let wrapper: AuthenticatedCipher
    private var tokens: [Subject: Token] = [:]
    private var unwrapped: [Token: Bytes] = [:]

    init(_ keys: AreaKeys) throws(LedgerError) {
        self.keys = keys
        wrapper = try AuthenticatedCipher(.siv)
    }

    func token(of subject: Subject) -> Token {
        if let token = tokens[subject] { return token }
        if tokens.count >= Limits.cachedKeysMax { tokens.removeAll(keepingCapacity: true) }
        let token = keys.token(of: subject)
        tokens[subject] = token
        return token
    }

    /// The data key of a token, if there is one.
    func find(_ token: Token, _ db: Database) throws -> Found {
        if let key = unwrapped[token] { return .key(key) }
        guard
            let row = try db.one(
                "SELECT wrapped FROM subject_keys WHERE token = ?", [token.blob])
        else { return .unknown }
        guard let wrapped = try row.optionalBlob(0) else { return .erased }
        guard
            let key = try wrapper.open(
                wrapped, key: keys.wrapping, nonce: nil, associated: Self.associated(token)),
            key.count == 32
        else { return .unreadable }
        remember(key, for: token)
        return .key(key)
    }

    /// The data key of a token, created in the transaction under way if there is none yet, so
    /// that it is durable together with the first frame that uses it. Nil when it was destroyed.
    func findOrCreate(_ token: Token, _ db: Database) throws -> Bytes? {
        switch try find(token, db) {
        case .key(let key): return key
        case .erased: return nil
        case .unreadable: throw RowFault("subject_keys: a data key does not open")
        case .unknown: break
        }
        let key = try LibcryptoRandom.bytes(32)
        var wrapped = Bytes()
        try wrapper.seal(
            key, key: keys.wrapping, nonce: nil, associated: Self.associated(token), to: &wrapped)
        try db.run(
            "INSERT INTO subject_keys (token, wrapped) VALUES (?, ?)",
            [token.blob, wrapped.blob])
        remember(key, for: token)
        return key
    }

    /// Destroys a subject's key, and with it everything ever sealed under it. A subject without a
    /// key gets a destroyed one, so that nothing can be sealed for it later.
    func destroy(_ token: Token, at: Int64, _ db: Database) throws {
        unwrapped[token] = nil
        try db.run(
            """
            INSERT INTO subject_keys (token, wrapped, destroyed_at) VALUES (?, NULL, ?)
            ON CONFLICT (token) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
            WHERE wrapped IS NOT NULL
            """, [token.blob, at])
    }

    /// Forgets what is in memory: after a transaction that failed, a key created in it does not
    /// exist.
    func forget() {
        unwrapped.removeAll(keepingCapacity: true)
    }

    private func remember(_ key: Bytes, for token: Token) {
        if unwrapped.count >= Limits.cachedKeysMax { unwrapped.removeAll(keepingCapacity: true) }
        unwrapped[token] = key
    }

    private static func associated(_ token: Token) -> Bytes {
        ProjectionSealing.associated(table: "subject_keys", key: token.bytes)
    }
}
