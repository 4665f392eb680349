// SPDX-License-Identifier: Apache-2.0

import Foundation
import Notifications
import Register

/// What a register file would change.
struct RegisterPlan {
    /// What a row comes to against the register as it stands.
    enum Change: String {
        case added
        case changed
        /// Its version is lower than the one that stands: the daemon will ignore it.
        case older
        case same
    }

    /// The last row of each register id, in the file's order.
    private(set) var entries: [RegisterEntry] = []
    /// Rows that cannot be taken.
    private(set) var faults: [RowFault] = []
    /// How many members of good rows could not be read and count as absent.
    private(set) var warnings = 0
    private var places: [String: Int] = [:]

    /// Reads a file.
    static func read(
        _ path: String, format: EntryFileReader.Format, decoder: EntryDecoder,
        progress: (Int) -> Void = { _ in }
    ) throws -> RegisterPlan {
        var plan = RegisterPlan()
        var reader = EntryFileReader(format: format, decoder: decoder)
        try FileChunks.forEach(of: path) { chunk in
            for row in reader.feed(chunk) { plan.take(row) }
            progress(plan.entries.count)
        }
        for row in reader.finish() { plan.take(row) }
        return plan
    }

    mutating func take(_ row: EntryRow) {
        switch row {
        case .rejected(let fault): faults.append(fault)
        case .entry(let entry, _, let warned):
            warnings += warned.count
            if let place = places[entry.registerId] {
                entries[place] = entry
            } else {
                places[entry.registerId] = entries.count
                entries.append(entry)
            }
        }
    }

    /// What an entry comes to.
    static func change(_ entry: RegisterEntry, _ current: RegisterEntry?) -> Change {
        guard let current else { return .added }
        return switch EntryPrecedence.decide(current: current, arriving: entry) {
        case .ignoreOlder: .older
        case .duplicate: .same
        case .replace: entry == current ? .same : .changed
        }
    }

    /// The ids of the register that the file does not have, in order.
    func vanished(from current: [String: RegisterEntry]) -> [String] {
        current.keys.filter { places[$0] == nil }.sorted()
    }

    /// The difference: a row for each entry that is not the same, naming members, never values.
    func difference(from current: [String: RegisterEntry]) -> TextTable {
        var table = TextTable(["registerId", "change", "members"])
        for entry in entries {
            let before = current[entry.registerId]
            let change = RegisterPlan.change(entry, before)
            guard change != .same else { continue }
            let members =
                change == .changed ? RegisterPlan.members(before, entry).joined(separator: ",") : ""
            table.add([entry.registerId, change.rawValue, members])
        }
        for id in vanished(from: current) { table.add([id, "vanished"]) }
        return table
    }

    private static func members(_ old: RegisterEntry?, _ new: RegisterEntry) -> [String] {
        let before = old?.jsonValue().members ?? []
        let after = new.jsonValue().members
        var names = after.filter { !before.contains($0) }.map(\.name)
        names += before.map(\.name).filter { name in !after.contains { $0.name == name } }
        return names
    }
}
