// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The few calls of the file system that SQLite does not make for us.
enum FileSystem {
    /// The size of a file in bytes, or nil when there is none.
    static func size(of path: String) -> Int64? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Int64(status.st_size)
    }

    /// The first bytes of a file, fewer when it is shorter; nil when it cannot be read.
    static func prefix(of path: String, count: Int) -> Bytes? {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = Bytes(repeating: 0, count: count)
        let found = unsafe read(descriptor, &bytes, count)
        return found < 0 ? nil : Bytes(bytes.prefix(found))
    }

    /// Makes a new or renamed entry durable. A file system that cannot sync a directory has
    /// nothing more to offer, so a refusal is not an error.
    static func syncDirectory(of path: String) {
        let directory =
            path.lastIndex(of: "/").map { String(path[..<$0]) }.map { $0.isEmpty ? "/" : $0 }
        let descriptor = unsafe Glibc.open(directory ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func remove(_ path: String) {
        unsafe unlink(path)
    }

    /// Renames a finished file into place; false with `errno` set when refused.
    static func rename(_ from: String, to: String) -> Bool {
        unsafe Glibc.rename(from, to) == 0
    }

    /// Only the owner may read a ledger: what is in clear still tells how much happens when.
    static func restrictToOwner(_ path: String) {
        unsafe chmod(path, 0o600)
    }
}
