// SPDX-License-Identifier: Apache-2.0

/// A line of librdkafka's own log.
package struct BusLogLine: Hashable, Sendable {
    /// syslog's level, 0 (emergency) to 7 (debug).
    package let level: Int32
    /// librdkafka's name of the kind of event, for example `FAIL`.
    package let facility: String
    /// The line. It names brokers, topics and partitions, never message bytes.
    package let text: String
    /// The client it is about, for example `rdkafka#consumer-1`.
    package let client: String
}

/// How to reach a cluster.
package struct BusConfiguration: Sendable {
    /// `host:port`, or several joined by commas.
    package var bootstrap: String
    /// Any property of librdkafka by its own name. It wins over the defaults of this target, but
    /// not over what a client must fix to keep its promises; that is an error which names it.
    package var properties: [String: String]
    /// Receives librdkafka's log lines; nil drops them. It is called on librdkafka's threads, so
    /// it must be quick and must not call back into a client.
    package var log: (@Sendable (BusLogLine) -> Void)?

    /// The cluster at `bootstrap`, spoken to with these properties.
    package init(
        bootstrap: String, properties: [String: String] = [:],
        log: (@Sendable (BusLogLine) -> Void)? = nil
    ) {
        self.bootstrap = bootstrap
        self.properties = properties
        self.log = log
    }

    /// Tries every property without connecting. Throws `BusError.configuration`, which names the
    /// first wrong one in alphabetical order.
    package func check(_ role: ClientRole) throws(BusError) {
        switch role {
        case .consumer: _ = try Reader.conf(self, ReaderOptions())
        case .producer: _ = try Producer.conf(self)
        }
    }

    /// A configuration of the `defaults`, then the properties, then what is `fixed`.
    func conf(defaults: [String: String], fixed: [String: String]) throws(BusError) -> ConfHandle {
        let conf = ConfHandle()
        try conf.set("bootstrap.servers", bootstrap)
        for (property, value) in defaults.sorted(by: { $0.key < $1.key })
        where properties[property] == nil {
            try conf.set(property, value)
        }
        for (property, value) in properties.sorted(by: { $0.key < $1.key }) {
            if let only = fixed[property] ?? (property == "bootstrap.servers" ? bootstrap : nil),
                only != value
            {
                throw .configuration(property: property, reason: "is fixed to \(only) here")
            }
            try conf.set(property, value)
        }
        for (property, value) in fixed.sorted(by: { $0.key < $1.key }) {
            try conf.set(property, value)
        }
        return conf
    }
}
