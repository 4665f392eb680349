// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Ledger

/// Exhibit: two writers and a checkpoint corrupted the file (SQLite's WAL-reset race, 3.7.0 to
/// 3.51.2). Ours has one writer, which alone checkpoints; tried with a second process.
@Suite struct SecondWriterTests {
    @Test func `A second writer in the same process is refused and told who writes`() throws {
        let ledger = try TemporaryLedger()
        let writer = try ledger.create()
        #expect(throws: LedgerError.locked(path: ledger.path, holder: getpid())) {
            try ledger.open()
        }
        #expect(throws: LedgerError.locked(path: ledger.path, holder: getpid())) {
            try ledger.create()
        }
        _ = try writer.commit(batch(from: 0, count: 3))
        try writer.close()
        #expect(try ledger.open().lastSeq == 3)
    }

    @Test func `A dropped writer gives the lock up`() throws {
        let ledger = try TemporaryLedger()
        do {
            let writer = try ledger.create()
            _ = try writer.commit(batch(from: 0, count: 3))
        }
        #expect(try ledger.open().lastSeq == 3)
    }

    /// As a process does that is forked at that moment, until it executes its program.
    @Test func `A dropped writer gives the lock up though a copy of its descriptor is open`()
        throws
    {
        let ledger = try TemporaryLedger()
        let copies = FileHandles()
        do {
            let writer = try ledger.create()
            copies.copyAll(of: ledger.path + ".lock")
            try #require(!copies.descriptors.isEmpty)
            _ = try writer.commit(batch(from: 0, count: 3))
        }
        #expect(try ledger.open().lastSeq == 3)
    }

    @Test(.tags(.slow))
    func `A second process cannot write, and reads whole frames while the first checkpoints`()
        async throws
    {
        let ledger = try TemporaryLedger()
        let stop = ledger.directory + "/stop"
        try ledger.create().close()
        // Taken before the child starts, so that the child always finds the lock held.
        let writer = try ledger.open()
        async let written = Self.write(writer, until: stop)
        let path = ledger.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            let holder = getppid()
            let keys = try TemporaryLedger.demoKeys()
            for _ in 0..<40 {
                #expect(throws: LedgerError.locked(path: path, holder: holder)) {
                    try Writer.open(LedgerLocation(path: path, keys: keys))
                }
                let reader = try Reader(path: path, keys: keys)
                let report = try reader.verify(from: .checkpoint)
                #expect(report.isClean, "\(report.findings)")
            }
        }
        _ = FileManager.default.createFile(atPath: stop, contents: nil)
        let frames = try await written
        #expect(try ledger.reader().lastFrame() == frames)
        #expect(try ledger.reader().verify().isClean)
    }

    private static func write(_ writer: sending Writer, until stop: String) async throws -> Int64 {
        var next: Int64 = 0
        while !FileManager.default.fileExists(atPath: stop) {
            _ = try writer.commit(batch(from: next, count: 50))
            next += 50
            if next % 500 == 0 { try writer.checkpoint() }
            await Task.yield()
        }
        try writer.close()
        return next
    }
}

/// Copies of descriptors of this process, closed when it is let go of.
private final class FileHandles {
    private(set) var descriptors: [Int32] = []

    func copyAll(of path: String) {
        let folder = "/proc/self/fd"
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? [] {
            let target = try? manager.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
            guard target == path, let descriptor = Int32(name) else { continue }
            descriptors.append(dup(descriptor))
        }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }
}
