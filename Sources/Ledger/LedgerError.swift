// SPDX-License-Identifier: Apache-2.0

/// Everything that can go wrong with a ledger, with what an operator needs to act on it.
///
/// No case carries a person's data: paths, numbers and verdicts only.
package enum LedgerError: Error, Equatable, Sendable {
    /// Another process holds the exclusive lock of the ledger; `holder` is the process id that it
    /// wrote into the lock file, when it could be read.
    case locked(path: String, holder: Int32?)
    /// The storage refused a write. Nothing of the transaction was left behind, and the same
    /// commit can be tried again later.
    case cannotWrite(WriteObstacle)
    /// The storage refused a read; `code` is SQLite's extended result code.
    case cannotRead(path: String, code: Int32)
    /// There is no ledger at the path.
    case missing(path: String)
    /// Something exists at the path where a ledger, a key or a backup was to be created.
    case alreadyExists(path: String)
    /// The file is not a ledger at all; the verdict says what was seen instead.
    case notALedger(path: String, verdict: String)
    /// The file is a ledger that is torn, truncated or altered; the verdict says what was found.
    case damaged(path: String, verdict: String)
    /// The ledger was written by a newer release than this one.
    case newerFormat(path: String, found: Int64, supported: Int64)
    /// The area key given is not the key of this ledger.
    case wrongKey(path: String)
    /// The file that holds the area key cannot be used.
    case keyFile(path: String, fault: KeyFileFault)
    /// The call needs the area key, and this reader was opened without one.
    case keyNeeded
    /// A frame of the commit (by its index) has a part about a subject whose data key was
    /// destroyed. What was erased stays erased; the caller must drop or re-address the part.
    case subjectErased(frameIndex: Int)
    /// A value exceeds a limit of the format.
    case tooLarge(what: String, limit: Int)
    /// A value of a commit makes no sense; nothing was written.
    case invalid(what: String)
    /// libcrypto failed in the named operation: it is missing an algorithm or is out of memory.
    case crypto(operation: String)
    /// The writer was closed before the call.
    case closed
}

/// Why a write was refused.
package enum WriteObstacle: Equatable, Sendable {
    /// The disk, or the quota of this user, is full.
    case full
    /// The file, its directory or its file system is read-only.
    case readOnly
    /// Another process holds a lock on the database file, which no well-behaved process does.
    case busy
    /// The operating system reported an error; `code` is SQLite's extended result code.
    case inputOutput(code: Int32)
}

/// What is wrong with an area key file.
package enum KeyFileFault: Equatable, Sendable {
    /// There is no file at the path.
    case missing
    /// The file could not be read or written; `errno` is the system's reason.
    case system(errno: Int32)
    /// Users other than the owner may read or write it; the permission bits found.
    case tooOpen(mode: UInt32)
    /// The file does not hold exactly 32 bytes; the number that it holds.
    case length(Int)
    /// The source text names no key.
    case empty
}

extension LedgerError: CustomStringConvertible {
    /// One sentence for an operator.
    package var description: String {
        switch self {
        case .locked(let path, let holder):
            "the ledger \(path) is held by "
                + (holder.map { "process \($0)" } ?? "another process") + "; only one may write"
        case .cannotWrite(let obstacle): "the ledger cannot be written: \(obstacle)"
        case .cannotRead(let path, let code): "\(path) cannot be read (SQLite code \(code))"
        case .missing(let path): "there is no ledger at \(path)"
        case .alreadyExists(let path): "\(path) already exists and is not overwritten"
        case .notALedger(let path, let verdict): "\(path) is not a ledger: \(verdict)"
        case .damaged(let path, let verdict): "the ledger \(path) is damaged: \(verdict)"
        case .newerFormat(let path, let found, let supported):
            "\(path) has format \(found); this release reads up to \(supported)"
        case .wrongKey(let path): "the area key given is not the key of \(path)"
        case .keyFile(let path, let fault): "the area key \(path) cannot be used: \(fault)"
        case .keyNeeded: "the area key is needed to open sealed data"
        case .subjectErased(let index):
            "frame \(index) of the commit concerns a subject whose data was erased"
        case .tooLarge(let what, let limit): "\(what) exceeds the limit of \(limit)"
        case .invalid(let what): "the commit is not valid: \(what)"
        case .crypto(let operation): "libcrypto failed: \(operation)"
        case .closed: "the ledger is closed"
        }
    }
}

extension WriteObstacle: CustomStringConvertible {
    /// The reason in words.
    package var description: String {
        switch self {
        case .full: "the disk is full"
        case .readOnly: "the file or its directory is read-only"
        case .busy: "another process has locked the database file"
        case .inputOutput(let code): "input/output error (SQLite code \(code))"
        }
    }
}

extension KeyFileFault: CustomStringConvertible {
    /// The fault in words.
    package var description: String {
        switch self {
        case .missing: "there is no such file"
        case .system(let errno): "the system refused it (errno \(errno))"
        case .tooOpen(let mode):
            "its mode is \(String(mode, radix: 8)); only its owner may read it (0600)"
        case .length(let found): "it holds \(found) bytes, not 32"
        case .empty: "no key is named"
        }
    }
}
