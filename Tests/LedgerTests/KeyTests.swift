// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct KeyTests {
    private let ledger: TemporaryLedger
    private var keyPath: String { ledger.directory + "/area.key" }

    init() throws { ledger = try TemporaryLedger() }

    @Test func `A created key file is only its owner's and loads as the same key`() throws {
        let key = try AreaKey.create(at: keyPath)
        let loaded = try AreaKeySource("file:" + keyPath).load()
        #expect(loaded.secret == key.secret)
        let attributes = try FileManager.default.attributesOfItem(atPath: keyPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(throws: LedgerError.alreadyExists(path: keyPath)) {
            try AreaKey.create(at: keyPath)
        }
    }

    @Test func `A key file that others may read is refused`() throws {
        _ = try AreaKey.create(at: keyPath)
        for mode in [0o640, 0o604, 0o660] {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: keyPath)
            #expect(
                throws: LedgerError.keyFile(path: keyPath, fault: .tooOpen(mode: UInt32(mode)))
            ) { try AreaKeySource.file(keyPath).load() }
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `A key file of another length is refused`(_ count: Int) throws {
        _ = FileManager.default.createFile(
            atPath: keyPath, contents: Data(repeating: 1, count: count),
            attributes: [.posixPermissions: 0o600])
        #expect(throws: LedgerError.keyFile(path: keyPath, fault: .length(count))) {
            try AreaKeySource.file(keyPath).load()
        }
    }

    @Test func `A missing key file is named, and an empty passphrase refused`() {
        #expect(throws: LedgerError.keyFile(path: keyPath, fault: .missing)) {
            try AreaKeySource("file:" + keyPath).load()
        }
        #expect(throws: LedgerError.keyFile(path: "passphrase", fault: .empty)) {
            try AreaKeySource("").load()
        }
    }

    @Test func `The demo's key is the same on every start, and no other text's`() throws {
        let one = try AreaKeySource("dev").load()
        #expect(try AreaKeySource("dev").load().secret == one.secret)
        #expect(try AreaKeySource("Dev").load().secret != one.secret)
    }

    @Test func `Tokens differ by area, subject and domain, and repeat otherwise`() throws {
        let keys = try TemporaryLedger.demoKeys()
        let other = try AreaKeys(AreaKey.generate())
        let bytes = Bytes("x".utf8)
        #expect(keys.token(of: Subject(bytes)) == keys.token(of: Subject(bytes)))
        #expect(keys.token(of: Subject(bytes)) != other.token(of: Subject(bytes)))
        #expect(keys.token(of: Subject(bytes)) != keys.token(of: .area))
        #expect(keys.token(of: Subject(bytes)) != keys.token(domain: "", bytes))
        #expect(keys.token(domain: "stub", bytes) != keys.token(domain: "candidate", bytes))
        // The border between domain and bytes counts.
        #expect(keys.token(domain: "ab", [99]) != keys.token(domain: "a", [98, 99]))
        #expect(Token(bytes: keys.token(of: .area).bytes) == keys.token(of: .area))
    }

    @Test func `No text of a key shows its bytes`() throws {
        let key = try AreaKey.generate()
        let keys = try AreaKeys(key)
        for text in ["\(key)", String(reflecting: key), "\(keys)", String(reflecting: keys)] {
            #expect(!text.contains(key.secret.hexadecimal))
            #expect(!text.contains("\(key.secret[0]), \(key.secret[1])"))
        }
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(!dumped.contains("wrapping"))
    }

    @Test func `A data key lies wrapped in the file, and another area key does not open it`() throws
    {
        let writer = try ledger.create()
        var commit = Commit()
        commit.frames = [frame("a", "b")]
        _ = try writer.commit(commit)
        let token = ledger.keys.token(of: subject("a"))
        let found = try writer.withConnection { try writer.opening.dataKeys.find(token, $0.db) }
        guard case .key(let key) = found else {
            Issue.record("no data key")
            return
        }
        try writer.checkpoint()
        #expect(try ledger.bytesOnDisk().range(of: Data(key)) == nil)
        let stranger = try DataKeys(AreaKeys(AreaKey.generate()))
        #expect(
            try writer.withConnection { try stranger.find(token, $0.db) } == .unreadable)
    }
}
