// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct ErasureTests {
    private let ledger: TemporaryLedger
    private let writer: Writer

    init() throws {
        ledger = try TemporaryLedger()
        writer = try ledger.create()
    }

    private func erase(_ who: String) throws {
        var commit = Commit()
        commit.frames = [
            FrameDraft(
                kind: 9, at: 9_000,
                parts: [PartDraft(subject: .area, plaintext: Bytes("erased one".utf8))])
        ]
        commit.erasures = [Erasure(subject: subject(who), at: 9_000)]
        _ = try writer.commit(commit)
    }

    @Test func `Erasure makes one subject unreadable and the chain still verifies`() throws {
        _ = try writer.commit(batch(from: 0, count: 10))
        let gone = ledger.keys.token(of: subject("person 2"))
        try erase("person 2")
        for reads: any LedgerReads in [writer, try ledger.reader()] as [any LedgerReads] {
            for frame in try reads.frames(from: 1, limit: 100) {
                for part in frame.parts {
                    #expect((part.content == .erased) == (part.token == gone))
                }
            }
            #expect(try reads.isErased(gone))
            #expect(try reads.loadCase(gone) == nil)
        }
        let report = try ledger.reader().verify()
        #expect(report.isClean)
        #expect(report.erased == 2)
        try writer.close()
        #expect(try ledger.open().lastSeq == 11)
    }

    @Test func `No file holds the wrapped key or the case any more`() throws {
        _ = try writer.commit(batch(from: 0, count: 10))
        try writer.checkpoint()
        let token = ledger.keys.token(of: subject("person 2"))
        let (wrapped, sealed) = try writer.withConnection { connection in
            let key = try connection.db.one(
                "SELECT wrapped FROM subject_keys WHERE token = ?", [token.blob])?.blob(0)
            let body = try connection.db.one(
                "SELECT body FROM cases WHERE key = ?", [token.blob])?.blob(0)
            return (try #require(key), try #require(body))
        }
        #expect(try ledger.bytesOnDisk().range(of: Data(wrapped)) != nil)
        #expect(try ledger.bytesOnDisk().range(of: Data(sealed)) != nil)
        try erase("person 2")
        #expect(try ledger.bytesOnDisk().range(of: Data(wrapped)) == nil)
        #expect(try ledger.bytesOnDisk().range(of: Data(sealed)) == nil)
    }

    @Test func `What was erased stays erased: a new part about the subject is refused`() throws {
        _ = try writer.commit(batch(from: 0, count: 10))
        try erase("person 2")
        var commit = Commit()
        commit.frames = [frame("person 1", "fine"), frame("person 2", "again")]
        #expect(throws: LedgerError.subjectErased(frameIndex: 1)) { try writer.commit(commit) }
        try erase("person 2")
        try erase("nobody yet")
        commit.frames = [frame("nobody yet", "first")]
        #expect(throws: LedgerError.subjectErased(frameIndex: 0)) { try writer.commit(commit) }
        commit.frames = [frame("person 1", "fine")]
        #expect(try writer.commit(commit).seqs == 14...14)
    }
}
