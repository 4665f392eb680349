// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Daemon
import Foundation
import Ledger
import Notifications
import Policy
import Register

/// All that a check found.
struct CheckFindings {
    /// Faults of configuration, a line each.
    private(set) var faults: [String] = []
    /// Faults of the ledger or its key.
    private(set) var ledger: [String] = []
    /// What is allowed and risky.
    private(set) var warnings: [String] = []
    /// What was read and found good, with versions.
    private(set) var read: [String] = []

    /// Reads everything that a configuration names; goes on after each fault.
    static func of(
        path: String, environment: [String: String], now: Instant
    ) -> CheckFindings {
        var findings = CheckFindings()
        let loaded = findings.attempt(in: nil) { () throws(PolicyError) in
            try DaemonConfiguration.load(path: path, environment: environment)
        }
        guard let configuration = loaded else { return findings }
        let folder = configuration.folder
        let pack = findings.attempt(in: folder) { () throws(PolicyError) in
            try folder.policy(named: configuration.pack)
        }
        if let pack {
            let from = pack.inForceFrom.map { ", in force from \($0.formatted)" } ?? ""
            findings.read.append("policy: \(pack.version), \(pack.rules.count) rules\(from)")
        }
        let directory = findings.attempt(in: folder) { () throws(PolicyError) in
            try folder.directory()
        }
        if let directory {
            findings.read.append(
                "directory: area \(directory.area), \(directory.persons.count) people")
        }
        let dialects = findings.attempt(in: folder) { () throws(PolicyError) in
            try folder.dialects()
        }
        if let dialects {
            findings.read.append("dialects: \(dialects.all.count) senders")
        }
        let weights = findings.attempt(in: folder) { () throws(PolicyError) in
            try folder.matching()
        }
        if let weights {
            findings.read.append("matching: \(weights.thresholds); \(weights.provenance)")
        }
        let calendar = findings.calendar(of: folder)
        findings.checkBus(configuration, path)
        findings.checkLedger(configuration, path)
        if let pack { findings.checkWhatIsOwed(under: pack, configuration) }
        findings.warnings +=
            RiskySettings(
                configuration: configuration, path: path, directory: directory
            ).lines
        if let pack, let directory {
            findings.warnings += pack.parameters.all.compactMap { parameter in
                guard let by = parameter.override?.by, directory.person(by) == nil else {
                    return nil
                }
                return
                    "parameters.yaml: \(parameter.name) was set by '\(by)', who is nobody of the "
                    + "directory"
            }
        }
        if let pack, let directory, let calendar {
            let lint = PolicyLint(
                pack, directory: directory, calendar: calendar,
                today: calendar.localDate(of: now))
            findings.warnings += lint.areaFindings().map { "\(folder.path)/\($0)" }
        }
        return findings
    }

    private mutating func attempt<Value>(
        in folder: ConfigurationFolder?, _ body: () throws(PolicyError) -> Value
    ) -> Value? {
        do throws(PolicyError) {
            return try body()
        } catch {
            switch error {
            case .invalid(let found): faults += found.map { CheckFindings.line($0, folder) }
            case .unreadable(let path):
                faults.append(
                    "\(path):1:1: error config.unreadable: the file or folder cannot be read")
            }
            return nil
        }
    }

    private static func line(_ fault: ConfigurationFault, _ folder: ConfigurationFolder?) -> String
    {
        let file = folder.map { "\($0.path)/\(fault.file)" } ?? fault.file
        return "\(file):\(fault.line):\(fault.column): error \(fault.code.rawValue): "
            + fault.message
    }

    private mutating func calendar(of folder: ConfigurationFolder) -> WorkingCalendar? {
        let zone: TimeZoneRules
        do {
            zone = try TimeZoneRules.london()
        } catch {
            faults.append(
                "/usr/share/zoneinfo/Europe/London:1:1: error config.time-zone: \(error); install "
                    + "the package tzdata")
            return nil
        }
        let calendar = attempt(in: folder) { () throws(PolicyError) in
            try folder.calendar(zone: zone)
        }
        if let calendar { read.append("calendar: \(calendar.version)") }
        return calendar
    }

    private mutating func checkBus(_ configuration: DaemonConfiguration, _ path: String) {
        let bus = BusConfiguration(
            bootstrap: configuration.bootstrap, properties: configuration.kafka)
        for role in [ClientRole.consumer, .producer] {
            do throws(BusError) {
                try bus.check(role)
            } catch {
                let line = "\(path):1:1: error bus.property: \(error)"
                if !faults.contains(line) { faults.append(line) }
            }
        }
    }

    /// A pack without a rule under which something is owed would be refused.
    private mutating func checkWhatIsOwed(
        under pack: PolicyPack, _ configuration: DaemonConfiguration
    ) {
        // Without a ledger nothing is owed; one that cannot be read is said elsewhere.
        guard let view = try? LedgerView(configuration),
            let vanished = try? VanishedRule.missing(from: pack, { try view.forEachCase($0) })
        else { return }
        let folder = "\(configuration.folder.path)/policy/\(pack.name)"
        faults += vanished.map { "\(folder):1:1: error policy.vanished-rule: \($0.text)" }
    }

    private mutating func checkLedger(_ configuration: DaemonConfiguration, _ path: String) {
        do throws(LedgerError) {
            let view = try LedgerView(configuration)
            guard view.reader.facts.area == configuration.area else {
                return ledger.append(
                    "\(path):1:1: error ledger.area: the ledger \(view.path) belongs to area "
                        + "\(view.reader.facts.area), the configuration to \(configuration.area)")
            }
            let report = try view.reader.verify(from: .checkpoint)
            ledger += report.findings.map { "\(view.path): error ledger.finding: \($0)" }
            let last = try view.reader.lastFrame()
            if report.isClean {
                read.append("ledger: \(view.path), \(last) frames, sound since the checkpoint")
            }
        } catch {
            switch error {
            case .missing(let file):
                read.append("ledger: none yet; the first start makes \(file)")
            case .keyFile(let file, .missing)
            where !FileManager.default.fileExists(atPath: configuration.ledgerPath):
                if configuration.key == nil {
                    read.append("ledger: none yet; the first start makes it and its key \(file)")
                } else {
                    ledger.append("\(path):1:1: error ledger.key: there is no key at \(file)")
                }
            default: ledger.append("\(path):1:1: error ledger.unusable: \(error)")
            }
        }
    }
}
