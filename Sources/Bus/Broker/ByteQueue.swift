// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Bytes on their way to a socket.
struct ByteQueue {
    /// What became of an attempt to pass bytes on or take them in.
    enum Progress { case more, wouldBlock, ended }

    private var bytes: [UInt8] = []
    private var head = 0

    var count: Int { bytes.count - head }
    var isEmpty: Bool { head == bytes.count }
    var waiting: ArraySlice<UInt8> { bytes[head...] }

    mutating func append(_ new: ArraySlice<UInt8>) {
        if head == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= Limits.proxyQueueBytes)
            head = 0
        } else if head > Limits.proxyQueueBytes {
            bytes.removeFirst(head)
            head = 0
        }
        bytes.append(contentsOf: new)
    }

    /// Writes as much as the socket takes.
    mutating func write(to socket: borrowing SocketHandle) -> Progress {
        while !isEmpty {
            let written = unsafe waiting.withUnsafeBytes { room in
                // MSG_NOSIGNAL: a client that has gone must not end the process by SIGPIPE.
                unsafe send(
                    socket.descriptor, room.baseAddress, room.count, Int32(MSG_NOSIGNAL))
            }
            if written > 0 {
                head += written
            } else if written < 0 && errno == EINTR {
                continue
            } else {
                return written < 0 && errno == EAGAIN ? .wouldBlock : .ended
            }
        }
        return .more
    }

    /// Reads once from a socket into `scratch` and lends what came.
    static func read(
        from socket: borrowing SocketHandle, _ scratch: inout [UInt8],
        _ body: (ArraySlice<UInt8>) -> Bool
    ) -> Progress {
        while true {
            let count = unsafe scratch.withUnsafeMutableBytes { room in
                unsafe recv(socket.descriptor, room.baseAddress, room.count, 0)
            }
            if count > 0 { return body(scratch[..<count]) ? .more : .ended }
            if count < 0 && errno == EINTR { continue }
            return count < 0 && errno == EAGAIN ? .wouldBlock : .ended
        }
    }
}
