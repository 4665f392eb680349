// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Daemon
import Notifications
import Policy

/// `keywatch calendar`: what bank holidays, working hours and the time zone do to dues.
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Shows what the calendar does to open dues.",
        subcommands: [Report.self])

    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts the dues that the calendar moved or will move.",
            discussion: """
                So many dues of which rule, from when to when; never whose. `moved`: by an \
                earlier change of the calendar. `will-move`: at the next SIGHUP or start, by the \
                files as they are now. `provisional`: they count days of a year whose bank \
                holidays are computed and not published. Nothing is changed.
                """)
        @OptionGroup var configuration: ConfigurationOptions
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            try Faults.reported {
                let configuration = try self.configuration.load()
                let view = try LedgerView(configuration)
                let context = try ConfigurationOptions.context(configuration, view.keys)
                let report = try CalendarReport(
                    view, context, now: Instant(milliseconds: MachineTime().wallMs()))
                report.table(LocalTime(zone: context.calendar.zone), isJSON: json)
                    .show(asJSON: json, empty: "the calendar moves no due")
            }
        }
    }
}
