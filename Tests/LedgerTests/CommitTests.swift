// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct CommitTests {
    private let ledger: TemporaryLedger
    private let writer: Writer

    init() throws {
        ledger = try TemporaryLedger()
        writer = try ledger.create()
    }

    @Test func `Frames come back as they were written, by writer and by reader`() throws {
        let input = InputReference(topic: 1, partition: 2, offset: 3, index: 4)
        var commit = Commit()
        commit.frames = [
            frame("a", "one", input: input, outcome: 9),
            FrameDraft(kind: 1, at: 6_000, parts: []),
            FrameDraft(
                kind: 2, at: 7_000, parts: [PartDraft(subject: subject("b"), plaintext: [])]),
        ]
        let receipt = try writer.commit(commit)
        #expect(receipt.seqs == 1...3)
        #expect(writer.lastSeq == 3)
        let frames = try writer.frames(from: 1, limit: 10)
        #expect(frames.map(\.seq) == [1, 2, 3])
        #expect(frames.map(\.at) == [5_000, 6_000, 7_000])
        #expect(frames.map(\.kind) == [7, 1, 2])
        #expect(frames[0].input == input)
        #expect(frames[0].outcome == 9)
        #expect(frames[0].parts.map(\.token) == [ledger.keys.token(of: subject("a")), areaToken])
        #expect(frames[0].parts[0].content == .opened(Bytes("one".utf8)))
        #expect(frames[1].parts.isEmpty)
        #expect(frames[2].parts[0].content == .opened([]))
        #expect(frames[2].hash == receipt.head)
        #expect(try ledger.reader().frames(from: 2, limit: 1) == [frames[1]])
        #expect(try ledger.reader().verify().isClean)
    }

    private var areaToken: Token { ledger.keys.token(of: .area) }

    @Test func `A reader without the area key sees sealed parts and no cases`() throws {
        _ = try writer.commit(batch(from: 0, count: 3))
        let reader = try Reader(path: ledger.path, keys: nil)
        let frames = try reader.frames(from: 1, limit: 10)
        #expect(frames.flatMap(\.parts).allSatisfy { $0.content == .sealed })
        #expect(throws: LedgerError.keyNeeded) { try reader.cases(after: nil, limit: 1) }
        let report = try reader.verify()
        #expect(report.isClean)
        #expect(report.sealed == 6)
    }

    @Test func `An input has one counted outcome, and a later frame revises it`() throws {
        let input = InputReference(topic: 1, partition: 0, offset: 5)
        var commit = Commit()
        commit.frames = [frame("a", "one", input: input, outcome: 1)]
        commit.counts = [OutcomeCount(topic: 1, outcome: 4, n: 10)]
        _ = try writer.commit(commit)
        #expect(try writer.input(input) == InputRow(frame: 1, outcome: 1))
        commit = Commit()
        commit.frames = [frame("a", "revised", input: input, outcome: 2)]
        commit.counts = [OutcomeCount(topic: 1, outcome: 4, n: 5)]
        _ = try writer.commit(commit)
        #expect(try writer.input(input) == InputRow(frame: 2, outcome: 2))
        #expect(
            try writer.outcomeCounts() == [
                OutcomeCount(topic: 1, outcome: 2, n: 1),
                OutcomeCount(topic: 1, outcome: 4, n: 15),
            ])
        #expect(try writer.input(InputReference(topic: 1, partition: 1, offset: 5)) == nil)
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `Cases are written, found when due, walked through and deleted`() throws {
        var commit = Commit()
        commit.cases = [
            CaseWrite(subject: subject("a"), nextDue: 300, body: [1]),
            CaseWrite(subject: subject("b"), nextDue: nil, body: []),
            CaseWrite(subject: subject("c"), nextDue: 100, body: [3]),
            CaseWrite(subject: subject("c"), nextDue: 200, body: [4]),
        ]
        _ = try writer.commit(commit)
        let token = { (name: String) in ledger.keys.token(of: subject(name)) }
        #expect(try writer.loadCase(token("c"))?.body == [4])
        #expect(try writer.loadCase(token("b"))?.body == [])
        #expect(try writer.loadCase(token("nobody")) == nil)
        #expect(
            try writer.casesDue(before: 301, limit: 9).map(\.token) == [token("c"), token("a")])
        #expect(try writer.casesDue(before: 300, limit: 9).map(\.due) == [200])
        #expect(try writer.casesDue(before: .max, limit: 1).map(\.due) == [200])
        var walked: [Token] = []
        while let row = try writer.cases(after: walked.last, limit: 1).first {
            walked.append(row.token)
        }
        #expect(walked == [token("a"), token("b"), token("c")].sorted())
        commit = Commit()
        commit.cases = [CaseWrite(subject: subject("c"), nextDue: nil, body: nil)]
        _ = try writer.commit(commit)
        #expect(try writer.loadCase(token("c")) == nil)
        #expect(try writer.casesDue(before: .max, limit: 9).count == 1)
    }

    @Test func `Positions, relay cursors and offsets are replaced by later ones`() throws {
        var commit = Commit()
        let position = Position(topic: 2, partition: 1, nextOffset: 7, cluster: "x", lastHash: [9])
        commit.positions = [Position(topic: 2, partition: 1, nextOffset: 1), position]
        commit.relayCursors = [RelayCursor(name: "main", frame: 4, index: 2)]
        commit.relayOffsets = [RelayOffset(topic: 9, partition: 0, offset: 44)]
        let receipt = try writer.commit(commit)
        #expect(receipt.seqs == nil)
        #expect(try writer.position(topic: 2, partition: 1) == position)
        #expect(try writer.position(topic: 2, partition: 0) == nil)
        #expect(try writer.relayCursor("main") == RelayCursor(name: "main", frame: 4, index: 2))
        #expect(try writer.relayCursor("other") == nil)
        commit.relayCursors[0].index = 3
        _ = try writer.commit(commit)
        #expect(try writer.relayCursor("main")?.index == 3)
        #expect(try writer.relayOffsets() == commit.relayOffsets)
    }

    @Test func `Stubs are found by any token, once, until removed or expired`() throws {
        let tokens = ["k", "l", "m"].map { ledger.keys.token(domain: "stub", Bytes($0.utf8)) }
        let input = InputReference(topic: 1, partition: 0, offset: 0)
        let other = InputReference(topic: 1, partition: 0, offset: 1)
        var commit = Commit()
        commit.stubs = [
            StubDraft(
                input: input, occurredAt: 10, expiresAt: 100, tokens: [tokens[0], tokens[1]]),
            StubDraft(input: other, occurredAt: 20, expiresAt: 200, tokens: [tokens[1]]),
        ]
        _ = try writer.commit(commit)
        _ = try writer.commit(commit)
        let found = try writer.stubs(matching: tokens)
        #expect(found.map(\.input) == [input, other])
        #expect(found.map(\.occurredAt) == [10, 20])
        #expect(try writer.stubs(matching: [tokens[0]]).map(\.input) == [input])
        #expect(try writer.stubs(matching: [tokens[2]]).isEmpty)
        commit = Commit()
        commit.expireBefore = 100
        _ = try writer.commit(commit)
        #expect(try writer.stubs(matching: tokens).map(\.input) == [other])
        commit.removedStubs = [found[1].id]
        _ = try writer.commit(commit)
        #expect(try writer.stubs(matching: tokens).isEmpty)
        let left = try writer.withConnection {
            try $0.db.one("SELECT count(*) FROM stub_tokens")?.integer(0)
        }
        #expect(left == 0)
    }

    @Test func `Dead letters are kept sealed until they are removed or expire`() throws {
        let body = Bytes("MSH|not quite a message".utf8)
        let letter = DeadLetter(
            input: InputReference(topic: 1, partition: 0, offset: 8), at: 50, expiresAt: 700,
            code: "HL7-SEG", position: 12, body: body)
        var commit = Commit()
        commit.deadLetters = [letter]
        _ = try writer.commit(commit)
        #expect(try ledger.reader().deadLetters(limit: 10) == [letter])
        try writer.checkpoint()
        #expect(try ledger.bytesOnDisk().range(of: .init(body)) == nil)
        commit = Commit()
        commit.expireBefore = 699
        _ = try writer.commit(commit)
        #expect(try writer.deadLetters(limit: 10).count == 1)
        commit.removedDeadLetters = [letter.input]
        _ = try writer.commit(commit)
        #expect(try writer.deadLetters(limit: 10).isEmpty)
    }

    @Test func `Topics keep their numbers across reopening`() throws {
        #expect(try writer.topic(named: "in.admissions") == 1)
        #expect(try writer.topic(named: "in.register") == 2)
        #expect(try writer.topic(named: "in.admissions") == 1)
        try writer.close()
        let again = try ledger.open()
        #expect(try again.topic(named: "in.register") == 2)
        #expect(try again.topic(named: "in.school") == 3)
        #expect(try again.topics().map(\.name) == ["in.admissions", "in.register", "in.school"])
    }

    @Test func `A commit that is refused leaves nothing, and the next one goes on`() throws {
        _ = try writer.commit(batch(from: 0, count: 4))
        let before = try writer.canonicalDigests()
        var commit = batch(from: 4, count: 4)
        commit.frames.append(frame("new person", "never seen"))
        commit.frames[2].parts[0].plaintext = Bytes(repeating: 0, count: Limits.partBytesMax + 1)
        #expect(throws: LedgerError.tooLarge(what: "a part", limit: Limits.partBytesMax)) {
            try writer.commit(commit)
        }
        #expect(try writer.canonicalDigests() == before)
        commit.frames[2].parts[0].plaintext = []
        #expect(try writer.commit(commit).seqs == 5...9)
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `A closed writer refuses every call`() throws {
        try writer.close()
        try writer.close()
        #expect(throws: LedgerError.closed) { try writer.commit(Commit()) }
        #expect(throws: LedgerError.closed) { try writer.positions() }
    }

    @Test func `Stats count what is there`() throws {
        _ = try writer.commit(batch(from: 0, count: 12))
        try writer.checkpoint()
        let stats = try ledger.reader().stats()
        #expect(stats.frames == 12)
        #expect(stats.checkpointSeq == 12)
        #expect(stats.cases == 5)
        #expect(stats.casesDue == 5)
        #expect(stats.subjects == 6)
        #expect(stats.fileBytes > 0)
    }
}
