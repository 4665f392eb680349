// SPDX-License-Identifier: Apache-2.0

/// Everything that one batch of inputs changes: written in one transaction, or not at all.
///
/// Applied in the order of the properties here; erasures come after every write, and expiry last.
package struct Commit: Equatable, Sendable {
    /// New frames, in order. A frame with an `input` also writes that input's outcome.
    package var frames: [FrameDraft] = []
    /// Case rows to write or delete.
    package var cases: [CaseWrite] = []
    /// How far each partition has been read.
    package var positions: [Position] = []
    /// Outcomes of inputs that have no frame, to be added to the counts.
    package var counts: [OutcomeCount] = []
    /// Stubs to leave. One that exists for the same input is kept as it is.
    package var stubs: [StubDraft] = []
    /// Ids of stubs that are used up.
    package var removedStubs: [Int64] = []
    /// Undecodable inputs to keep, sealed, for a while. A later one of the same input replaces.
    package var deadLetters: [DeadLetter] = []
    /// Dead letters that were retried or discarded.
    package var removedDeadLetters: [InputReference] = []
    /// How far each relay has got in the frames.
    package var relayCursors: [RelayCursor] = []
    /// The last confirmed offset of each output partition.
    package var relayOffsets: [RelayOffset] = []
    /// Subjects whose data key is to be destroyed.
    package var erasures: [Erasure] = []
    /// Deletes the stubs and dead letters that expire at or before this time (ms since 1970).
    package var expireBefore: Int64?

    /// An empty commit, to be filled.
    package init() {}
}

/// What a commit did.
package struct CommitReceipt: Equatable, Sendable {
    /// The numbers given to the frames, in their order; nil when there were none.
    package let seqs: ClosedRange<Int64>?
    /// The hash of the chain after the commit (32 bytes).
    package let head: Bytes
}

/// The destruction of a subject's data key: everything sealed for the subject becomes unreadable,
/// the chain still verifies, and the subject's case row is deleted.
package struct Erasure: Equatable, Sendable {
    /// Whose data is erased.
    package var subject: Subject
    /// When, in milliseconds since 1970.
    package var at: Int64

    /// An erasure at a time.
    package init(subject: Subject, at: Int64) {
        self.subject = subject
        self.at = at
    }
}
