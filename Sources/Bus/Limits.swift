// SPDX-License-Identifier: Apache-2.0

/// The bounds of this target, each with where its number comes from.
enum Limits {
    /// Error events kept until somebody takes them. A poll takes them many times a second, so
    /// this only bounds a client that nobody polls.
    static let pendingFailuresMax = 64
    /// How long a local queue that is full is waited for before producing is tried again. One
    /// batch acknowledgement at a local broker takes a few milliseconds.
    static let queueFullPauseMs: Int32 = 10
    /// A gap's watermarks are looked up while a fetch waits, so the look-up is short.
    static let gapLookupMs: Int32 = 2_000
    /// The least time that aborting gets when the caller's own time has run out: aborting needs
    /// one round trip to the coordinator.
    static let abortGraceMs: Int64 = 5_000
    /// The most records that one call hands out, whatever is asked for: it bounds the array of
    /// pointers that is set up for each call.
    static let fetchRecordsMax = 100_000
    /// What the local queue may hold where librdkafka can look again after 1 ms (from 2.2.0).
    static let queueKilobytes = 16_384
    /// The same where it sleeps one second when the queue is full: 23,000 records/s were measured
    /// with 8 MB there, so the queue has to hold a second of a busy feed.
    static let queueKilobytesWithoutBackoff = 65_536
    /// The bytes in the proxy that wait for a slow receiver before its peer is no longer read.
    static let proxyQueueBytes = 1 << 20
    /// The largest frame that the proxy takes, and the largest answer that it rewrites: Kafka's
    /// own limit (`socket.request.max.bytes`) is 100 MiB.
    static let proxyFrameBytesMax = 100 << 20
    /// What one `recv` of the proxy takes at most.
    static let proxyReadBytes = 64 << 10
    /// Connections that wait to be accepted by the proxy; the kernel caps it further.
    static let proxyBacklog: Int32 = 128
}
