// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// A command's side of the socket.
package enum CommandClient {
    /// Sends one line to the daemon and returns its reply; nil when no daemon listens.
    package static func send(_ line: String, to path: String) async throws -> CommandForm.Reply? {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                            wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            return nil
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: line + "\n"))
            var text = ""
            for try await buffer in inbound {
                text += String(buffer: buffer)
                if text.hasSuffix("\n") { break }
            }
            return CommandForm.Reply(line: String(text.dropLast()))
        }
    }
}
