// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Rows under headings, for people as aligned columns and for programs as JSON.
struct TextTable: Equatable {
    /// The columns: the name in JSON, which in upper case is the heading.
    let columns: [String]
    /// The columns that are numbers in JSON.
    let numbers: Set<String>
    /// The rows; each has a cell for each column.
    private(set) var rows: [[String]] = []

    init(_ columns: [String], numbers: Set<String> = []) {
        self.columns = columns
        self.numbers = numbers
    }

    /// Adds a row; missing cells are empty.
    mutating func add(_ cells: [String]) {
        rows.append(columns.indices.map { $0 < cells.count ? cells[$0] : "" })
    }

    /// The headings and rows, columns aligned by two spaces. Nothing for no row.
    var lines: [String] {
        guard !rows.isEmpty else { return [] }
        let all = [columns.map { $0.uppercased() }] + rows
        let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { cells in
            var line = ""
            for (cell, width) in zip(cells, widths) {
                line += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// An array of objects, one a row; empty cells are left out.
    var json: JSONValue {
        .array(
            rows.map { cells in
                .object(
                    zip(columns, cells).filter { !$0.1.isEmpty }.map {
                        JSONValue.Member(
                            $0.0, numbers.contains($0.0) ? .number($0.1) : .string($0.1))
                    })
            })
    }

    /// Prints the table, or its JSON.
    func show(asJSON: Bool, empty: String) {
        if asJSON { return Terminal.data(json.text) }
        if rows.isEmpty { Terminal.say(empty) }
        for line in lines { Terminal.data(line) }
    }
}
