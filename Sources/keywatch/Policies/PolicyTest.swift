// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Ledger
import Policy
import Rehearsal

/// `keywatch policy test`: scenario files on the real engine, with simulated time.
struct PolicyTest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs scenario files on the real engine.",
        discussion: """
            A scenario tells a story in messages and says what must come out, and what must not; \
            time is simulated. Folders are searched for .yaml and .yml files. The rules, ladders, \
            calendar and directory are those beside the configuration file. Exit 1 if a scenario \
            fails or cannot be read.
            """)

    /// The forms of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case tap
        case junit
    }

    @OptionGroup var configuration: ConfigurationOptions
    @Argument(help: "Scenario files, or folders of them.") var paths: [String]
    @Option(help: "tap or junit.") var format = Format.tap

    func run() throws {
        try Faults.reported {
            let files = try PolicyTest.files(paths)
            let key = try AreaKeySource.passphrase("scenarios").load()
            let stage = try Stage(
                configuration: ConfigurationFolder(path: configuration.folder),
                hashes: AreaAssembly.hashes(try AreaKeys(key)))
            let results = files.map { stage.run(file: $0) }
            let text = format == .tap ? TAPWriter.text(results) : JUnitWriter.text(results)
            FileHandle.standardOutput.write(Data(text.utf8))
            let failed = results.count { !$0.hasPassed }
            if failed > 0 {
                Terminal.say("\(failed) of \(results.count) scenarios failed")
                throw ExitCode.wanting
            }
        }
    }

    /// The scenario files of paths; none at all is bad usage, not success.
    static func files(_ paths: [String]) throws(CommandFailure) -> [String] {
        let files: [String]
        do throws(RehearsalError) {
            files = try ScenarioFiles.find(paths)
        } catch {
            guard case .unreadable(let path) = error else {
                throw CommandFailure("\(error)", .fault)
            }
            throw CommandFailure("\(path): there is no such file or folder", .usage)
        }
        guard !files.isEmpty else {
            throw CommandFailure("no scenario file (.yaml, .yml) is there", .usage)
        }
        return files
    }
}
