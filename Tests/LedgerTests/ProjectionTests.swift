// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Ledger

@Suite struct ProjectionTests {
    private let ledger: TemporaryLedger
    private let writer: Writer

    init() throws {
        ledger = try TemporaryLedger()
        writer = try ledger.create()
    }

    private func rows(_ count: Int64) -> ([CaseWrite], [Position]) {
        let cases = (0..<count).map { index in
            CaseWrite(
                subject: subject("s\(index)"), nextDue: index % 2 == 0 ? index : nil,
                body: Bytes("state \(index)".utf8))
        }
        let positions = (0..<3).map {
            Position(topic: 1, partition: $0, nextOffset: 5, cluster: "c", lastHash: [7])
        }
        return (cases, positions)
    }

    @Test func `The canonical dump is the same whatever way the rows came in`() throws {
        let (cases, positions) = rows(30)
        var commit = Commit()
        commit.cases = cases
        commit.positions = positions
        _ = try writer.commit(commit)
        let other = try TemporaryLedger()
        let second = try other.create()
        for row in cases.shuffled() {
            var single = Commit()
            single.cases = [CaseWrite(subject: row.subject, nextDue: 1, body: [0]), row]
            single.positions = positions.shuffled()
            _ = try second.commit(single)
        }
        #expect(try writer.canonicalDigests() == second.canonicalDigests())
        #expect(try ledger.reader().canonicalDigests() == writer.canonicalDigests())
    }

    @Test func `A rebuild from the same rows is identical, and repairs altered ones`() throws {
        let (cases, positions) = rows(20)
        var commit = batch(from: 0, count: 12)
        commit.cases = cases
        commit.positions = positions
        commit.counts = [OutcomeCount(topic: 1, outcome: 8, n: 3)]
        commit.frames.append(
            frame("x", "y", input: InputReference(topic: 1, partition: 0, offset: 3), outcome: 8))
        _ = try writer.commit(commit)
        let before = try writer.canonicalDigests()
        var replacement = Replacement()
        replacement.cases = cases.reversed()
        replacement.positions = positions
        replacement.inputs = true
        try writer.replaceProjections(with: replacement)
        let rebuilt = try writer.canonicalDigests()
        #expect(rebuilt[.cases] == before[.cases])
        #expect(rebuilt[.positions] == before[.positions])
        #expect(rebuilt[.inputs] == before[.inputs])
        try writer.close()
        try ledger.tamper("DELETE FROM cases WHERE rowid % 3 = 0")
        try ledger.tamper("UPDATE inputs SET outcome = 77")
        try ledger.tamper("UPDATE outcome_counts SET n = n + 1")
        #expect(try !ledger.reader().verify().isClean)
        let again = try ledger.open()
        try again.replaceProjections(with: replacement)
        #expect(try again.canonicalDigests()[.cases] == before[.cases])
        #expect(try again.canonicalDigests()[.inputs] == before[.inputs])
        #expect(try again.canonicalDigests()[.outcomeCounts] == before[.outcomeCounts])
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `A dump names its columns in order and shows sealed bytes only`() throws {
        var commit = Commit()
        commit.cases = [CaseWrite(subject: subject("a"), nextDue: 5, body: Bytes("state".utf8))]
        commit.relayCursors = [RelayCursor(name: "main", frame: 1, index: 2)]
        _ = try writer.commit(commit)
        var lines: [String] = []
        try writer.canonicalDump(.cases) { lines.append($0) }
        let token = ledger.keys.token(of: subject("a")).hex
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("body=x'"))
        #expect(lines[0].hasSuffix("'\tkey=x'\(token)'\tnext_due=5"))
        #expect(!lines[0].contains(Bytes("state".utf8).hexadecimal))
        lines = []
        try writer.canonicalDump(.relay) { lines.append($0) }
        #expect(lines == ["frame=1\tidx=2\tname=t'6d61696e'"])
        for table in ProjectionTable.allCases { try writer.canonicalDump(table) { _ in } }
    }

    @Test func `A backup is whole, taken beside the writer, and never overwrites`() throws {
        _ = try writer.commit(batch(from: 0, count: 50))
        let target = ledger.directory + "/copy.ledger"
        let reader = try ledger.reader()
        try reader.backup(to: target)
        _ = try writer.commit(batch(from: 50, count: 50))
        let copy = try Reader(path: target, keys: ledger.keys)
        #expect(try copy.verify().isClean)
        #expect(try copy.lastFrame() == 50)
        #expect(!FileManager.default.fileExists(atPath: target + "-wal"))
        #expect(throws: LedgerError.alreadyExists(path: target)) { try reader.backup(to: target) }
        let restored = try Writer.open(LedgerLocation(path: target, keys: ledger.keys))
        #expect(try restored.commit(batch(from: 50, count: 1)).seqs == 51...51)
    }
}
