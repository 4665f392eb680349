// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Bus
import Daemon
import Foundation
import Ledger
import Notifications
import Register

/// `keywatch register import`: a file onto the register topic, the same path as the register's own.
struct RegisterImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Publishes the entries of a file on the register topic.",
        discussion: """
            CSV with the header register_id, nhs_number, family_name, given_names, birth_date, \
            sex, postcode, address, upn, local_ids (further columns are kept), or JSON Lines with \
            an entry a line. Every bad row is named with its line and reason; good rows are \
            imported, or with --all-or-nothing none. Rows that are as the register has them \
            already are not sent again. People of the register who are not in the file are \
            listed, and stay unless --remove-missing says otherwise. Exit 1 when a row was bad.
            """)

    @OptionGroup var configuration: ConfigurationOptions
    @Argument(help: "The file: .csv or .jsonl.") var file: String
    @Option(help: "csv or jsonl, where the file's name does not tell.")
    var format: EntryFileReader.Format?
    @Flag(help: "Show the difference and change nothing.") var dryRun = false
    @Flag(help: "Import nothing if any row is bad.") var allOrNothing = false
    @Flag(help: "Remove from the register who is not in the file; asks first.")
    var removeMissing = false
    @Flag(help: "Do not ask.") var yes = false
    @Flag(help: "With --dry-run: print JSON.") var json = false

    /// Records handed over at once, and how long they may take.
    private static let batch = 500
    private static let timeoutMs: Int32 = 30_000

    func run() throws {
        try Faults.reported {
            let configuration = try self.configuration.load()
            let plan = try readFile()
            for fault in plan.faults { Terminal.say(fault.line(in: file)) }
            let current = try RegisterImport.current(configuration)
            if dryRun {
                plan.difference(from: current).show(asJSON: json, empty: "nothing would change")
            } else if allOrNothing, !plan.faults.isEmpty {
                Terminal.say("nothing was imported: \(plan.faults.count) rows are bad")
            } else {
                try publish(plan, current, configuration)
            }
            if !plan.faults.isEmpty { throw ExitCode.wanting }
        }
    }

    private func readFile() throws -> RegisterPlan {
        let name = file.lowercased()
        let known: EntryFileReader.Format? =
            name.hasSuffix(".csv") ? .csv : name.hasSuffix(".jsonl") ? .jsonl : nil
        guard let format = format ?? known else {
            throw CommandFailure("\(file): say --format csv or jsonl", .usage)
        }
        let progress = Progress("rows read")
        return try RegisterPlan.read(
            file, format: format, decoder: EntryDecoder(zone: try TimeZoneRules.london())
        ) { progress.note(Int64($0), Int64($0)) }
    }

    /// The register as the ledger has it; nobody while there is no ledger yet.
    private static func current(
        _ configuration: DaemonConfiguration
    ) throws -> [String: RegisterEntry] {
        do {
            return try LedgerView(configuration).entries()
        } catch LedgerError.missing, LedgerError.keyFile(_, .missing) {
            return [:]
        }
    }

    private func publish(
        _ plan: RegisterPlan, _ current: [String: RegisterEntry],
        _ configuration: DaemonConfiguration
    ) throws {
        let topic = configuration.topics.input(.register)
        var records = plan.entries.filter {
            RegisterPlan.change($0, current[$0.registerId]) != .same
        }.map { RegisterImport.record(of: $0, topic: topic) }
        let imported = records.count
        let vanished = plan.vanished(from: current)
        let removed = try removal(of: vanished) ? vanished : []
        records += removed.map { OutgoingRecord(topic: topic, key: Array($0.utf8), value: nil) }
        try send(records, configuration)
        Terminal.data(
            "imported \(imported), unchanged \(plan.entries.count - imported), bad "
                + "\(plan.faults.count), removed \(removed.count), "
                + "missing from the file \(vanished.count - removed.count)")
        if plan.warnings > 0 {
            Terminal.say(
                "\(plan.warnings) members could not be read and count as absent: see the values "
                    + "of nhs_number, upn, birth_date, sex")
        }
    }

    /// The record of an entry: the key is its register id.
    static func record(of entry: RegisterEntry, topic: String) -> OutgoingRecord {
        OutgoingRecord(
            topic: topic, key: Array(entry.registerId.utf8), value: entry.jsonValue().utf8)
    }

    /// Lists who vanished, and asks whether to remove them where that was wanted.
    private func removal(of vanished: [String]) throws -> Bool {
        guard !vanished.isEmpty else { return false }
        Terminal.say("on the register and not in the file:")
        for id in vanished { Terminal.say("  \(id)") }
        guard removeMissing else {
            Terminal.say("they stay; --remove-missing removes them")
            return false
        }
        if yes { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure("--remove-missing needs --yes where nobody can be asked", .usage)
        }
        Terminal.say("remove these \(vanished.count) people from the register? [y/N]")
        return readLine()?.lowercased().hasPrefix("y") ?? false
    }

    private func send(_ records: [OutgoingRecord], _ configuration: DaemonConfiguration) throws {
        guard !records.isEmpty else { return }
        let producer = try Producer(
            BusConfiguration(
                bootstrap: configuration.bootstrap, properties: configuration.kafka))
        defer { producer.close() }
        let progress = Progress("entries sent")
        var start = 0
        while start < records.count {
            let end = min(start + RegisterImport.batch, records.count)
            let reports = try producer.send(
                Array(records[start..<end]), timeoutMs: RegisterImport.timeoutMs)
            for report in reports {
                switch report.outcome {
                case .delivered: break
                case .refused(let failure):
                    throw CommandFailure("the broker refuses an entry: \(failure)", .refused)
                case .failed(let failure):
                    throw CommandFailure(
                        "sent \(start) of \(records.count) for certain, then: \(failure); run it "
                            + "again, it is safe to repeat", .unreachable)
                }
            }
            start = end
            progress.note(Int64(start), Int64(records.count))
        }
    }
}

extension EntryFileReader.Format: ExpressibleByArgument {}
