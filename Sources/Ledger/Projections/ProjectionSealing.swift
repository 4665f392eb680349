// SPDX-License-Identifier: Apache-2.0

/// Seals and opens projection columns with AES-256-SIV. Deterministic: a rebuild of the same rows
/// gives the same bytes. Not thread-safe; one owner.
final class ProjectionSealing {
    private let cipher: AuthenticatedCipher
    private let key: Bytes

    init(_ keys: AreaKeys) throws(LedgerError) {
        cipher = try AuthenticatedCipher(.siv)
        key = keys.projection
    }

    func seal(_ plaintext: Bytes, table: String, key primaryKey: Bytes) throws(LedgerError)
        -> Bytes
    {
        guard plaintext.count <= Limits.partBytesMax else {
            throw .tooLarge(what: "a body of \(table)", limit: Limits.partBytesMax)
        }
        var sealed = Bytes()
        try cipher.seal(
            plaintext, key: key, nonce: nil,
            associated: Self.associated(table: table, key: primaryKey), to: &sealed)
        return sealed
    }

    /// Nil when the value, its row or the key is not what was sealed.
    func open(_ sealed: Bytes, table: String, key primaryKey: Bytes) throws(LedgerError) -> Bytes? {
        try cipher.open(
            sealed, key: key, nonce: nil,
            associated: Self.associated(table: table, key: primaryKey))
    }

    /// Table, primary key and schema version: a value cannot be moved to another row.
    static func associated(table: String, key: Bytes) -> Bytes {
        var bytes = Bytes(table.utf8)
        bytes.append(0)
        bytes += key
        bytes.append(bigEndian: Limits.format)
        return bytes
    }
}
