// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Register

/// `keywatch match explain`: how one answer came about.
struct MatchExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows how the weight of one answer came about.",
        discussion: """
            A line for each piece of evidence, from the prior to the sum; it names fields and \
            levels of agreement, never names, dates or numbers.
            """)

    @OptionGroup var files: MatchFiles

    @Option(help: "The query_id of the query.")
    var query: String

    @Option(help: "Draws the steps into this file, as SVG.")
    var svg: String?

    func run() throws {
        try Faults.reported {
            var run = try files.run()
            var waterfall: Waterfall?
            let weights = run.index.weights
            try run.forEach(person: files.queries) { candidate, index in
                guard candidate.queryId == query else { return }
                waterfall = Waterfall(index.match(candidate.person), weights: weights)
            }
            guard let waterfall else {
                throw CommandFailure("\(files.queries): no query of that id", .usage)
            }
            Terminal.data(waterfall.table())
            if let svg { try OutputFile.write(waterfall.picture(), to: svg) }
            try run.finish()
        }
    }
}
