// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Policy

/// `keywatch bench`: how fast this machine does what the daemon does most.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast messages are read and decided on one core of this machine.",
        discussion: """
            decode  the full decode of a 1 KB ADT message.
            look    the first look at such a message, with every blocking key.
            match   who of 10,000 people somebody is, decided in full.
            decide  a decision about somebody in hospital under the whole pack; decide-first
                    is the first about each since a start, when nothing is remembered.

            match-million is match among a million people, beside match among 10,000 as its \
            floor; it takes a minute and 1 GB of memory, so it is run only by name.

            Each is measured on made-up messages beside a floor, work on the same bytes that \
            nothing of its kind can do without. The ratio of the two says how good the code is, \
            whatever the machine; the messages a second say how good the machine is. Times are \
            processor time of one thread.
            """)

    @OptionGroup var configuration: ConfigurationOptions

    @Argument(help: "Which; none is all but match-million.")
    var names: [String] = []

    @Option(help: "How often each is measured.")
    var rounds = 15

    @Flag(help: "One line of JSON for each.")
    var json = false

    func validate() throws {
        let known = Benchmarks.names + Benchmarks.large
        for name in names where !known.contains(name) {
            throw ValidationError("\(name): there are \(known.joined(separator: ", "))")
        }
        guard (1...10_000).contains(rounds) else {
            throw ValidationError("--rounds is 1 to 10000")
        }
    }

    func run() throws {
        try Faults.reported {
            let zone = try TimeZoneRules.london()
            let folder = ConfigurationFolder(path: configuration.folder)
            for name in names.isEmpty ? Benchmarks.names : names {
                guard
                    let benchmark = try Benchmarks.named(
                        name, zone: zone, configuration: folder)
                else { continue }
                let result = BenchResult(benchmark, rounds: rounds)
                if json {
                    Terminal.data(result.jsonValue().text)
                } else {
                    result.lines(benchmark).forEach(Terminal.data)
                }
            }
        }
    }
}
