// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Exhibit: a disk buffer that is corrupt will not start, or loops, and its validation does not
/// look (vector #17644, #20561, #25570). Ours is refused with a verdict, by writer and reader.
@Suite struct DamagedFileTests {
    private let ledger: TemporaryLedger

    init() throws {
        ledger = try TemporaryLedger()
        let writer = try ledger.create()
        for first in stride(from: Int64(0), to: 200, by: 50) {
            _ = try writer.commit(batch(from: first, count: 50, people: 40))
        }
        try writer.close()
    }

    private func contents() throws -> Data {
        Data(try #require(TemporaryLedger.contents(of: ledger.path)))
    }

    private func replace(with data: Data) throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: ledger.path + suffix)
        }
        try data.write(to: URL(fileURLWithPath: ledger.path))
    }

    /// What opening says, for writing and for reading.
    private func verdicts() -> [LedgerError?] {
        var verdicts: [LedgerError?] = []
        do throws(LedgerError) {
            try Writer.open(ledger.location).close()
            verdicts.append(nil)
        } catch { verdicts.append(error) }
        do throws(LedgerError) {
            _ = try Reader(path: ledger.path, keys: ledger.keys)
            verdicts.append(nil)
        } catch { verdicts.append(error) }
        return verdicts
    }

    @Test func `A missing, empty or garbage file is refused, not made into a new ledger`() throws {
        let elsewhere = LedgerLocation(path: ledger.directory + "/none", keys: ledger.keys)
        #expect(throws: LedgerError.missing(path: elsewhere.path)) { try Writer.open(elsewhere) }
        var generator = SystemRandomNumberGenerator()
        let garbage = Data((0..<8_192).map { _ in UInt8.random(in: 0...255, using: &generator) })
        for data in [Data(), Data("hello".utf8), garbage, Data(count: 8_192)] {
            try replace(with: data)
            for verdict in verdicts() {
                guard case .notALedger = verdict else {
                    Issue.record("\(data.count) bytes: \(String(describing: verdict))")
                    continue
                }
            }
            #expect(try contents() == data)
        }
    }

    @Test func `A database of another program is refused`() throws {
        try replace(with: Data())
        try FileManager.default.removeItem(atPath: ledger.path)
        let queue = try DatabaseQueue(path: ledger.path)
        try queue.write { try $0.execute(sql: "CREATE TABLE meta (name TEXT, value TEXT)") }
        try queue.close()
        let before = try contents()
        for verdict in verdicts() {
            guard case .notALedger = verdict else {
                Issue.record("\(String(describing: verdict))")
                continue
            }
        }
        #expect(try contents() == before)
    }

    @Test func `A truncated file is refused wherever it was cut, the torn last page too`() throws {
        let whole = try contents()
        let cuts = [
            100, 511, 512, 4_095, 4_096, 4_097, whole.count / 2, whole.count - 4_096,
            whole.count - 4_095, whole.count - 512, whole.count - 1,
        ]
        for cut in cuts {
            try replace(with: whole.prefix(cut))
            for verdict in verdicts() {
                switch verdict {
                case .notALedger, .damaged: break
                default: Issue.record("cut at \(cut): \(String(describing: verdict))")
                }
            }
        }
        try replace(with: whole)
        #expect(verdicts() == [nil, nil])
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `A newer format is refused by name, before anything else is read`() throws {
        try ledger.tamper("UPDATE meta SET value = 2 WHERE name = 'format'")
        try ledger.tamper("ALTER TABLE frames RENAME TO episodes")
        let before = try contents()
        defer { #expect((try? contents()) == before) }
        let expected = LedgerError.newerFormat(path: ledger.path, found: 2, supported: 1)
        #expect(verdicts() == [expected, expected])
    }

    @Test func `Another area's key is refused by name`() throws {
        let stranger = try AreaKeys(AreaKey.generate())
        let expected = LedgerError.wrongKey(path: ledger.path)
        #expect(throws: expected) {
            try Writer.open(LedgerLocation(path: ledger.path, keys: stranger))
        }
        #expect(throws: expected) { try Reader(path: ledger.path, keys: stranger) }
    }

    @Test func `Creating does not overwrite`() throws {
        let before = try contents()
        #expect(throws: LedgerError.alreadyExists(path: ledger.path)) { try ledger.create() }
        #expect(try contents() == before)
    }

    @Test(.tags(.slow))
    func `One flipped bit anywhere in the file never crashes, and never alters a frame unseen`()
        throws
    {
        let whole = try contents()
        let original = try ledger.reader().frames(from: 1, limit: 1_000)
        var generator = SystemRandomNumberGenerator()
        var unseen = 0
        for _ in 0..<150 {
            var altered = whole
            let position = Int.random(in: 0..<whole.count, using: &generator)
            altered[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            try replace(with: altered)
            do {
                let reader = try ledger.reader()
                guard try reader.verify().isClean else { continue }
                unseen += 1
                #expect(try reader.frames(from: 1, limit: 1_000) == original, "byte \(position)")
            } catch let error as LedgerError {
                // A verdict is what is wanted, whichever fits the place.
                #expect(!error.description.isEmpty)
            }
        }
        // Only bytes that mean nothing (free space, change counters) may go unseen, and the
        // integers of clear projections, whose truth is a rebuild's to tell.
        #expect(unseen < 150)
    }
}
