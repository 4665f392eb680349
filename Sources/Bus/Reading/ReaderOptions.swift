// SPDX-License-Identifier: Apache-2.0

/// Which records of transactions a reader is shown.
package enum Isolation: Hashable, Sendable {
    /// Only those of committed transactions, and nothing past the first one still open.
    case readCommitted
    /// Everything in the log, aborted records too.
    case readUncommitted
}

/// What a reader may be told besides how to reach the cluster.
package struct ReaderOptions: Hashable, Sendable {
    /// Which records of transactions are shown.
    package var isolation: Isolation
    /// The bound of the local queue in KiB; nil takes 16 MiB where librdkafka looks again after
    /// 1 ms when it is full (2.2.0 and later), and 64 MiB where it sleeps for a second.
    package var queueKilobytes: Int?
    /// The group under which `commitForLagTools` commits; nil means that nothing is committed.
    /// The group is never joined and its offsets are never read back.
    package var lagGroup: String?

    /// Options that differ from the defaults only as told.
    package init(
        isolation: Isolation = .readCommitted, queueKilobytes: Int? = nil, lagGroup: String? = nil
    ) {
        self.isolation = isolation
        self.queueKilobytes = queueKilobytes
        self.lagGroup = lagGroup
    }
}

extension Reader {
    /// librdkafka's configuration of a reader.
    static func conf(_ configuration: BusConfiguration, _ options: ReaderOptions)
        throws(BusError) -> ConfHandle
    {
        let hasBackoff = Librdkafka.supports(property: "fetch.queue.backoff.ms")
        let kilobytes =
            options.queueKilobytes
            ?? (hasBackoff ? Limits.queueKilobytes : Limits.queueKilobytesWithoutBackoff)
        var defaults = [
            "queued.max.messages.kbytes": String(kilobytes),
            // Bytes, not a count of records, bound the queue.
            "queued.min.messages": "1000000",
            // A broker answers at once when there is data; the embedded one only after this time.
            "fetch.wait.max.ms": "100",
            // After an outage, look again every second rather than every ten.
            "reconnect.backoff.max.ms": "1000",
            // How long a topic or partition may be missing before that is reported.
            "topic.metadata.propagation.max.ms": "5000",
            "allow.auto.create.topics": "false",
        ]
        if hasBackoff { defaults["fetch.queue.backoff.ms"] = "1" }
        return try configuration.conf(
            defaults: defaults,
            fixed: [
                // librdkafka wants a group name for `assign`; without `subscribe` none is joined.
                "group.id": options.lagGroup ?? "unused",
                "enable.auto.commit": "false",
                "enable.auto.offset.store": "false",
                "auto.offset.reset": "error",
                // Tells how far reading has come where the last offsets are transaction markers.
                "enable.partition.eof": "true",
                "isolation.level": options.isolation == .readCommitted
                    ? "read_committed" : "read_uncommitted",
            ])
    }
}
