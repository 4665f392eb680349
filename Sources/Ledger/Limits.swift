// SPDX-License-Identifier: Apache-2.0

/// The numbers that bound a ledger, each with the reason for its value.
enum Limits {
    /// The format that this code writes, and the newest that it reads.
    static let format: Int64 = 1

    /// SQLite's `application_id` of a ledger ("KWL1"), so that another program's database is told
    /// apart before any table is read.
    static let applicationID: Int64 = 0x4B57_4C31

    /// One part's plaintext. Kafka's default largest message is 1 MiB; sixteen of them leave room
    /// for the facts of a batch file, and keep every length far below Int32, which libcrypto takes.
    static let partBytesMax = 16 * 1024 * 1024

    /// Parts in one frame. A message concerns one or two people; a thousand is a fault.
    static let partsMax = 1_024

    /// Frames in one commit: a transaction must stay short enough to be retried whole.
    static let commitFramesMax = 100_000

    /// Subjects whose unwrapped data key is kept in memory (about 150 bytes each).
    static let cachedKeysMax = 50_000

    /// Frames between two signed checkpoints of the chain. Reading and hashing as many takes well
    /// under a second, which bounds the check at every start.
    static let checkpointFrames: Int64 = 10_000

    /// Frames read in one transaction by a verification, so that it never holds back the WAL long.
    static let verificationSlice = 1_000

    /// Findings kept by one verification: a ruined file would otherwise name every frame.
    static let findingsMax = 1_000

    /// Seconds that a connection waits for another's lock. Only WAL recovery holds one for long.
    static let busySeconds: Double = 5

    /// Inputs added to one count at once: a trillion, so that sums stay far from Int64's end.
    static let countMax: Int64 = 1_000_000_000_000

    /// Topics whose names a ledger can number: the frame header keeps 16 bits for them.
    static let topicsMax = Int64(UInt16.max)
}
