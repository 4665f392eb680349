// SPDX-License-Identifier: Apache-2.0

/// Follows a broker's stream of answers: those that hold an address, settle a claim or refuse a
/// version are collected and rewritten, all others pass as they come.
struct ResponseStream {
    /// Length (4), correlation id (4).
    private static let headBytes = 8

    private let rewriter: AddressRewriter
    private var head: [UInt8] = []
    private var bytesToPass = 0
    private var collected: [UInt8] = []
    private var bytesToCollect = 0
    private var kind: RequestStream.Kind?

    init(_ rewriter: AddressRewriter) { self.rewriter = rewriter }

    /// Reads the next bytes and appends to `output` what the client is to get. Returns false when
    /// they cannot be Kafka's.
    mutating func pass(
        _ bytes: ArraySlice<UInt8>, _ requests: inout RequestStream,
        _ fence: inout TransactionFence, to output: inout ByteQueue
    ) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            if bytesToPass > 0 {
                let count = min(bytesToPass, rest.count)
                output.append(rest.prefix(count))
                bytesToPass -= count
                rest = rest.dropFirst(count)
            } else if bytesToCollect > 0 {
                let count = min(bytesToCollect, rest.count)
                collected.append(contentsOf: rest.prefix(count))
                bytesToCollect -= count
                rest = rest.dropFirst(count)
                if bytesToCollect == 0 { emitCollected(&fence, &output) }
            } else {
                let count = min(Self.headBytes - head.count, rest.count)
                head.append(contentsOf: rest.prefix(count))
                rest = rest.dropFirst(count)
                guard head.count == Self.headBytes else { continue }
                guard takeHead(&requests, &output) else { return false }
            }
        }
        return true
    }

    private mutating func takeHead(
        _ requests: inout RequestStream, _ output: inout ByteQueue
    ) -> Bool {
        var reader = WireReader(head)
        guard let length = reader.int32(), let correlationID = reader.int32(),
            length >= 4, length <= Limits.proxyFrameBytesMax
        else { return false }
        kind = requests.take(correlationID)
        let left = Int(length) - 4
        if kind == nil || left == 0 {
            output.append(head[...])
            bytesToPass = left
        } else {
            collected = Array(head.dropFirst(4))
            bytesToCollect = left
        }
        head.removeAll(keepingCapacity: true)
        return true
    }

    private mutating func emitCollected(
        _ fence: inout TransactionFence, _ output: inout ByteQueue
    ) {
        guard let kind else { return }
        let body =
            if let claim = kind.claim {
                fence.settle(collected, claim)
            } else if kind.key == KafkaRequest.apiVersions.rawValue {
                VersionRefusal.repair(collected)
            } else {
                rewriter.rewrite(collected, kind)
            }
        output.append(WireWriter.frame(body)[...])
        collected = []
    }
}
