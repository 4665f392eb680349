// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Notifications
import Register

/// `keywatch match`: who of a register each person of a file is, how well that is known, and why.
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Says who of a register each person of a file is.",
        discussion: """
            keywatch match --register FILE --queries FILE answers each query with a line of JSON. \
            The files are CSV with the header register_id, nhs_number, family_name, given_names, \
            birth_date, sex, postcode, address, upn, local_ids (authority=value;…); the queries \
            have query_id in front. Columns may stand in any order. Rows that cannot be read are \
            named and left out; the exit code is then 1.
            """,
        subcommands: [
            MatchAnswerCommand.self, MatchEvaluateCommand.self, MatchTrainCommand.self,
            MatchExplainCommand.self,
        ],
        defaultSubcommand: MatchAnswerCommand.self)
}

/// The files that every matching reads.
struct MatchFiles: ParsableArguments {
    @Option(help: "The register: a CSV file, or .jsonl with an entry a line.")
    var register: String

    @Option(help: "The people to be found: a CSV file; - is standard input.")
    var queries: String

    @Option(help: "Weights in the form of Config/matching/weights.json; else the program's own.")
    var weights: String?

    /// A run over the register, which is read.
    func run() throws -> MatchRun {
        var run = MatchRun(
            zone: try TimeZoneRules.london(),
            weights: try weights.map { try WeightsFile.read($0) } ?? .standard)
        try run.read(register: register)
        return run
    }
}

/// `keywatch match`: one line of JSON for each query.
struct MatchAnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answers each query with a line of JSON (the default).",
        discussion: """
            One line for each query: {"queryId","outcome":"match|review|none","registerId"?,\
            "weight","probability","evidence","runnersUp"}.
            """)

    @OptionGroup var files: MatchFiles

    func run() throws {
        try Faults.reported {
            var run = try files.run()
            try run.answer(queries: files.queries, to: Terminal.data)
            try run.finish()
        }
    }
}
