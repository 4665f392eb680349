// SPDX-License-Identifier: Apache-2.0

/// Writes results as JUnit XML, as continuous integration reads it.
package enum JUnitWriter {
    /// The whole document.
    package static func text(_ results: [ScenarioResult]) -> String {
        let failed = results.count { !$0.hasPassed }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites tests="\#(results.count)" failures="\#(failed)">"#,
            #"  <testsuite name="scenarios" tests="\#(results.count)" failures="\#(failed)">"#,
        ]
        for result in results {
            let head =
                #"    <testcase classname="\#(escaped(result.file))" "#
                + #"name="\#(escaped(result.name))""#
            guard let first = result.failures.first else {
                lines.append(head + "/>")
                continue
            }
            let text = result.failures.map(\.text).joined(separator: "\n")
            lines.append(head + ">")
            lines.append(
                #"      <failure message="\#(escaped(first.message))">\#(escaped(text))</failure>"#)
            lines.append("    </testcase>")
        }
        lines += ["  </testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\n", "\t": String(scalar)
            // XML 1.0 has no way to write other control characters.
            case _ where scalar.value < 0x20: "\u{FFFD}"
            default: String(scalar)
            }
        }.joined()
    }
}
