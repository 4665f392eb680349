// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Bus

private let kcatPath = ["/usr/bin/kcat", "/usr/local/bin/kcat"].first {
    FileManager.default.isExecutableFile(atPath: $0)
}

@Suite(.enabled(if: kcatPath != nil)) struct KcatTests {
    private func kcat(_ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(kcatPath))
        process.arguments = arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
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
