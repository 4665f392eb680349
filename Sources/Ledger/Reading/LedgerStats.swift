// SPDX-License-Identifier: Apache-2.0
import GRDB

/// The size and state of a ledger.
package struct LedgerStats: Equatable, Sendable {
    /// Bytes of the database file.
    package let fileBytes: Int64
    /// Bytes of the write-ahead log.
    package let walBytes: Int64
    /// Frames in the chain.
    package let frames: Int64
    /// The frame up to which a signed checkpoint vouches for the chain.
    package let checkpointSeq: Int64
    /// Cases, open or not.
    package let cases: Int64
    /// Cases that wait for the clock.
    package let casesDue: Int64
    /// Stubs of discarded inputs.
    package let stubs: Int64
    /// Dead letters kept.
    package let deadLetters: Int64
    /// Subjects with a data key.
    package let subjects: Int64
    /// Subjects whose data key was destroyed.
    package let erasedSubjects: Int64
}

extension LedgerStats {
    static func read(_ db: Database, path: String) throws -> LedgerStats {
        func count(_ from: String) throws -> Int64 {
            try db.one("SELECT count(*) FROM \(from)")?.integer(0) ?? 0
        }
        return LedgerStats(
            fileBytes: FileSystem.size(of: path) ?? 0,
            walBytes: FileSystem.size(of: path + "-wal") ?? 0,
            // The sequence has no gap, so its end is its count.
            frames: try db.one("SELECT max(seq) FROM frames")?.optionalInteger(0) ?? 0,
            checkpointSeq: try Meta.checkpoint(db, keys: nil)?.seq ?? 0,
            cases: try count("cases"),
            casesDue: try count("cases WHERE next_due IS NOT NULL"),
            stubs: try count("stubs"),
            deadLetters: try count("dead_letters"),
            subjects: try count("subject_keys WHERE wrapped IS NOT NULL"),
            erasedSubjects: try count("subject_keys WHERE wrapped IS NULL"))
    }
}
