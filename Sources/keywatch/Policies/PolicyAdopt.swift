// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Notifications
import Policy

/// `keywatch policy adopt`: a named person's word for what a changed pack puts off or ends.
struct PolicyAdopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Puts off and withdraws what a changed pack asks to.",
        discussion: """
            A pack that is read again brings dates forward at once. What it would put off or end \
            of what is owed already goes on as it was, with its clock and its ladder, until a \
            named person adopts the pack; new obligations go by the new pack. --dry-run lists, \
            rule by rule, what would be put off (from when to when) or withdrawn, and does \
            nothing. Without a running daemon the ledger's lock is taken. The act is journaled \
            with the person's id and reason, and whoever was told of an obligation is told that \
            its date moved or that it is withdrawn. Exit 0: done, or nothing waits; 2: the person \
            is not in the directory; 4: refused.
            """)

    @OptionGroup var configuration: ConfigurationOptions

    @Option(help: "The person of the directory who adopts the pack.")
    var by: String

    @Option(help: "Why; kept in the ledger. No personal data.")
    var reason = "the policy is adopted"

    @Flag(help: "List what would be done, and do nothing.") var dryRun = false
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        let (daemon, zone) = try Faults.reported {
            let daemon = try configuration.load()
            guard try daemon.folder.directory().person(by) != nil else {
                throw CommandFailure("'\(by)' is not in the directory", .usage)
            }
            return (daemon, try TimeZoneRules.london())
        }
        let deed: OperatorAct.Deed = dryRun ? .rehearseAdoption : .adoptPolicy
        let reply = try await OperatorAct(deed, by: by, reason: reason).hand(to: daemon)
        guard reply.outcome == "acted" else {
            Terminal.say("not adopted: \(reply.reason)")
            throw ExitCode.refused
        }
        if json { return Terminal.data(JSONValue.array(reply.held.map(\.json)).text) }
        for line in AdoptionListing(reply.held, isDone: !dryRun, time: LocalTime(zone: zone)).lines
        {
            Terminal.data(line)
        }
    }
}

/// What waited for a named person, rule by rule.
struct AdoptionListing {
    let lines: [String]

    init(_ held: [HeldDuty], isDone: Bool, time: LocalTime) {
        guard !held.isEmpty else {
            lines = ["nothing waits for the policy to be adopted"]
            return
        }
        var lines: [String] = []
        for rule in Set(held.map(\.rule)).sorted() {
            let ofRule = held.filter { $0.rule == rule }
            lines.append("\(rule): \(ofRule.count) held")
            lines += ofRule.map { "  \($0.obligation)  \(AdoptionListing.text(of: $0, time))" }
        }
        let done = isDone ? "adopted" : "would be adopted; nothing was done"
        lines.append("\(held.count) in all: \(done)")
        self.lines = lines
    }

    private static func text(of duty: HeldDuty, _ time: LocalTime) -> String {
        let due = duty.due.map { "due \(time.text($0))" } ?? "without a due"
        return switch duty.change {
        case .later(let new): "\(due) -> due \(time.text(new))"
        case .withdrawn: "\(due) -> withdrawn"
        case .retired: "\(due) -> withdrawn, its rule is retired"
        }
    }
}
