// SPDX-License-Identifier: Apache-2.0

/// Writes results in the Test Anything Protocol, version 14.
package enum TAPWriter {
    /// The whole report, with a line feed at its end.
    package static func text(_ results: [ScenarioResult]) -> String {
        var lines = ["TAP version 14", "1..\(results.count)"]
        for (index, result) in results.enumerated() {
            let word = result.hasPassed ? "ok" : "not ok"
            lines.append("\(word) \(index + 1) - \(escaped(result.name))")
            guard !result.hasPassed else { continue }
            lines.append("  ---")
            lines.append("  file: \(quoted(result.file))")
            lines.append("  failures:")
            for failure in result.failures {
                lines.append("    - |")
                for line in failure.text.split(separator: "\n") { lines.append("      \(line)") }
            }
            lines.append("  ...")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `#` begins a directive and `\` escapes, so both are escaped in a description.
    private static func escaped(_ text: String) -> String {
        text.map { character -> String in
            switch character {
            case "#": "\\#"
            case "\\": "\\\\"
            case "\n", "\r": " "
            default: String(character)
            }
        }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
    }
}
