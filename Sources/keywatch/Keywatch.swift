// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The one program: the daemon and every command around it (CONTRACT.md §1).
@main
struct Keywatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywatch",
        abstract: "Makes sure that those who can help a child in crisis are told in time.",
        discussion: """
            Consumes hospital, school and social-care notifications from Kafka, matches them \
            against an area's dynamic support register, and opens keyworker alerts, escalation \
            tasks and emergency-protocol calls with durable clocks.

            Try it with `keywatch demo`. Exit codes: 0 done, 1 the input or the check was found \
            wanting, 2 bad usage or configuration, 3 a needed service cannot be reached, 4 refused \
            (what ran before still runs), 70 internal fault.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, DemoCommand.self, BrokerCommand.self, CheckCommand.self,
            DecodeCommand.self, MatchCommand.self, RegisterCommand.self, AlertsCommand.self,
            TasksCommand.self, ExplainCommand.self, DeadLettersCommand.self,
            RecoverCommand.self, LedgerCommand.self, ClockCommand.self, CalendarCommand.self,
            PolicyCommand.self, BenchCommand.self,
        ])
}
