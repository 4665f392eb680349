// SPDX-License-Identifier: Apache-2.0

/// Gives the embedded broker the fence that librdkafka's mock lacks.
///
/// A real coordinator, asked to initialise a transactional id, keeps its producer id and raises
/// its epoch; requests with the older epoch are then refused wherever they come from. The mock
/// does that only for a client that names its producer id and epoch, and gives everyone else a new
/// producer id, beside which the old one lives on. So the proxy remembers who holds each
/// transactional id and writes that into the requests of those who name nobody. Clients that ask
/// by a version before 3, which has no room for it, are not fenced.
struct TransactionFence {
    /// How the answer to a passed request is to be understood.
    struct Claim: Equatable {
        fileprivate let transactionalID: [UInt8]
        /// The request was changed: its errors are not the client's.
        fileprivate let wasRewritten: Bool
    }

    private enum Holder {
        /// The first request for this id is under way.
        case beingMade
        case known(id: Int64, epoch: Int16)
    }

    private static let coordinatorLoading: Int16 = 14
    private static let invalidEpoch: Int16 = 47
    private static let firstVersionWithRoom: Int16 = 3

    private var holders: [[UInt8]: Holder] = [:]

    /// Passes an InitProducerId request (from its API key on): returns what the broker is to get,
    /// and the claim to hand in with the answer.
    mutating func admit(_ request: [UInt8]) -> (request: [UInt8], claim: Claim?) {
        var reader = WireReader(request)
        guard reader.int16() != nil, let version = reader.int16(),
            version >= Self.firstVersionWithRoom, reader.int32() != nil,
            reader.skipString(isCompact: false), reader.skipTags(),
            let length = reader.varint(), length > 1
        else { return (request, nil) }
        let start = reader.position
        guard reader.skip(length - 1), reader.int32() != nil else { return (request, nil) }
        let transactionalID = Array(request[start..<start + length - 1])
        let end = reader.position
        guard let id = reader.int64(), reader.int16() != nil, id < 0 else {
            // It names its producer id, as a producer that recovers from an error does.
            return (request, Claim(transactionalID: transactionalID, wasRewritten: false))
        }
        var writer = WireWriter()
        switch holders[transactionalID] {
        case nil:
            holders[transactionalID] = .beingMade
            return (request, Claim(transactionalID: transactionalID, wasRewritten: false))
        case .beingMade:
            // Nobody's id: the broker refuses it, and the client asks again.
            writer.int64(.max)
            writer.int16(0)
        case .known(let id, let epoch):
            writer.int64(id)
            writer.int16(epoch)
        }
        let rewritten = request[..<end] + writer.bytes + request[reader.position...]
        return (
            Array(rewritten), Claim(transactionalID: transactionalID, wasRewritten: true)
        )
    }

    /// Takes note of the answer (from its correlation id on) and returns what the client gets.
    mutating func settle(_ answer: [UInt8], _ claim: Claim) -> [UInt8] {
        var reader = WireReader(answer)
        guard reader.int32() != nil, reader.skipTags(), reader.int32() != nil else { return answer }
        let place = reader.position
        guard let error = reader.int16(), let id = reader.int64(), let epoch = reader.int16()
        else { return answer }
        guard error != 0 else {
            holders[claim.transactionalID] = .known(id: id, epoch: epoch)
            return answer
        }
        guard claim.wasRewritten else {
            abandon(claim)
            return answer
        }
        // The answer to an earlier request was lost with its connection: the epoch is one higher
        // than known. The client is told to ask again.
        if error == Self.invalidEpoch,
            case .known(let id, let epoch) = holders[claim.transactionalID]
        {
            holders[claim.transactionalID] = .known(id: id, epoch: epoch &+ 1)
        }
        var writer = WireWriter()
        writer.int16(Self.coordinatorLoading)
        return answer[..<place] + writer.bytes + answer[(place + 2)...]
    }

    /// Forgets a claim whose answer will not come. The client did not get it either.
    mutating func abandon(_ claim: Claim) {
        if !claim.wasRewritten, case .beingMade = holders[claim.transactionalID] {
            holders[claim.transactionalID] = nil
        }
    }
}
