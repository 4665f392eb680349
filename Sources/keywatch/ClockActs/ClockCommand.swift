// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon

/// `keywatch clock`: an operator's word about the time.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Acts on the daemon's clock.",
        subcommands: [Accept.self])

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells the running daemon to believe the machine's clock.",
            discussion: """
                A wall clock that jumped is not believed, so that a machine that wakes up a year \
                later pages nobody. Look at the machine's time first; then say this.
                """)
        @OptionGroup var configuration: ConfigurationOptions

        func run() async throws {
            let configuration = try Faults.reported { try self.configuration.load() }
            guard
                let reply = try? await CommandClient.send(
                    "clock accept", to: configuration.socketPath)
            else {
                Terminal.say("no daemon answers at \(configuration.socketPath)")
                throw ExitCode.unreachable
            }
            guard reply.outcome == "acted" else {
                Terminal.say("not accepted: \(reply.reason)")
                throw ExitCode.refused
            }
            Terminal.data("the daemon believes the machine's clock from now on")
        }
    }
}
