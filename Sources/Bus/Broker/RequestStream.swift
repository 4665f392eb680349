// SPDX-License-Identifier: Apache-2.0

/// Follows a client's stream of requests to learn which kind each correlation id stands for. All
/// pass as they come but those that the fence may change.
struct RequestStream {
    /// What an answer has to be read as.
    struct Kind: Equatable {
        let key: Int16
        let version: Int16
        var claim: TransactionFence.Claim?
    }

    /// Length (4), API key (2), API version (2), correlation id (4).
    private static let headBytes = 12

    private var head: [UInt8] = []
    private var bytesToPass = 0
    private var collected: [UInt8] = []
    private var bytesToCollect = 0
    private var pending: [Int32: Kind] = [:]

    /// Reads the next bytes and appends to `output` what the broker is to get. Returns false when
    /// they cannot be Kafka's.
    mutating func pass(
        _ bytes: ArraySlice<UInt8>, _ fence: inout TransactionFence, to output: inout ByteQueue
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
                guard takeHead(&output) else { return false }
            }
        }
        return true
    }

    /// The kind of request that an answer with this correlation id belongs to; nil when its answer
    /// passes as it is.
    mutating func take(_ correlationID: Int32) -> Kind? {
        pending.removeValue(forKey: correlationID)
    }

    /// The claims whose answers have not come.
    var openClaims: [TransactionFence.Claim] { pending.values.compactMap(\.claim) }

    private mutating func takeHead(_ output: inout ByteQueue) -> Bool {
        var reader = WireReader(head)
        guard let length = reader.int32(), let key = reader.int16(), let version = reader.int16(),
            let correlationID = reader.int32(),
            length >= Self.headBytes - 4, length <= Limits.proxyFrameBytesMax
        else { return false }
        let left = Int(length) - (Self.headBytes - 4)
        // Only what is read again is remembered; the rest would pile up for requests that get no
        // answer (producing without acknowledgement).
        if AddressRewriter.concerns(key) || key == KafkaRequest.apiVersions.rawValue {
            pending[correlationID] = Kind(key: key, version: version)
        }
        if key == KafkaRequest.initProducerID.rawValue && left > 0 {
            collected = Array(head.dropFirst(4))
            bytesToCollect = left
        } else {
            output.append(head[...])
            bytesToPass = left
        }
        head.removeAll(keepingCapacity: true)
        return true
    }

    private mutating func emitCollected(
        _ fence: inout TransactionFence, _ output: inout ByteQueue
    ) {
        var reader = WireReader(collected)
        let admitted = fence.admit(collected)
        if let key = reader.int16(), let version = reader.int16(), let id = reader.int32(),
            let claim = admitted.claim
        {
            pending[id] = Kind(key: key, version: version, claim: claim)
        }
        output.append(WireWriter.frame(admitted.request)[...])
        collected = []
    }
}
