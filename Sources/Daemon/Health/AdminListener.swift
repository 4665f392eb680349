// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The admin listener: `/healthz`, `/readyz`, `/metrics` (CONTRACT.md §8). Nothing here changes
/// anything, and nothing here tells of a person.
package struct AdminListener: Service {
    private let state: AreaState
    private let host: String
    private let port: Int
    private let log: Logger
    private let whenListening: @Sendable (Int) -> Void

    /// A listener on a host and port; port 0 takes any and tells which.
    package init(
        state: AreaState, host: String, port: Int, log: Logger,
        whenListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.state = state
        self.host = host
        self.port = port
        self.log = log
        self.whenListening = whenListening
    }

    /// Serves until the process is asked to stop. Throws `AdminListenerError` when it cannot.
    package func run() async throws {
        var quiet = log
        // What goes wrong with a connection, or when the server is cancelled, is nobody's business;
        // a port that is taken is thrown.
        quiet.logLevel = .critical
        let told = whenListening
        let application = Application(
            router: AdminListener.router(state),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { channel in told(channel.localAddress?.port ?? 0) }, logger: quiet)
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw AdminListenerError.portTaken(host: host, port: port)
        }
    }

    /// The routes, for a server and for tests.
    package static func router<Context: RequestContext>(
        _ state: AreaState, context: Context.Type = BasicRequestContext.self
    ) -> Router<Context> {
        let router = Router(context: context)
        router.get("healthz") { _, _ in
            let isAlive = state.snapshot().msSinceBeat < Readiness.beatMsMax
            return plain(isAlive ? "ok\n" : "the loop hangs\n", isAlive ? .ok : .serviceUnavailable)
        }
        router.get("readyz") { _, _ in
            let readiness = Readiness(state.snapshot())
            let text = readiness.isReady ? "ready" : readiness.reasons.joined(separator: "\n")
            return plain(text + "\n", readiness.isReady ? .ok : .serviceUnavailable)
        }
        router.get("metrics") { _, _ in
            var response = plain(MetricsPage.text(state.snapshot()), .ok)
            response.headers[.contentType] = MetricsPage.mediaType
            return response
        }
        return router
    }

    private static func plain(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// Why the admin listener cannot serve.
package enum AdminListenerError: Error, Equatable, Sendable {
    /// Another program listens on that port.
    case portTaken(host: String, port: Int)
}
