// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Testing

@testable import keywatch

/// What `keywatch decode` reads, in which order, and what it says of it.
@Suite final class DecodeInputTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "keywatch-decode-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func write(_ name: String, _ text: String = "x") throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func names(_ arguments: [String]) -> [String] {
        InputPaths.expand(arguments).map { input in
            (input.fault.map { "!\($0) " } ?? "")
                + input.name.replacing(folder.path + "/", with: "")
        }
    }

    @Test func foldersAreReadWithAllInThemInTheOrderOfNames() throws {
        for name in ["b.hl7", "a/z.json", "a/B.json", "a-1", ".hidden", "a/.git/config"] {
            try write(name)
        }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "a/loop"), withDestinationURL: folder)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "link"),
            withDestinationURL: folder.appending(path: "b.hl7"))
        #expect(names([folder.path]) == ["a/B.json", "a/z.json", "a-1", "b.hl7", "link"])
        #expect(InputPaths.expand([folder.path]).allSatisfy { $0.bytes == 1 })
    }

    @Test func patternsMatchWhatAShellWouldMatch() throws {
        for name in ["2.hl7", "10.hl7", "x.json", "sub/3.hl7", "[odd].hl7"] { try write(name) }
        let root = folder.path
        #expect(names([root + "/*.hl7"]) == ["10.hl7", "2.hl7", "[odd].hl7"])
        #expect(names([root + "/?.hl7", root + "/su*"]) == ["2.hl7", "sub/3.hl7"])
        #expect(names([root + "/[odd].hl7"]) == ["[odd].hl7"])
        #expect(names([root + "/*.xml"]) == ["!the pattern matches no file *.xml"])
        #expect(names([root + "/none"]) == ["!there is no such file or folder none"])
    }

    @Test func withoutArgumentsStandardInputIsRead() {
        #expect(InputPaths.expand([]) == [InputPath()])
        #expect(names(["-"]) == ["standard input"])
    }

    @Test func progressNamesBytesMessagesAndRate() {
        var progress = DecodeProgress(allBytes: 300_000_000, isShown: false)
        progress.note(bytes: 120_000_000)
        progress.note(messages: 98)
        #expect(
            progress.line(afterMs: 4000) == "120 MB of 300 MB (40 %), 98 messages, 30.0 MB/s")
        let unknown = DecodeProgress(allBytes: nil, isShown: false)
        #expect(unknown.line(afterMs: 0) == "0 MB, 0 messages, 0.0 MB/s")
    }

    @Test func linesGoOutInPiecesAndAClosedReaderIsNoFault() throws {
        let pipe = Pipe()
        var lines = LineOutput(pipe.fileHandleForWriting)
        try lines.write(.object([]))
        try lines.write(.null)
        try lines.flush()
        try pipe.fileHandleForWriting.close()
        let read = try #require(try pipe.fileHandleForReading.readToEnd())
        #expect(String(decoding: read, as: UTF8.self) == "{}\nnull\n")
        var closed = LineOutput(pipe.fileHandleForWriting)
        try closed.write(.null)
        #expect(throws: LineOutput.Closed.self) { try closed.flush() }
    }
}
