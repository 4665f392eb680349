// SPDX-License-Identifier: Apache-2.0
import GRDB
import Testing

@testable import Ledger

@Suite struct FrameTests {
    private let header: FrameHeader

    init() throws {
        let token = try #require(Token(bytes: Bytes(1...16)))
        header = FrameHeader(
            draft: FrameDraft(
                kind: 2, at: -5,
                input: InputReference(topic: 3, partition: -1, offset: 9, index: 4),
                outcome: 6, parts: []),
            seq: 258, nonce: Nonce(epoch: Bytes(21...28), counter: 0xFFFF_FFFE),
            previous: Bytes(repeating: 0xAB, count: 32),
            parts: [.init(token: token, length: 17), .init(token: token, length: 300)])
    }

    @Test func `A header decodes to what was encoded, with and without an input`() throws {
        #expect(FrameHeader(encoded: header.encoded) == header)
        var clock = header
        clock.input = nil
        clock.parts = []
        #expect(FrameHeader(encoded: clock.encoded) == clock)
    }

    @Test func `The layout is the documented one`() {
        let hex =
            "01020601" + "0000000000000102" + "fffffffffffffffb" + "15161718191a1b1c"
            + "fffffffe" + String(repeating: "ab", count: 32)
            + "0003ffffffff000000000000000900000004" + "0002"
            + "0102030405060708090a0b0c0d0e0f10" + "00000011"
            + "0102030405060708090a0b0c0d0e0f10" + "0000012c"
        #expect(header.encoded.hexadecimal == hex)
    }

    @Test func `No shorter, longer or newer header decodes`() {
        let encoded = header.encoded
        for count in 0..<encoded.count {
            #expect(FrameHeader(encoded: Bytes(encoded.prefix(count))) == nil)
        }
        #expect(FrameHeader(encoded: encoded + [0]) == nil)
        #expect(FrameHeader(encoded: [2] + encoded.dropFirst()) == nil)
        var flagged = encoded
        flagged[3] = 3
        #expect(FrameHeader(encoded: flagged) == nil)
    }

    @Test func `A nonce counter that ends begins a new epoch and never repeats`() throws {
        var sequence = try NonceSequence(counterMax: 10)
        var seen: Set<Bytes> = []
        var epochs: Set<Bytes> = []
        var given = 0
        for count in [3, 4, 3, 1, 10, 9, 0, 1, 2, 10] {
            let nonce = try sequence.reserve(count)
            epochs.insert(nonce.epoch)
            for part in 0..<count { seen.insert(try #require(nonce.bytes(part: part))) }
            given += count
        }
        #expect(seen.count == given)
        #expect(epochs.count == 6)
        #expect(throws: LedgerError.self) { try sequence.reserve(11) }
    }

    @Test func `A nonce at the end of the counter does not wrap`() {
        let nonce = Nonce(epoch: Bytes(1...8), counter: .max - 1)
        #expect(nonce.bytes(part: 1)?.suffix(4) == [255, 255, 255, 255])
        #expect(nonce.bytes(part: 2) == nil)
    }

    @Test func `Nonces of stored frames never repeat, across reopening and overflow`() throws {
        let ledger = try TemporaryLedger()
        try ledger.create().close()
        var next: Int64 = 0
        for _ in 0..<5 {
            let writer = try Writer.open(ledger.location, counterMax: 16)
            for _ in 0..<4 {
                _ = try writer.commit(batch(from: next, count: 9))
                next += 9
            }
            // A commit that fails uses up its nonces too.
            var refused = Commit()
            refused.frames = [frame("person 1", "x"), frame("y", "z")]
            refused.counts = [OutcomeCount(topic: 1, outcome: 0, n: -100_000)]
            #expect(throws: LedgerError.invalid(what: "a count of -100000")) {
                try writer.commit(refused)
            }
            try writer.close()
        }
        let headers = try ledger.reader().withConnection { connection in
            try connection.db.all("SELECT header FROM frames ORDER BY seq") { try $0.blob(0) }
        }
        var seen: Set<Bytes> = []
        var epochs: Set<Bytes> = []
        for bytes in headers {
            let header = try #require(FrameHeader(encoded: bytes))
            epochs.insert(header.nonce.epoch)
            for part in header.parts.indices {
                #expect(seen.insert(try #require(header.nonce.bytes(part: part))).inserted)
            }
        }
        #expect(seen.count == 2 * 9 * 4 * 5)
        #expect(epochs.count >= 5 * 5)
    }
}
