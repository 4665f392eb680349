// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Notifications
import Register

/// Who stands in a register twice: pairs of entries with what speaks for each, by register id and
/// field, never by name, number or date.
struct DuplicateReport {
    /// The pairs, surest first.
    let pairs: [DuplicatePair]
    private let areas: [String: String]

    /// Compares every entry with every other; progress on a terminal.
    init(_ entries: [RegisterEntry], weights: Weights) {
        var index = IdentityIndex(weights: weights)
        var areas: [String: String] = [:]
        for entry in entries {
            index.insert(entry)
            areas[entry.registerId] = entry.area
        }
        let progress = Progress("entries compared")
        pairs = index.duplicates { progress.note(Int64($0), Int64($1)) }
        self.areas = areas
    }

    /// A row for each pair.
    var table: TextTable {
        var table = TextTable([
            "outcome", "registerId", "area", "otherId", "otherArea", "weight", "reason", "evidence",
        ])
        for pair in pairs {
            table.add([
                pair.outcome, pair.registerId, areas[pair.registerId] ?? "", pair.otherId,
                areas[pair.otherId] ?? "", pair.weightText, pair.reason.rawValue,
                pair.evidenceText,
            ])
        }
        return table
    }

    /// An array with an object for each pair.
    var json: JSONValue { .array(pairs.map { $0.jsonValue { areas[$0] } }) }

    /// Prints the pairs; 1 is the exit code where there is any.
    func show(asJSON: Bool) throws {
        if asJSON {
            Terminal.data(json.text)
        } else {
            table.show(asJSON: false, empty: "nobody is found twice")
        }
        let sure = pairs.count(where: \.isSure)
        guard !pairs.isEmpty else { return }
        Terminal.say("\(sure) sure, \(pairs.count - sure) to be reviewed")
        throw ExitCode.wanting
    }
}
