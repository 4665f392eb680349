// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Notifications

/// `keywatch decode`: notifications to canonical JSON Lines.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Shows what is read in notifications, as one line of JSON for each.",
        discussion: """
            Reads HL7 v2 messages (one or a batch), CloudEvents, arrays of CloudEvents and files \
            of one CloudEvent a line; the format is recognised by its content. What cannot be \
            read gives one line {"error":{"code","position","message"}}; the rest is decoded all \
            the same, and the exit code is then 1. The output holds personal data.
            """)

    @Option(
        help: """
            The topic that the message would come by, for events that do not tell their kind: \
            admissions, school, social-care, register or responses.
            """)
    var topic = InputTopic.admissions

    @Argument(help: "Files to decode; - or none is standard input.")
    var files: [String] = []

    func run() throws {
        try Faults.reported {
            let decoder = NotificationDecoder(zone: try TimeZoneRules.london())
            let lines = DecodedLines(decoder: decoder, kind: topic.kind)
            var isWanting = false
            for file in files.isEmpty ? ["-"] : files {
                guard let bytes = InputFile.bytes(file) else {
                    Terminal.say("\(file): the file cannot be read")
                    isWanting = true
                    continue
                }
                let now = Instant(milliseconds: MachineTime().wallMs())
                let errors = lines.write(bytes, receivedAt: now, to: Terminal.data)
                if errors > 0 {
                    isWanting = true
                    Terminal.say("\(file): \(errors) of its messages cannot be read")
                }
            }
            if isWanting { throw ExitCode.wanting }
        }
    }
}

extension InputTopic: ExpressibleByArgument {}

/// Reads whole files; `-` is standard input.
enum InputFile {
    /// The bytes, or nil when the file cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        if path == "-" {
            guard let data = try? FileHandle.standardInput.readToEnd() else { return [] }
            return Array(data)
        }
        return FileManager.default.contents(atPath: path).map { Array($0) }
    }
}
