// SPDX-License-Identifier: Apache-2.0

import Glibc
package import Logging
import NIOCore
import NIOPosix
package import Notifications
import ServiceLifecycle

/// The unix socket beside the ledger, over which commands hand events to the running daemon. Only
/// the daemon's own user may connect: the file's mode is 0600.
package struct CommandSocket: Service {
    private let path: String
    private let state: AreaState
    private let decoder: NotificationDecoder
    private let log: Logger

    /// A socket at `path` that feeds the loop of `state`.
    package init(path: String, state: AreaState, decoder: NotificationDecoder, log: Logger) {
        self.path = path
        self.state = state
        self.decoder = decoder
        self.log = log
    }

    /// Serves until the process is asked to stop.
    package func run() async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        unsafe chmod(path, 0o600)
        defer { unsafe unlink(path) }
        try await withGracefulShutdownHandler {
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { await serve(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.close(promise: nil)
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                var waiting: [UInt8] = []
                for try await buffer in inbound {
                    waiting.append(contentsOf: buffer.readableBytesView)
                    guard waiting.count <= CommandForm.lineBytesMax else { return }
                    while let end = waiting.firstIndex(of: 0x0A) {
                        let reply = await answer(Array(waiting[..<end]))
                        waiting.removeSubrange(...end)
                        try await outbound.write(ByteBuffer(string: reply.line + "\n"))
                    }
                }
            }
        } catch {
            log.debug("a command's connection broke off")
        }
    }

    private func answer(_ line: [UInt8]) async -> CommandForm.Reply {
        if let act = OperatorAct(line: line) { return await ask(.act(act)) }
        let now = Instant(milliseconds: MonotonicClock.wallMs())
        let items = decoder.decode(line, topicHint: .response, receivedAt: now)
        guard case .notification(let notification)? = items.first else {
            return CommandForm.Reply(outcome: nil, reason: "not-understood")
        }
        return await ask(.answer(notification))
    }

    private func ask(_ request: WaitingCommand.Request) async -> CommandForm.Reply {
        await withCheckedContinuation { continuation in
            state.commands.add(
                WaitingCommand(request: request) { continuation.resume(returning: $0) })
        }
    }
}
