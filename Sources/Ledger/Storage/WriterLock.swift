// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The exclusive lock of a ledger: an advisory lock on `<ledger>.lock`, which holds the process id
/// of its owner. The kernel drops it when the process ends, however it ends; the file stays.
struct WriterLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock at once, or says who has it.
    init(ledger path: String) throws(LedgerError) {
        let file = path + ".lock"
        let descriptor = unsafe Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.refusal(errno, path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            if reason == EWOULDBLOCK { throw .locked(path: path, holder: holder) }
            throw Self.refusal(reason, path: path)
        }
        let text = Bytes("\(getpid())\n".utf8)
        // The process id only serves the error message of a second writer: on a full disk the
        // lock still holds without it.
        ftruncate(descriptor, 0)
        _ = unsafe pwrite(descriptor, text, text.count, 0)
        self.descriptor = descriptor
    }

    deinit {
        // Closing alone is not enough: a process forked meanwhile shares the lock until it executes
        // its program, and would keep the next writer out.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = Bytes(repeating: 0, count: 16)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let digits = bytes.prefix(count).prefix { $0 != 10 }
        return Int32(String(decoding: digits, as: UTF8.self))
    }

    private static func refusal(_ reason: Int32, path: String) -> LedgerError {
        switch reason {
        case ENOENT: .missing(path: path)
        case EROFS, EACCES, EPERM: .cannotWrite(.readOnly)
        case ENOSPC, EDQUOT: .cannotWrite(.full)
        default: .cannotWrite(.inputOutput(code: reason))
        }
    }
}
