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
            abstract: "Says that the machine's clock is right.",
            discussion: """
                A wall clock that jumped is not believed, so that a machine that wakes up a year \
                later pages nobody. Look at the machine's time first; then say this. Clocks that \
                fell due meanwhile fire at once, one rung each.
                """)
        @OptionGroup var options: OperatorOptions

        func run() async throws {
            let reply = try await options.perform(.acceptClock)
            guard reply.outcome == "acted" else {
                Terminal.say("not accepted: \(reply.reason)")
                throw ExitCode.refused
            }
            Terminal.data("the machine's clock is believed from now on")
        }
    }
}
