// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Testing

@testable import Bus

private let kcatPath = ["/usr/bin/kcat", "/usr/local/bin/kcat"].first {
    FileManager.default.isExecutableFile(atPath: $0)
}

@Suite(.enabled(if: kcatPath != nil)) struct KcatTests {
    /// Runs kcat and returns what it prints. By `popen`, not `Process`, of which the leak sanitizer
    /// finds fault with Foundation's own part.
    private func kcat(_ arguments: [String], input: String = "") throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("bus-kcat-\(UInt64.random(in: 0 ..< .max))")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let words = [try #require(kcatPath)] + arguments
        let command = words.map { "'\($0)'" }.joined(separator: " ") + " < '\(file.path)'"
        let pipe = try unsafe #require(popen(command, "r"))
        var output: [UInt8] = []
        while case let byte = unsafe fgetc(pipe), byte != EOF {
            output.append(UInt8(truncatingIfNeeded: byte))
        }
        #expect(unsafe pclose(pipe) == 0)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func kcatListsWritesAndReads() throws {
        let broker = try EmbeddedBroker(topics: "t")
        let listing = try kcat(["-L", "-b", broker.bootstrap])
        #expect(listing.contains("broker 1 at \(broker.bootstrap)"))
        #expect(listing.contains("topic \"t\" with 1 partitions"))
        _ = try kcat(
            ["-P", "-b", broker.bootstrap, "-t", "t", "-p", "0", "-K", ":"],
            input: "k1:one\nk2:two\n")
        #expect(try broker.contents(of: "t") == ["one", "two"])
        let read = try kcat([
            "-C", "-b", broker.bootstrap, "-t", "t", "-p", "0", "-o", "beginning", "-c", "2", "-f",
            "%k=%s;",
        ])
        #expect(read == "k1=one;k2=two;")
    }
}
