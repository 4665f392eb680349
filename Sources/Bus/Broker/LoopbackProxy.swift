// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization

/// Passes TCP connections on to a broker on this machine, rewriting the addresses in its answers.
///
/// One thread serves all connections. It owns everything about them; the only things shared with
/// other threads are the sockets that tell it to end and the semaphore that says it has.
final class LoopbackProxy: Sendable {
    let port: Int
    private let wake: WakeSignal
    private let ended = DispatchSemaphore(value: 0)
    private let hasClosed = Mutex(false)

    /// Two joined sockets, shared by the proxy, which hangs up the near one to end its thread, and
    /// the thread, which polls the far one.
    private final class WakeSignal: Sendable {
        let sockets: SocketHandle.Pair
        init() throws(BusError) { sockets = try SocketHandle.pair() }
    }

    /// The listening socket, on its way to the thread.
    private final class Parcel: Sendable {
        private let socket: Mutex<SocketHandle?>
        init(_ socket: consuming SocketHandle) { self.socket = Mutex(socket) }
        func open() -> SocketHandle? { socket.withLock { $0.take() } }
    }

    /// Serves `listener`, which clients reach by `host`, for the broker on port `upstream`.
    /// `replacing` is the port that the broker advertises, when it is not `upstream`.
    init(
        _ listener: consuming SocketHandle, host: String, upstream: Int, replacing: Int? = nil
    ) throws(BusError) {
        let wake = try WakeSignal()
        let ended = ended
        self.wake = wake
        port = listener.port
        let rewriter = AddressRewriter(
            host: host, port: Int32(clamping: port),
            replacedPort: Int32(clamping: replacing ?? upstream))
        let parcel = Parcel(listener)
        Thread {
            Thread.current.name = "bus.proxy"
            if let listener = parcel.open() {
                // All sockets are closed when this returns.
                ProxyLoop.run(listener, wake: wake.sockets.far, upstream: upstream, rewriter)
            }
            ended.signal()
        }.start()
    }

    deinit { close() }

    /// Cuts every connection and returns when the port is free. Safe to call twice.
    func close() {
        hasClosed.withLock { hasClosed in
            guard !hasClosed else { return }
            hasClosed = true
            wake.sockets.near.hangUp()
            ended.wait()
        }
    }
}

/// What the proxy's thread does.
struct ProxyLoop {
    private let upstream: Int
    private let rewriter: AddressRewriter
    private var connections: [ProxyConnection] = []
    private var fence = TransactionFence()
    private var scratch = [UInt8](repeating: 0, count: Limits.proxyReadBytes)

    private init(upstream: Int, _ rewriter: AddressRewriter) {
        self.upstream = upstream
        self.rewriter = rewriter
    }

    /// Serves connections until `wake` becomes readable.
    static func run(
        _ listener: consuming SocketHandle, wake: borrowing SocketHandle, upstream: Int,
        _ rewriter: AddressRewriter
    ) {
        var loop = Self(upstream: upstream, rewriter)
        loop.serve(listener, wake)
    }

    private mutating func serve(
        _ listener: borrowing SocketHandle, _ wake: borrowing SocketHandle
    ) {
        while true {
            var polls = [
                pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            for connection in connections { polls += connection.interests }
            let count = unsafe poll(&polls, nfds_t(polls.count), -1)
            if count < 0 {
                if errno == EINTR { continue }
                return
            }
            if polls[0].revents != 0 { return }
            for index in connections.indices {
                let client = polls[2 + 2 * index].revents
                let broker = polls[3 + 2 * index].revents
                if client != 0 || broker != 0 {
                    connections[index].serve(client: client, broker: broker, &scratch, &fence)
                }
            }
            for connection in connections where connection.hasEnded {
                for claim in connection.openClaims { fence.abandon(claim) }
            }
            connections.removeAll { $0.hasEnded }
            if polls[1].revents != 0 { accept(listener) }
        }
    }

    private mutating func accept(_ listener: borrowing SocketHandle) {
        while let client = SocketHandle.accepted(from: listener) {
            // Without a broker the client is cut off, as it would be by a broker that is down.
            guard let broker = SocketHandle.connecting(to: upstream) else { continue }
            connections.append(ProxyConnection(client, broker, rewriter))
        }
    }
}
