// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Tag
}

/// A ledger in a directory of its own, removed with it.
final class TemporaryLedger: Sendable {
    let directory: String
    let path: String
    let keys: AreaKeys

    init() throws {
        directory =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("ledger-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        path = directory + "/area.ledger"
        keys = try Self.demoKeys()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    var location: LedgerLocation { LedgerLocation(path: path, keys: keys) }

    static func demoKeys() throws -> AreaKeys {
        try AreaKeys(AreaKeySource("dev").load())
    }

    func create() throws -> Writer { try Writer.create(location, area: "demo", at: 1_000) }
    func open() throws -> Writer { try Writer.open(location) }
    func reader() throws -> Reader { try Reader(path: path, keys: keys) }

    /// Runs SQL with SQLite's own tool access, as somebody who tampers would.
    func tamper(_ sql: String, _ arguments: [Int64] = []) throws {
        let queue = try LedgerFile.openForWriting(path)
        try queue.writeWithoutTransaction { db in
            try db.run(sql, .init(arguments))
            _ = try db.checkpoint(.truncate)
        }
        try queue.close()
    }

    /// All files of the ledger, concatenated.
    func bytesOnDisk() throws -> Data {
        var all = Data()
        for suffix in ["", "-wal"] {
            if let bytes = Self.contents(of: path + suffix) { all += bytes }
        }
        return all
    }

    /// A file's bytes. Not by Foundation, which leaks a page for every empty file that it reads
    /// (seen with the leak sanitizer).
    static func contents(of path: String) -> Bytes? {
        FileSystem.size(of: path).flatMap { FileSystem.prefix(of: path, count: Int($0)) }
    }
}

/// Whom the tests write about.
func subject(_ name: String) -> Subject { Subject(Bytes(name.utf8)) }

/// A frame with one part about `who`, and one about the area.
func frame(
    _ who: String, _ text: String, input: InputReference? = nil, outcome: UInt8 = 1
) -> FrameDraft {
    FrameDraft(
        kind: 7, at: 5_000, input: input, outcome: outcome,
        parts: [
            PartDraft(subject: subject(who), plaintext: Bytes(text.utf8)),
            PartDraft(subject: .area, plaintext: Bytes("about nobody".utf8)),
        ])
}

/// A commit of so many small frames about a few people, with their cases and the position.
func batch(from first: Int64, count: Int, people: Int64 = 5) -> Commit {
    var commit = Commit()
    for offset in first..<first + Int64(count) {
        let who = "person \(offset % people)"
        commit.frames.append(
            frame(
                who, "fact \(offset)",
                input: InputReference(topic: 1, partition: 0, offset: offset),
                outcome: UInt8(offset % 3)))
        commit.cases.append(
            CaseWrite(
                subject: subject(who), nextDue: 10_000 + offset,
                body: Bytes("state \(offset)".utf8)))
    }
    commit.positions = [
        Position(
            topic: 1, partition: 0, nextOffset: first + Int64(count), cluster: "c1",
            lastHash: [1, 2, 3])
    ]
    return commit
}
