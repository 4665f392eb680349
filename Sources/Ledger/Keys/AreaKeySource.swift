// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where configuration says that the area key is.
package enum AreaKeySource: Equatable, Sendable {
    /// A file of exactly 32 bytes that only its owner may read.
    case file(String)
    /// A text from which the key is derived by HKDF, with no stretching: as strong as the text.
    /// For the demo (`dev`) and tests; a real area uses a file.
    case passphrase(String)

    /// Reads `file:/path` as a file and any other text as a passphrase.
    package init(_ text: String) {
        let prefix = "file:"
        self =
            text.hasPrefix(prefix)
            ? .file(String(text.dropFirst(prefix.count))) : .passphrase(text)
    }

    /// The key; fails when the file is missing, open to others, or not of 32 bytes, and when the
    /// passphrase is empty.
    package func load() throws(LedgerError) -> AreaKey {
        switch self {
        case .file(let path):
            return try Self.read(path)
        case .passphrase(let text):
            guard !text.isEmpty else { throw .keyFile(path: "passphrase", fault: .empty) }
            return AreaKey(
                secret: try KeyedHash.hkdf(
                    secret: Bytes(text.utf8), salt: Bytes("keywatch area key".utf8),
                    info: Bytes("passphrase".utf8), count: 32))
        }
    }

    private static func read(_ path: String) throws(LedgerError) -> AreaKey {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let fault: KeyFileFault = errno == ENOENT ? .missing : .system(errno: errno)
            throw .keyFile(path: path, fault: fault)
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .keyFile(path: path, fault: .system(errno: errno))
        }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else { throw .keyFile(path: path, fault: .tooOpen(mode: mode)) }
        // One byte more than a key, so that a longer file is told from a key.
        var bytes = Bytes(repeating: 0, count: 33)
        let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw .keyFile(path: path, fault: .system(errno: errno)) }
        let size = Int(status.st_size)
        guard count == 32 else { throw .keyFile(path: path, fault: .length(size)) }
        return AreaKey(secret: Bytes(bytes.prefix(32)))
    }
}
