// SPDX-License-Identifier: Apache-2.0
import Glibc

/// One client's connection through the proxy. It is used by the proxy's thread only.
final class ProxyConnection {
    private let client: SocketHandle
    private let broker: SocketHandle
    private var toBroker = ByteQueue()
    private var toClient = ByteQueue()
    private var requests = RequestStream()
    private var responses: ResponseStream
    private var isConnected = false
    /// Set when that side has sent its last byte.
    private var hasClientEnded = false
    private var hasBrokerEnded = false
    /// True once nothing is left to be passed on either way.
    private(set) var hasEnded = false

    init(
        _ client: consuming SocketHandle, _ broker: consuming SocketHandle,
        _ rewriter: AddressRewriter
    ) {
        self.client = client
        self.broker = broker
        responses = ResponseStream(rewriter)
    }

    /// The claims whose answers have not come.
    var openClaims: [TransactionFence.Claim] { requests.openClaims }

    /// What to wait for: first of the client, then of the broker. A side whose peer is slow to
    /// take what came is not read until it has.
    var interests: [pollfd] {
        var ofClient: Int32 = 0
        var ofBroker: Int32 = 0
        if !hasClientEnded && toBroker.count < Limits.proxyQueueBytes { ofClient |= POLLIN }
        if !hasBrokerEnded && toClient.count < Limits.proxyQueueBytes { ofBroker |= POLLIN }
        if !toClient.isEmpty { ofClient |= POLLOUT }
        if !toBroker.isEmpty || !isConnected { ofBroker |= POLLOUT }
        // A side that has ended and is owed nothing is left out, or its hang-up would wake the
        // poll for ever.
        return [
            pollfd(
                fd: ofClient == 0 && hasClientEnded ? -1 : client.descriptor,
                events: Int16(ofClient), revents: 0),
            pollfd(
                fd: ofBroker == 0 && hasBrokerEnded ? -1 : broker.descriptor,
                events: Int16(ofBroker), revents: 0),
        ]
    }

    /// Reads and writes what can be, given the results of `poll`.
    func serve(
        client clientEvents: Int16, broker brokerEvents: Int16, _ scratch: inout [UInt8],
        _ fence: inout TransactionFence
    ) {
        if !isConnected && brokerEvents != 0 {
            guard !broker.hasFailed else {
                hasEnded = true
                return
            }
            isConnected = true
        }
        if clientEvents & Self.readable != 0 && !hasClientEnded { readClient(&scratch, &fence) }
        if brokerEvents & Self.readable != 0 && !hasBrokerEnded { readBroker(&scratch, &fence) }
        if isConnected && toBroker.write(to: broker) == .ended { hasEnded = true }
        if toClient.write(to: client) == .ended {
            // A client that died does not take back what it sent before.
            hasClientEnded = true
            toClient = ByteQueue()
            hasBrokerEnded = true
        }
        if hasClientEnded && toBroker.isEmpty { hasEnded = true }
        if hasBrokerEnded && toClient.isEmpty && !hasClientEnded { hasEnded = true }
    }

    private static let readable = Int16(POLLIN | POLLHUP | POLLERR)

    private func readClient(_ scratch: inout [UInt8], _ fence: inout TransactionFence) {
        let progress = ByteQueue.read(from: client, &scratch) { bytes in
            requests.pass(bytes, &fence, to: &toBroker)
        }
        if progress == .ended { hasClientEnded = true }
    }

    private func readBroker(_ scratch: inout [UInt8], _ fence: inout TransactionFence) {
        let progress = ByteQueue.read(from: broker, &scratch) { bytes in
            responses.pass(bytes, &requests, &fence, to: &toClient)
        }
        if progress == .ended { hasBrokerEnded = true }
    }
}
