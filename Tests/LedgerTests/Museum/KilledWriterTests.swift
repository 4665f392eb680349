// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Ledger

/// Exhibit: effect done, offset not yet committed, process killed. Ours commits both or neither:
/// a writer is killed at a random moment, again and again, on one ledger.
@Suite(.serialized) struct KilledWriterTests {
    @Test(.tags(.slow))
    func `A ledger whose writer is killed 25 times is whole, and lost nothing acknowledged`()
        async throws
    {
        let ledger = try TemporaryLedger()
        try ledger.create().close()
        let path = ledger.path
        let acknowledged = ledger.directory + "/acknowledged"
        var killedAtWork = 0
        for round in 0..<25 {
            let before = try ledger.reader().lastFrame()
            // Every other round dies from its start on, perhaps while opening; the others in or
            // after a later commit, however slow the machine is.
            let commits = round % 2 == 0 ? 0 : Int.random(in: 2...25)
            let delay = UInt32.random(in: 0...(commits == 0 ? 60_000 : 4_000))
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = path as String, acknowledged = acknowledged as String,
                    commits = commits as Int, delay = delay as UInt32
                ] in
                try KilledWriterTests.writeUntilKilled(
                    path, acknowledged: acknowledged, after: commits, delay: delay)
            }
            try check(ledger, acknowledged, "round \(round)")
            if try ledger.reader().lastFrame() > before { killedAtWork += 1 }
        }
        #expect(killedAtWork >= 12)
    }

    private static func writeUntilKilled(
        _ path: String, acknowledged: String, after commits: Int, delay microseconds: UInt32
    ) throws {
        let keys = try TemporaryLedger.demoKeys()
        let begun = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            for _ in 0..<commits { begun.wait() }
            usleep(microseconds)
            kill(getpid(), SIGKILL)
        }
        let writer = try Writer.open(LedgerLocation(path: path, keys: keys))
        var next = writer.lastSeq
        while true {
            let count = Int.random(in: 1...60)
            var commit = batch(from: next, count: count)
            commit.deadLetters = [
                DeadLetter(
                    input: InputReference(topic: 2, partition: 0, offset: next), at: 1,
                    expiresAt: 2, code: "X", position: nil, body: [1])
            ]
            begun.signal()
            _ = try writer.commit(commit)
            next += Int64(count)
            try Data("\(next)".utf8).write(to: URL(fileURLWithPath: acknowledged), options: .atomic)
            if Int.random(in: 0..<10) == 0 { try writer.checkpoint() }
        }
    }

    private func check(_ ledger: TemporaryLedger, _ acknowledged: String, _ round: String) throws {
        let writer = try ledger.open()
        let last = writer.lastSeq
        let text = TemporaryLedger.contents(of: acknowledged).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(last >= text.flatMap { Int64($0) } ?? 0, "\(round)")
        let report = try ledger.reader().verify()
        #expect(report.isClean, "\(round): \(report.findings)")
        #expect(report.frames == last)
        // The position, the outcomes and the cases are those of the last frame, exactly.
        #expect(try writer.position(topic: 1, partition: 0)?.nextOffset ?? 0 == last)
        #expect(try writer.outcomeCounts().reduce(0) { $0 + $1.n } == last)
        for person in 0..<min(5, last) {
            let token = ledger.keys.token(of: subject("person \(person)"))
            let latest = last - 1 - ((last - 1 - person) % 5)
            #expect(
                try writer.loadCase(token)?.body == Bytes("state \(latest)".utf8), "\(round)")
        }
        try writer.close()
    }
}
