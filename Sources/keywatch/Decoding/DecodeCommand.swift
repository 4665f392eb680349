// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Notifications
import Policy

/// `keywatch decode`: notifications to canonical JSON Lines.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Shows what is read in notifications, as one line of JSON for each.",
        discussion: """
            Reads files, folders with all that is in them, and patterns in quotes ('in/*.hl7'); \
            of any size, in constant memory. A file holds HL7 v2 messages one after another, in \
            batches or in MLLP frames, or JSON: CloudEvents and FHIR resources one after another, \
            one a line, or in arrays. The format is recognised by its content.

            What cannot be read gives one line {"error":{"code","position","message"}}, with the \
            byte of the file, and of several files the "file"; the rest is decoded all the same, \
            and the exit code is then 1. The output holds personal data.

            HL7 v2 of senders in dialects.yaml, beside the configuration file, is read as that says.
            """)

    @Option(
        help: """
            The topic that the message would come by, for events that do not tell their kind: \
            admissions, school, social-care, register or responses.
            """)
    var topic = InputTopic.admissions

    @OptionGroup var configuration: ConfigurationOptions

    @Argument(help: "Files, folders or patterns to decode; - or none is standard input.")
    var files: [String] = []

    func run() throws {
        try Faults.reported {
            let inputs = InputPaths.expand(files)
            var run = DecodeRun(
                decoder: NotificationDecoder(
                    zone: try TimeZoneRules.london(), dialects: try dialects()),
                kind: topic.kind, inputs: inputs)
            // What reads the output may have had enough: that is no fault, and needs no word.
            try? run.all()
            if let failure = run.outputFailure { throw failure }
            if run.isWanting { throw ExitCode.wanting }
        }
    }

    /// The dialects of the configuration; a message can be decoded without any.
    private func dialects() throws -> Dialects {
        let exists = FileManager.default.fileExists(atPath: configuration.path)
        if !exists, configuration.config == nil { return .standard }
        return try configuration.load().folder.dialects()
    }
}

extension InputTopic: ExpressibleByArgument {}
