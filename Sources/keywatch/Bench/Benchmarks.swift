// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// Every benchmark by its name.
enum Benchmarks {
    static let names = ["decode", "look", "match", "decide", "decide-first"]
    /// What takes long and much memory, and so is measured only when it is asked for.
    static let large = ["match-million"]

    /// How many messages a pass takes: enough to leave the processor's nearest caches.
    private static let messageCount = 4_000
    /// As many as the largest areas' registers hold.
    private static let entryCount = 2_000

    static func named(
        _ name: String, zone: TimeZoneRules, configuration: ConfigurationFolder
    ) throws -> Benchmark? {
        switch name {
        case "decode": decode(zone)
        case "look": look()
        case "match": match()
        case "match-million": matchMillion()
        case "decide": try decide(configuration, isFirst: false)
        case "decide-first": try decide(configuration, isFirst: true)
        default: nil
        }
    }

    private static func match() -> Benchmark {
        let bench = MatchBench(entries: smallRegister)
        return Benchmark(
            name: "match",
            summary: "who somebody is, decided in full, relatives and namesakes among those asked "
                + "about, in a register of \(smallRegister)",
            floor: """
                every text of the person in lower case and looked up in a dictionary: whoever \
                finds people by what is written of them must do as much
                """,
            messages: MatchBench.questionCount, bytes: 0, runFloor: bench.floor, run: bench.pass,
            remark: bench.remark)
    }

    /// The ratio is how many times longer a decision takes in a register a hundred times as large.
    private static func matchMillion() -> Benchmark {
        let (small, large) = (
            MatchBench(entries: smallRegister, hasFloor: false),
            MatchBench(entries: smallRegister * 100, hasFloor: false)
        )
        return Benchmark(
            name: "match-million",
            summary: "the same in a register of \(smallRegister * 100)",
            floor: "the same questions about a register of \(smallRegister)",
            messages: MatchBench.questionCount, bytes: 0, runFloor: small.pass, run: large.pass,
            remark: large.remark)
    }

    /// Entries against which a decision is measured.
    private static let smallRegister = 10_000

    private static func decide(
        _ configuration: ConfigurationFolder, isFirst: Bool
    ) throws -> Benchmark {
        var bench = try DecisionBench(configuration: configuration)
        if isFirst { bench.forgetReadings() }
        return Benchmark(
            name: isFirst ? "decide-first" : "decide",
            summary: (isFirst ? "the first message since a start" : "one more message")
                + " about somebody in hospital, decided under all "
                + "\(bench.pack.rules.count) rules of \(bench.pack.name)",
            floor: "every rule of the pack asked once, of facts that cost nothing",
            messages: bench.updates.count, bytes: 0, runFloor: bench.floor, run: bench.pass)
    }

    private static func decode(_ zone: TimeZoneRules) -> Benchmark {
        let corpus = BenchCorpus(messages: messageCount, entries: 0)
        let messages = corpus.messages
        let decoder = NotificationDecoder(zone: zone)
        let now = Instant(milliseconds: 1_772_400_000_000)
        return Benchmark(
            name: "decode", summary: "the full decode of a 1 KB ADT message",
            floor: """
                every field of the message as a String of its own: whoever gives out texts must \
                find where they end and copy them
                """,
            messages: messages.count, bytes: corpus.byteCount,
            runFloor: { messages.reduce(0) { $0 &+ fieldsCopied($1) } },
            run: {
                messages.reduce(0) {
                    $0 &+ decoder.decode($1, topicHint: .admission, receivedAt: now).count
                }
            })
    }

    /// How many bytes the fields have, each copied into a text.
    private static func fieldsCopied(_ bytes: [UInt8]) -> Int {
        var count = 0
        var start = 0
        for position in bytes.indices
        where bytes[position] == UInt8(ascii: "|") || bytes[position] == 0x0D {
            if start < position {
                count &+= String(decoding: bytes[start..<position], as: UTF8.self).utf8.count
            }
            start = position + 1
        }
        return count
    }

    private static func look() -> Benchmark {
        let corpus = BenchCorpus(messages: messageCount, entries: entryCount)
        let (messages, index) = (corpus.messages, corpus.index)
        func pass() -> Int {
            messages.reduce(0) { count, message in
                if case .cannotConcernUs = index.firstLook(at: message) {
                    count &+ 1
                } else {
                    count
                }
            }
        }
        return Benchmark(
            name: "look",
            summary: "the first look at a 1 KB ADT message with every blocking key, in a register "
                + "of \(entryCount)",
            floor: "the sum of the message's bytes: nothing can be said of bytes not looked at",
            messages: messages.count, bytes: corpus.byteCount,
            runFloor: { messages.reduce(0) { $0 &+ sum($1) } }, run: pass,
            remark: "\(pass() * 100 / max(1, messages.count)) % cannot concern the register")
    }

    private static func sum(_ bytes: [UInt8]) -> Int {
        var sum: UInt64 = 0
        for byte in bytes { sum &+= UInt64(byte) }
        return Int(truncatingIfNeeded: sum)
    }
}
