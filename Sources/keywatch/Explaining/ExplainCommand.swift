// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Notifications
import Policy

/// `keywatch explain`: why, or why not.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says why an alert or task was opened, or what became of a message.",
        discussion: """
            Of an alert or task: what led to it, how the person was linked, the clocks step by \
            step, who was told what and when, to this day. Of a message, as \
            topic/partition/offset (and /index in a batch): its outcome and reason, each decision \
            and each rule that did not act, and what became of what it opened. From the frames of \
            the ledger, under the wording of the policy that is configured now.
            """)

    @OptionGroup var configuration: ConfigurationOptions

    @Argument(help: "An id (or its first 6 characters or more), or topic/partition/offset.")
    var subject: String

    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        try Faults.reported {
            let configuration = try self.configuration.load()
            let view = try LedgerView(configuration)
            let context = try ConfigurationOptions.context(configuration, view.keys)
            let explainer = try Explainer(view, context)
            let explanation: Explanation
            if subject.contains("/") {
                guard let position = InputPosition(text: subject) else {
                    throw CommandFailure(
                        "'\(subject)' is no position: write topic/partition/offset", .usage)
                }
                explanation = try explainer.explain(position)
            } else {
                explanation = try explainer.explain(try view.shelf().find(subject))
            }
            let time = LocalTime(zone: context.calendar.zone)
            let lines = json ? [explanation.json.text] : explanation.lines(time)
            for line in lines { Terminal.data(line) }
            if !explanation.isKnown { throw ExitCode.wanting }
        }
    }
}
