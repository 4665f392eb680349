// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct ChainTests {
    private let ledger: TemporaryLedger

    init() throws {
        ledger = try TemporaryLedger()
        let writer = try ledger.create()
        _ = try writer.commit(batch(from: 0, count: 20))
        try writer.checkpoint()
        _ = try writer.commit(batch(from: 20, count: 20))
        try writer.close()
    }

    @Test(.tags(.slow))
    func `One flipped bit anywhere in a frame is found, at that frame`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<150 {
            let seq = Int64.random(in: 1...40, using: &generator)
            let column = ["header", "body", "hash"].randomElement(using: &generator)!
            let queue = try LedgerFile.openForWriting(ledger.path)
            let (original, position) = try queue.write { db in
                let original = try db.one(
                    "SELECT \(column) FROM frames WHERE seq = ?", [seq])!.blob(0)
                var altered = original
                let position = Int.random(in: 0..<altered.count, using: &generator)
                altered[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try db.run(
                    "UPDATE frames SET \(column) = ? WHERE seq = ?", [altered.blob, seq])
                return (original, position)
            }
            try queue.close()
            let report = try ledger.reader().verify()
            let frames = report.findings.compactMap(\.frame)
            #expect(frames.contains(seq), "\(column)[\(position)] of frame \(seq)")
            #expect(frames.allSatisfy { $0 == seq || $0 == seq + 1 })
            if seq > 20 {
                // After the last checkpoint the check at every start finds it too.
                #expect(throws: LedgerError.self) { try ledger.open() }
            }
            let restore = try LedgerFile.openForWriting(ledger.path)
            try restore.write { db in
                try db.run(
                    "UPDATE frames SET \(column) = ? WHERE seq = ?", [original.blob, seq])
            }
            try restore.close()
        }
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `A missing frame, a cut end and a swapped pair are named`() throws {
        try ledger.tamper("DELETE FROM frames WHERE seq = 12")
        #expect(
            try ledger.reader().verify().findings.contains(.gap(expected: 12, found: 13)))
        // The start only walks from the checkpoint at 20, so it does not see frame 12.
        try ledger.open().close()
        try ledger.tamper("DELETE FROM frames WHERE seq > 35")
        #expect(
            try ledger.reader().verify().findings.contains(.headMismatch(signed: 40, found: 35)))
        #expect(throws: LedgerError.self) { try ledger.open() }
    }

    @Test func `Frames in another order do not follow from each other`() throws {
        try ledger.tamper("UPDATE frames SET seq = 999 WHERE seq = 7")
        try ledger.tamper("UPDATE frames SET seq = 7 WHERE seq = 8")
        try ledger.tamper("UPDATE frames SET seq = 8 WHERE seq = 999")
        let findings = try ledger.reader().verify().findings
        #expect(findings.contains(.headerUnreadable(frame: 7)))
        #expect(findings.contains(.headerUnreadable(frame: 8)))
    }

    @Test func `An end that is forged without the area key is not believed`() throws {
        try ledger.tamper("DELETE FROM frames WHERE seq > 35")
        let forged = try #require(
            try ledger.reader().frames(from: 35, limit: 1).first.map {
                ChainPoint(seq: 35, hash: $0.hash)
            })
        let stranger = try AreaKeys(AreaKey.generate())
        let queue = try LedgerFile.openForWriting(ledger.path)
        try queue.write { try Meta.setHead($0, forged, keys: stranger) }
        try queue.close()
        #expect(throws: LedgerError.self) { try ledger.open() }
        #expect(
            try ledger.reader().verify().findings
                .contains(.headMismatch(signed: nil, found: 35)))
    }

    @Test func `Verification finds outcomes, counts and cases that do not fit`() throws {
        try ledger.tamper("UPDATE inputs SET outcome = 99 WHERE frame = 3")
        try ledger.tamper("UPDATE cases SET key = zeroblob(16) WHERE rowid = 1")
        try ledger.tamper("DELETE FROM inputs WHERE frame = 5")
        try ledger.tamper("UPDATE inputs SET frame = 1000 WHERE frame = 6")
        let findings = try ledger.reader().verify().findings
        #expect(findings.contains(.inputMismatch(frame: 3)))
        #expect(findings.contains(.inputMismatch(frame: 5)))
        #expect(findings.contains(.inputsWithoutFrame(count: 1)))
        #expect(findings.contains(.sealedRowsUnreadable(table: "cases", count: 1)))
        #expect(
            findings.contains(.countMismatch(topic: 1, outcome: 99, counted: 1, recorded: 0)))
    }

    @Test func `A part whose key is gone without a trace is reported, not taken as erased`() throws
    {
        try ledger.tamper(
            "DELETE FROM subject_keys WHERE token = (SELECT min(token) FROM subject_keys)")
        let findings = try ledger.reader().verify().findings
        #expect(findings.contains { if case .keyMissing = $0 { true } else { false } })
    }

    @Test func `Verification can begin at the checkpoint and tells its progress`() throws {
        var steps: [Int64] = []
        let report = try ledger.reader().verify(from: .checkpoint) { done, all in
            steps.append(done)
            #expect(all == 40)
        }
        #expect(report.frames == 20)
        #expect(report.isClean)
        #expect(steps.last == 40)
    }

    @Test func `Verification beside a writer that goes on is clean`() throws {
        let writer = try ledger.open()
        var next: Int64 = 40
        _ = try writer.commit(batch(from: next, count: 2_000))
        next += 2_000
        let report = try ledger.reader().verify { _, _ in
            _ = try writer.commit(batch(from: next, count: 10))
            next += 10
        }
        #expect(report.isClean, "\(report.findings)")
        #expect(report.frames == 2_040)
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `The writer signs a checkpoint by itself after enough frames`() throws {
        let writer = try ledger.open()
        let count = Int(Limits.checkpointFrames)
        _ = try writer.commit(batch(from: 40, count: count))
        #expect(try ledger.reader().stats().checkpointSeq == Int64(40 + count))
        try writer.close()
        #expect(try ledger.open().lastSeq == Int64(40 + count))
    }
}
