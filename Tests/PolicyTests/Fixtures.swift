// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Policy

/// The shipped configuration and the system's time zone, read once.
enum Shipped {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let folder = ConfigurationFolder(path: root.appending(path: "Config").path)
    static let sharedScenarios = root.appending(path: "../shared/samples/scenarios").path

    static var zone: TimeZoneRules { get throws { try loadedZone.get() } }
    static var calendar: WorkingCalendar { get throws { try loadedCalendar.get() } }
    static var pack: PolicyPack { get throws { try loadedPack.get() } }
    static var directory: Directory { get throws { try loadedDirectory.get() } }

    private static let loadedZone = Result { try TimeZoneRules.london() }
    private static let loadedCalendar = Result { try folder.calendar(zone: zone) }
    private static let loadedPack = Result { try folder.policy(named: "policy-2023") }
    private static let loadedDirectory = Result { try folder.directory() }
}

/// Facts by a table; whatever is not in it is unknown.
struct TableFacts: Facts {
    var values: [FactName: FactValue] = [:]
    var now = Instant(milliseconds: 0)
    /// Duties of which a condition may ask, and where they stand.
    var duties: [ObligationTest] = []

    init(_ values: [FactName: FactValue] = [:]) {
        self.values = values
    }

    func value(of name: FactName) -> FactValue { values[name] ?? .unknown }

    func instant(of test: TimeTest) -> Instant? {
        guard let calendar = try? Shipped.calendar else { return nil }
        return test.clock.anchor(self).map { calendar.instant(of: test, anchor: $0) }
    }

    func holds(_ test: ObligationTest) -> Bool { duties.contains(test) }

    subscript(_ name: FactName) -> FactValue {
        get { value(of: name) }
        set { values[name] = newValue }
    }
}

func instant(_ text: String) -> Instant { Instant(iso8601: text)! }

func date(_ text: String) -> LocalDate { LocalDate(iso8601: text)! }

/// The faults that loading this text as the only rule file finds.
func faults(ofRules text: String) -> [ConfigurationFault] {
    let ladders = ConfigurationFile(path: "ladders.yaml", text: wholeLadders)
    do {
        _ = try PolicyPack.load(
            name: "test", files: [ConfigurationFile(path: "rules.yaml", text: text)],
            ladders: ladders)
        return []
    } catch {
        guard case .invalid(let faults) = error else { return [] }
        return faults
    }
}

let wholeLadders = """
    crisis: { rungs: [ { tell: owner } ], repeat: every 24 h }
    cross-system: { rungs: [ { tell: owner } ], repeat: each working day }
    single-agency: { rungs: [ { tell: owner } ], repeat: each working day }
    none: { rungs: [ { tell: owner } ], repeat: never }
    """

/// `line:column` of the first occurrence of a text.
func position(of needle: String, in text: String) -> String {
    guard let range = text.firstRange(of: needle) else { return "nowhere" }
    let before = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    return "\(before.count):\((before.last?.unicodeScalars.count ?? 0) + 1)"
}
