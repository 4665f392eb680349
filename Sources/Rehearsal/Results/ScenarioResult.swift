// SPDX-License-Identifier: Apache-2.0

package import Policy

/// What a scenario came to.
package struct ScenarioResult: Hashable, Sendable {
    /// The scenario's sentence; the file's path where it could not be read.
    package var name: String
    /// The file.
    package var file: String
    /// The rows that it covers.
    package var covers: [String] = []
    /// What was not met; empty when it passed.
    package var failures: [ScenarioFailure] = []
    /// Everything that came out, in order.
    package var emissions: [Emission] = []
    /// What became of each input, in order: outcome and reason.
    package var outcomes: [String] = []
    /// The rules whose conditions held when something was opened, each once; where several lines
    /// are one duty, every line that held.
    package var held: Set<RuleID> = []

    /// Whether everything was met.
    package var hasPassed: Bool { failures.isEmpty }
}

/// One thing that a scenario expected and that did not happen, or the other way round.
package struct ScenarioFailure: Hashable, Sendable {
    /// Where the expectation stands.
    package var source: SourceLocation
    /// What was expected, and what was wrong.
    package var message: String
    /// What came out in the window, one line each.
    package var window: [String] = []

    /// The failure with everything that an author needs to see why.
    package var text: String {
        let came = window.isEmpty ? ["nothing came out in this window"] : window
        return (["\(source): \(message)"] + came.map { "    \($0)" }).joined(separator: "\n")
    }
}
