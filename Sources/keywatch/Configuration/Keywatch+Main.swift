// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

extension Keywatch {
    /// Runs the command of the arguments. Bad usage ends with 2 and not with the parser's own 64
    /// (CONTRACT.md §1).
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.say(fullMessage(for: error))
            exit(withError: ExitCode.usage)
        }
    }
}
