// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

/// Exhibit: disk full or read-only. Ours says so, leaves nothing of the transaction behind, and
/// goes on when space returns.
@Suite struct DiskRefusesTests {
    private let ledger: TemporaryLedger

    init() throws { ledger = try TemporaryLedger() }

    /// Commits until refused; gives the offset of the commit that was.
    static func fill(_ writer: Writer, from first: Int64) throws -> Int64 {
        var next = first
        while true {
            let before = try writer.canonicalDigests()
            do throws(LedgerError) {
                _ = try writer.commit(batch(from: next, count: 20, people: 1_000))
                next += 20
            } catch {
                guard case .cannotWrite = error else { throw error }
                #expect(try writer.canonicalDigests() == before)
                #expect(try writer.lastFrame() == next)
                return next
            }
        }
    }

    @Test func `A full database refuses, leaves nothing, and goes on with more room`() throws {
        let writer = try ledger.create()
        try writer.queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = 120")
        }
        let refused = try Self.fill(writer, from: 0)
        #expect(refused > 0)
        var error: LedgerError?
        do throws(LedgerError) {
            _ = try writer.commit(batch(from: refused, count: 500, people: 1_000))
        } catch let caught { error = caught }
        #expect(error == .cannotWrite(.full))
        #expect(try ledger.reader().verify().isClean)
        try writer.queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = 1000000")
        }
        let receipt = try writer.commit(batch(from: refused, count: 20, people: 1_000))
        #expect(receipt.seqs == refused + 1...refused + 20)
        #expect(try ledger.reader().verify().isClean)
    }

    @Test func `The system's own refusal of a write leaves nothing, and passes`() async throws {
        let path = ledger.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let location = LedgerLocation(path: path, keys: try TemporaryLedger.demoKeys())
            let writer = try Writer.create(location, area: "demo", at: 1)
            _ = try writer.commit(batch(from: 0, count: 20))
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 400_000, rlim_max: rlim_t(bitPattern: -1))
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            limit.rlim_cur = 400_000
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let refused = try DiskRefusesTests.fill(writer, from: 20)
            #expect(refused > 20)
            // Still refused, still whole.
            #expect(try DiskRefusesTests.fill(writer, from: refused) == refused)
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let receipt = try writer.commit(batch(from: refused, count: 20, people: 1_000))
            #expect(receipt.seqs == refused + 1...refused + 20)
            try writer.close()
            let report = try Reader(path: path, keys: location.keys).verify()
            #expect(report.isClean, "\(report.findings)")
            #expect(report.frames == refused + 20)
        }
    }

    @Test func `A read-only directory is refused as such, and nothing in it changes`() async throws
    {
        let writer = try ledger.create()
        _ = try writer.commit(batch(from: 0, count: 20))
        try writer.close()
        let (path, directory) = (ledger.path, ledger.directory)
        for file in [path, path + ".lock"] { chmod(file, 0o444) }
        chmod(directory, 0o555)
        defer { chmod(directory, 0o755) }
        await #expect(processExitsWith: .success) { [path = path as String] in
            // Root may write anywhere; anybody else may not.
            let user = geteuid()
            if user == 0 { #expect(seteuid(65_534) == 0) }
            // So that a leak sanitizer can do its work at the end.
            defer { seteuid(user) }
            let location = LedgerLocation(path: path, keys: try TemporaryLedger.demoKeys())
            #expect(throws: LedgerError.cannotWrite(.readOnly)) { try Writer.open(location) }
            let fresh = LedgerLocation(path: path + "2", keys: location.keys)
            #expect(throws: LedgerError.cannotWrite(.readOnly)) {
                try Writer.create(fresh, area: "demo", at: 1)
            }
        }
        chmod(directory, 0o755)
        for file in [path, path + ".lock"] { chmod(file, 0o600) }
        #expect(try ledger.open().lastSeq == 20)
    }
}
