// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Synchronization

@testable import Bus

/// A proxy that can hold a client's produce requests back until some time after the client died,
/// as a network can.
final class HoldingProxy: Sendable {
    let port: Int
    private let holdSeconds = Mutex<Double?>(nil)
    private let held = DispatchSemaphore(value: 0)
    private let released = DispatchSemaphore(value: 0)

    private final class Sockets: Sendable {
        let listener: SocketHandle
        init(_ listener: consuming SocketHandle) { self.listener = listener }
    }

    private final class Connection: Sendable {
        let client: SocketHandle
        let broker: SocketHandle
        init(_ client: consuming SocketHandle, _ broker: consuming SocketHandle) {
            self.client = client
            self.broker = broker
        }
    }

    /// Its threads end with the process.
    init(upstream: Int) throws {
        let sockets = Sockets(try SocketHandle.listening(on: "127.0.0.1", port: 0))
        port = sockets.listener.port
        Thread { [self] in
            while true {
                Self.wait(for: POLLIN, of: sockets.listener.descriptor, ms: -1)
                guard let client = SocketHandle.accepted(from: sockets.listener),
                    let broker = SocketHandle.connecting(to: upstream)
                else { continue }
                let connection = Connection(client, broker)
                Thread { [self] in serve(connection) }.start()
            }
        }.start()
    }

    /// The proxy that clients connect to, so that the addresses they learn lead through here.
    func front(replacing: Int) throws -> LoopbackProxy {
        try LoopbackProxy(
            SocketHandle.listening(on: "127.0.0.1", port: 0), host: "127.0.0.1", upstream: port,
            replacing: replacing)
    }

    /// From now on, everything from the first produce request of a connection on is held until
    /// `seconds` after the client's end of that connection.
    func holdProduceRequests(forSeconds seconds: Double) {
        holdSeconds.withLock { $0 = seconds }
    }

    func waitUntilHeld(seconds: Double) -> Bool {
        held.wait(timeout: .now() + seconds) == .success
    }

    func waitUntilReleased(seconds: Double) -> Bool {
        released.wait(timeout: .now() + seconds) == .success
    }

    private func serve(_ connection: Connection) {
        Self.wait(for: POLLOUT, of: connection.broker.descriptor, ms: 5_000)
        var scratch = [UInt8](repeating: 0, count: 65_536)
        var partial: [UInt8] = []
        var heldBytes: [UInt8] = []
        while true {
            var polls = [
                pollfd(fd: connection.client.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: connection.broker.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            _ = unsafe poll(&polls, 2, -1)
            if polls[1].revents != 0 {
                var answer: [UInt8] = []
                let progress = ByteQueue.read(from: connection.broker, &scratch) {
                    answer += $0
                    return true
                }
                Self.write(answer, to: connection.client)
                if progress == .ended { return }
            }
            guard polls[0].revents != 0 else { continue }
            let progress = ByteQueue.read(from: connection.client, &scratch) {
                partial += $0
                return true
            }
            while let frame = Self.takeFrame(&partial) {
                let isProduce = frame[4] == 0 && frame[5] == 0
                let isHolding = !heldBytes.isEmpty || (isProduce && holdTime != nil)
                guard isHolding else {
                    Self.write(frame, to: connection.broker)
                    continue
                }
                if heldBytes.isEmpty { held.signal() }
                heldBytes += frame
            }
            if progress == .ended { return release(heldBytes, to: connection.broker) }
        }
    }

    private var holdTime: Double? { holdSeconds.withLock { $0 } }

    private func release(_ bytes: [UInt8], to broker: borrowing SocketHandle) {
        guard !bytes.isEmpty, let seconds = holdTime else { return }
        Thread.sleep(forTimeInterval: seconds)
        Self.write(bytes, to: broker)
        // The broker's answer shows that it has taken, or refused, the request.
        Self.wait(for: POLLIN, of: broker.descriptor, ms: 5_000)
        released.signal()
    }

    private static func takeFrame(_ bytes: inout [UInt8]) -> [UInt8]? {
        var reader = WireReader(bytes)
        guard let length = reader.int32(), bytes.count >= Int(length) + 4 else { return nil }
        let frame = Array(bytes[..<(Int(length) + 4)])
        bytes.removeFirst(frame.count)
        return frame
    }

    private static func write(_ bytes: [UInt8], to socket: borrowing SocketHandle) {
        var queue = ByteQueue()
        queue.append(bytes[...])
        while queue.write(to: socket) == .wouldBlock {
            wait(for: POLLOUT, of: socket.descriptor, ms: 1_000)
        }
    }

    private static func wait(for events: Int32, of descriptor: Int32, ms: Int32) {
        var polls = [pollfd(fd: descriptor, events: Int16(events), revents: 0)]
        _ = unsafe poll(&polls, 1, ms)
    }
}
