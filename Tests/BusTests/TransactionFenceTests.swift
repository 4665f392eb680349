// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Bus

@Suite struct TransactionFenceTests {
    private let version: Int16 = 4

    /// An InitProducerId request from its API key on.
    private func request(_ transactionalID: String?, id: Int64 = -1, epoch: Int16 = -1) -> [UInt8] {
        var writer = WireWriter()
        writer.int16(22)
        writer.int16(version)
        writer.int32(7)
        writer.string("client", isCompact: false)
        writer.varint(0)
        if let transactionalID {
            writer.string(transactionalID, isCompact: true)
        } else {
            writer.varint(0)
        }
        writer.int32(60_000)
        writer.int64(id)
        writer.int16(epoch)
        writer.varint(0)
        return writer.bytes
    }

    private func answer(error: Int16, id: Int64, epoch: Int16) -> [UInt8] {
        var writer = WireWriter()
        writer.int32(7)
        writer.varint(0)
        writer.int32(0)
        writer.int16(error)
        writer.int64(id)
        writer.int16(epoch)
        writer.varint(0)
        return writer.bytes
    }

    /// Asks for the id and gets this answer; returns what the broker saw.
    private func take(
        _ fence: inout TransactionFence, _ transactionalID: String, error: Int16 = 0, id: Int64,
        epoch: Int16
    ) throws -> (seen: [UInt8], got: [UInt8]) {
        let admitted = fence.admit(request(transactionalID))
        let claim = try #require(admitted.claim)
        return (
            admitted.request, fence.settle(answer(error: error, id: id, epoch: epoch), claim)
        )
    }

    @Test func theNextHolderTakesOverTheProducerIDOfTheLast() throws {
        var fence = TransactionFence()
        let first = try take(&fence, "relay", id: 100, epoch: 0)
        #expect(first.seen == request("relay"))
        let second = try take(&fence, "relay", id: 100, epoch: 1)
        #expect(second.seen == request("relay", id: 100, epoch: 0))
        let third = try take(&fence, "relay", id: 100, epoch: 2)
        #expect(third.seen == request("relay", id: 100, epoch: 1))
        #expect(third.got == answer(error: 0, id: 100, epoch: 2))
        let other = try take(&fence, "other", id: 200, epoch: 0)
        #expect(other.seen == request("other"))
    }

    @Test func anEpochWhoseAnswerWasLostIsCaughtUpWith() throws {
        var fence = TransactionFence()
        _ = try take(&fence, "relay", id: 100, epoch: 0)
        // The broker is at epoch 1 already; the client is told to ask again.
        let refused = try take(&fence, "relay", error: 47, id: -1, epoch: -1)
        #expect(refused.got == answer(error: 14, id: -1, epoch: -1))
        let again = try take(&fence, "relay", id: 100, epoch: 2)
        #expect(again.seen == request("relay", id: 100, epoch: 1))
    }

    @Test func whileTheFirstHolderIsBeingMadeTheNextIsToldToAskAgain() throws {
        var fence = TransactionFence()
        let first = try #require(fence.admit(request("relay")).claim)
        let second = try take(&fence, "relay", error: 59, id: -1, epoch: -1)
        #expect(second.seen == request("relay", id: .max, epoch: 0))
        #expect(second.got == answer(error: 14, id: -1, epoch: -1))
        fence.abandon(first)
        let third = try take(&fence, "relay", id: 300, epoch: 0)
        #expect(third.seen == request("relay"))
    }

    @Test func aProducerThatNamesItselfIsLeftToTheBroker() throws {
        var fence = TransactionFence()
        _ = try take(&fence, "relay", id: 100, epoch: 3)
        let admitted = fence.admit(request("relay", id: 100, epoch: 2))
        #expect(admitted.request == request("relay", id: 100, epoch: 2))
        let claim = try #require(admitted.claim)
        let refusal = answer(error: 47, id: -1, epoch: -1)
        #expect(fence.settle(refusal, claim) == refusal)
        let next = try take(&fence, "relay", id: 100, epoch: 4)
        #expect(next.seen == request("relay", id: 100, epoch: 3))
    }

    @Test func producersWithoutATransactionalIDPass() {
        var fence = TransactionFence()
        let admitted = fence.admit(request(nil))
        #expect(admitted.request == request(nil))
        #expect(admitted.claim == nil)
        for end in 0..<20 {
            #expect(fence.admit(Array(request("relay")[..<end])).claim == nil)
        }
    }

    @Test func aRefusedVersionIsAnsweredInTheFormThatEveryClientReads() {
        let mixed: [UInt8] = [0, 0, 0, 1, 0, 35, 1, 0, 18, 0, 0, 0, 2, 0, 0, 0, 0]
        let right: [UInt8] = [0, 0, 0, 1, 0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 0]
        #expect(VersionRefusal.repair(mixed) == right)
        let accepted: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        #expect(VersionRefusal.repair(accepted) == accepted)
    }
}
