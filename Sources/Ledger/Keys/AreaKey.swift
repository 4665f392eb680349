// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The secret of one area: 32 bytes from which every other key is derived or by which it is
/// wrapped. Without it a ledger is noise; it is kept in its own file and backed up apart.
package struct AreaKey: Sendable {
    let secret: Bytes

    /// A fresh random key that is stored nowhere: for tests and rehearsals.
    package static func generate() throws(LedgerError) -> AreaKey {
        AreaKey(secret: try LibcryptoRandom.bytes(32))
    }

    /// Creates a random key in a new file of mode 0600 and makes it durable before returning.
    /// An existing file is never overwritten.
    package static func create(at path: String) throws(LedgerError) -> AreaKey {
        let key = try generate()
        let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .alreadyExists(path: path) }
            throw .keyFile(path: path, fault: .system(errno: errno))
        }
        defer { close(descriptor) }
        let written = unsafe Glibc.write(descriptor, key.secret, key.secret.count)
        guard written == key.secret.count, fsync(descriptor) == 0 else {
            let reason = errno
            unsafe unlink(path)
            throw .keyFile(path: path, fault: .system(errno: reason))
        }
        FileSystem.syncDirectory(of: path)
        return key
    }
}

extension AreaKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says that there is a key, never which.
    package var description: String { "AreaKey(32 secret bytes)" }
    /// Says that there is a key, never which.
    package var debugDescription: String { description }
    /// Shows no child, so that a dump prints no secret.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
