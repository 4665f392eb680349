// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Register

/// `keywatch match train`: weights estimated from a register and queries, without the truth.
struct MatchTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Estimates weights from a register and queries.",
        discussion: """
            Expectation maximisation, without being told who is who; shows how it converges and \
            what it came to. Levels that it does not see keep their weight, and so do the prior, \
            the household's cap and the costs, from which the thresholds follow.
            """)

    @OptionGroup var files: MatchFiles

    @Option(help: "What one missed person is worth, in reviews.")
    var missed: Double?

    @Option(help: "What one wrong match is worth, in reviews.")
    var wrong: Double?

    @Option(help: "What the estimate rests on, kept with the weights.")
    var provenance = "estimated by expectation maximisation"

    @Option(help: "Writes the weights into this file.")
    var out: String?

    @Option(help: "Draws the weights into this file, as SVG.")
    var svg: String?

    func run() throws {
        try Faults.reported {
            var run = try files.run()
            var people: [Person] = []
            try run.forEach(person: files.queries) { query, _ in people.append(query.person) }
            var start = run.index.weights
            guard
                let costs = MatchCosts(
                    missed: missed ?? start.costs.missed, wrong: wrong ?? start.costs.wrong)
            else { throw CommandFailure("costs: expected numbers above 1", .usage) }
            start.costs = costs
            let training = WeightTraining(
                index: run.index, people: people, start: start, provenance: provenance)
            Terminal.data(training.table())
            if let out { try OutputFile.write(training.weights.jsonValue().text, to: out) }
            if let svg { try OutputFile.write(training.picture(), to: svg) }
            try run.finish()
        }
    }
}
