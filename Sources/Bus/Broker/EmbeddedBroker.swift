// SPDX-License-Identifier: Apache-2.0
import CRDKafka
import Synchronization

/// A Kafka broker inside this process, on a fixed port, for demonstrations and tests.
///
/// It is librdkafka's mock cluster, which listens on a port of the system's choosing and
/// advertises that, behind a proxy which listens where it is told and puts its own address into
/// the answers. Its limits are the mock's: everything is gone when it ends; a partition keeps the
/// newest 5 MiB or 100,000 records; a topic springs up with 4 partitions when it is first asked
/// for; topics cannot be created by request; records of aborted transactions are shown to every
/// reader; a transactional id is fenced, but repeats of an idempotent producer without one are
/// not recognised; a fetch that finds nothing is answered only after its whole waiting time.
package final class EmbeddedBroker: Sendable {
    private let parts: Closable<Parts>
    /// The address it listens on and advertises.
    package let host: String
    /// The port it listens on and advertises.
    package let port: Int

    private final class Parts: Sendable {
        let cluster: MockClusterHandle
        let proxy: LoopbackProxy

        init(_ cluster: consuming MockClusterHandle, _ proxy: LoopbackProxy) {
            self.cluster = cluster
            self.proxy = proxy
        }
    }

    /// Starts a broker on `port` of the IPv4 address `host`, with these topics; port 0 takes any
    /// that is free. Throws `.portTaken` when the port is in use.
    package init(
        host: String = "127.0.0.1", port: Int = 9092, topics: [TopicSpec] = [],
        log: (@Sendable (BusLogLine) -> Void)? = nil
    ) throws(BusError) {
        // The port first: that it is taken is the likeliest failure, and the cheapest to find.
        let listener = try SocketHandle.listening(on: host, port: port)
        let cluster = try MockClusterHandle(log: log)
        guard let upstream = cluster.port else {
            throw .failed(BusFailure("start broker", RD_KAFKA_RESP_ERR__FAIL))
        }
        for topic in topics {
            try Self.check(
                "create topic \(topic.name)",
                cluster.createTopic(topic.name, partitions: topic.partitions))
        }
        let proxy = try LoopbackProxy(listener, host: host, upstream: upstream)
        self.host = host
        self.port = proxy.port
        parts = Closable(Parts(cluster, proxy))
    }

    /// `host:port`, for `bootstrap.servers`.
    package var bootstrap: String { "\(host):\(port)" }

    /// Creates a topic. Throws `.failed` when it exists already.
    package func createTopic(_ name: String, partitions: Int32) throws(BusError) {
        let code = try parts.current().cluster.createTopic(name, partitions: partitions)
        try Self.check("create topic \(name)", code)
    }

    /// Cuts every connection and refuses new ones, as a broker that is down. What it holds stays.
    package func setDown() throws(BusError) {
        try Self.check("broker down", parts.current().cluster.setDown(true))
    }

    /// Takes connections again.
    package func setUp() throws(BusError) {
        try Self.check("broker up", parts.current().cluster.setDown(false))
    }

    /// Delays every answer by `ms` milliseconds, from 0.
    package func setRoundTrip(ms: Int32) throws(BusError) {
        try Self.check("round trip", parts.current().cluster.setRoundTrip(ms: ms))
    }

    /// Answers the next requests of this kind with these codes of the Kafka protocol, one request
    /// each; `-195` (librdkafka's transport error) cuts the connection instead.
    package func injectErrors(_ codes: [Int32], for request: KafkaRequest) throws(BusError) {
        try parts.current().cluster.injectErrors(codes, request)
    }

    /// Ends it and everything it holds, and waits until its port is free. Safe to call twice.
    package func close() {
        parts.take()?.proxy.close()
    }

    private static func check(_ operation: String, _ code: rd_kafka_resp_err_t) throws(BusError) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw .failed(BusFailure(operation, code))
    }
}
