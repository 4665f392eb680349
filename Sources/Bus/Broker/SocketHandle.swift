// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Owns the file descriptor of a socket that never blocks.
struct SocketHandle: ~Copyable, Sendable {
    let descriptor: Int32

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { _ = Glibc.close(descriptor) }

    /// A socket that listens on `port` of the IPv4 address `host`; 0 takes any port.
    static func listening(on host: String, port: Int) throws(BusError) -> Self {
        guard let number = in_port_t(exactly: port), var address = sockaddr_in(host, number) else {
            throw .socket(operation: "listen on \(host):\(port)", errno: EINVAL)
        }
        let socket = Self(owning: try check("socket", newSocket()))
        // A port that was in use a moment ago can be taken again.
        try check("setsockopt", socket.turnOn(SO_REUSEADDR, SOL_SOCKET))
        let bound = unsafe withUnsafeBytes(of: &address) { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return unsafe bind(socket.descriptor, start, socklen_t(bytes.count))
        }
        if bound != 0 && errno == EADDRINUSE { throw .portTaken(host: host, port: port) }
        try check("bind \(host):\(port)", bound)
        try check("listen", listen(socket.descriptor, Limits.proxyBacklog))
        return socket
    }

    /// A socket that is connecting to `port` on this machine; whether it succeeds shows when it
    /// becomes writable.
    static func connecting(to port: Int) -> Self? {
        guard let number = in_port_t(exactly: port),
            var address = sockaddr_in("127.0.0.1", number)
        else { return nil }
        let descriptor = newSocket()
        guard descriptor >= 0 else { return nil }
        let socket = Self(owning: descriptor)
        _ = socket.turnOn(TCP_NODELAY, Int32(IPPROTO_TCP))
        let result = unsafe withUnsafeBytes(of: &address) { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return unsafe connect(descriptor, start, socklen_t(bytes.count))
        }
        guard result == 0 || errno == EINPROGRESS else { return nil }
        return socket
    }

    /// The next connection of a listening socket; nil when there is none.
    static func accepted(from listener: borrowing SocketHandle) -> Self? {
        let descriptor = accept(listener.descriptor, nil, nil)
        guard descriptor >= 0 else { return nil }
        let socket = Self(owning: descriptor)
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
        else { return nil }
        // Kafka's requests are small and answered one by one: waiting to fill a packet delays.
        _ = socket.turnOn(TCP_NODELAY, Int32(IPPROTO_TCP))
        return socket
    }

    /// Two sockets joined to each other: hanging up one makes the other readable, which is how a
    /// thread that polls is told to end.
    static func pair() throws(BusError) -> Pair {
        var both: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try unsafe check("socketpair", socketpair(AF_UNIX, type, 0, &both))
        return Pair(near: Self(owning: both[0]), far: Self(owning: both[1]))
    }

    /// Two joined sockets.
    struct Pair: ~Copyable, Sendable {
        let near: SocketHandle
        let far: SocketHandle
    }

    /// Ends both directions.
    func hangUp() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// The port a listening socket got.
    var port: Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutableBytes(of: &address) { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            return unsafe getsockname(descriptor, start, &size)
        }
        return result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : 0
    }

    /// Whether a socket that was connecting has failed to.
    var hasFailed: Bool {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        return result != 0 || code != 0
    }

    private func turnOn(_ option: Int32, _ level: Int32) -> Int32 {
        var yes: Int32 = 1
        return unsafe setsockopt(
            descriptor, level, option, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func newSocket() -> Int32 {
        let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        return socket(AF_INET, Int32(type), 0)
    }

    @discardableResult
    private static func check(_ operation: String, _ result: Int32) throws(BusError) -> Int32 {
        guard result >= 0 else { throw .socket(operation: operation, errno: errno) }
        return result
    }
}

extension sockaddr_in {
    /// The address, or nil when `host` is not an IPv4 address in figures.
    fileprivate init?(_ host: String, _ port: in_port_t) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = port.bigEndian
        guard unsafe inet_pton(AF_INET, host, &sin_addr) == 1 else { return nil }
    }
}
