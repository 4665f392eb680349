// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The exit codes of every command (CONTRACT.md §1).
extension ExitCode {
    /// The input or the check was found wanting.
    static let wanting = ExitCode(1)
    /// Bad usage or configuration.
    static let usage = ExitCode(2)
    /// A needed service cannot be reached.
    static let unreachable = ExitCode(3)
    /// Refused; what ran before still runs.
    static let refused = ExitCode(4)
    /// Internal fault.
    static let fault = ExitCode(70)
}
