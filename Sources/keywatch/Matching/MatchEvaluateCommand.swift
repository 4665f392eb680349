// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Register

/// `keywatch match evaluate`: answers measured against the truth.
struct MatchEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measures the answers against the truth.",
        discussion: """
            The truth is CSV with query_id, register_id (empty: not on the register) and whatever \
            other columns it has; --by groups by one of them and may be given again. Sensitivity \
            with review: of those on the register, the ones matched or shown by a review. Each \
            measure has Wilson's interval of 95 %.
            """)

    @OptionGroup var files: MatchFiles

    @Option(help: "The truth: a CSV file.")
    var truth: String

    @Option(help: "A column of the truth by which to group.")
    var by: [String] = []

    @Flag(help: "JSON instead of a table.")
    var json = false

    @Option(help: "Draws the evaluation into this file, as SVG.")
    var svg: String?

    func run() throws {
        try Faults.reported {
            var run = try files.run()
            let truths = try read(&run)
            var evaluation = MatchEvaluation(by: by)
            try run.forEach(query: files.queries) { query, result in
                evaluation.count(result, truth: truths[query.queryId])
            }
            Terminal.data(json ? evaluation.jsonValue().text : evaluation.table())
            if !json { Terminal.data(run.index.weights.thresholds) }
            if let svg { try OutputFile.write(evaluation.picture(), to: svg) }
            try run.finish()
        }
    }

    private func read(_ run: inout MatchRun) throws -> [String: TruthRow] {
        var truths: [String: TruthRow] = [:]
        var reader = TruthFileReader()
        func take(_ row: TruthFileReader.Row) {
            switch row {
            case .truth(let row): truths[row.queryId] = row
            case .rejected(let fault): run.say(fault, truth)
            }
        }
        try FileChunks.forEach(of: truth) { chunk in reader.feed(chunk).forEach(take) }
        reader.finish().forEach(take)
        return truths
    }
}
