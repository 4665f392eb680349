// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Notifications
import Policy
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

            Weights and costs are the program's own, or those of matching.yaml beside the \
            configuration file that --config names, or of --weights.
            """,
        subcommands: [
            MatchAnswerCommand.self, MatchEvaluateCommand.self, MatchTrainCommand.self,
            MatchExplainCommand.self, MatchDuplicatesCommand.self,
        ],
        defaultSubcommand: MatchAnswerCommand.self)
}

/// The files that every matching reads.
struct MatchFiles: ParsableArguments {
    @OptionGroup var register: RegisterFile

    @Option(help: "The people to be found: a CSV file; - is standard input.")
    var queries: String

    /// A run over the register, which is read.
    func run() throws -> MatchRun { try register.run() }
}

/// A register in a file, and by which weights it is matched.
struct RegisterFile: ParsableArguments {
    @Option(help: "The register: a CSV file, or .jsonl with an entry a line.")
    var register: String

    @Option(help: "A configuration file, whose matching.yaml counts; else the program's own.")
    var config: String?

    @Option(help: "Weights in the form of Config/matching/weights.json, with their costs.")
    var weights: String?

    func validate() throws {
        guard config == nil || weights == nil else {
            throw ValidationError("say --config or --weights, not both")
        }
    }

    /// A run over the register, which is read.
    func run() throws -> MatchRun {
        var run = MatchRun(zone: try TimeZoneRules.london(), weights: try matching())
        try run.read(register: register)
        return run
    }

    /// The entries themselves.
    func plan() throws -> RegisterPlan {
        let progress = Progress("rows read")
        return try RegisterPlan.read(
            register, format: .ofFile(register),
            decoder: EntryDecoder(zone: try TimeZoneRules.london())
        ) { progress.note(Int64($0), Int64($0)) }
    }

    /// Weights and costs: those of the options, else the program's own.
    func matching() throws -> Weights {
        if let config {
            return try DaemonConfiguration.load(
                path: config, environment: ProcessInfo.processInfo.environment
            ).folder.matching()
        }
        return try weights.map { try WeightsFile.read($0) } ?? .standard
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
