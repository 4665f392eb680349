// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where commands write: data to standard output, everything else to standard error.
enum Terminal {
    /// Writes a line of data.
    static func data(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Writes a line for the person at the keyboard.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Whether standard output is a terminal.
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether standard error is a terminal.
    static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }
}
